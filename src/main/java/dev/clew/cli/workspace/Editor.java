package dev.clew.cli.workspace;

import dev.clew.cli.frame.CliContext;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.posix.Environ;
import dev.clew.posix.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;

/// The user's editor.
final class Editor {
  private final CliContext context;

  Editor(CliContext context) {
    this.context = context;
  }

  /// Lets the user edit a copy of a file.
  ///
  /// @param taken what becomes of the copy, with what the file held before; where it throws, the
  ///   copy stays and is named
  /// @throws ClewError E032 when there is no editor or it fails
  void edit(Path file, BiConsumer<byte[], Path> taken) {
    Path copy = file.resolveSibling("." + file.getFileName() + ".edited");
    try {
      byte[] before = Files.readAllBytes(file);
      if (!Files.exists(copy)) {
        PrivateFiles.create(copy).close();
        Files.write(copy, before);
      }
      run(copy);
      accept(before, copy, taken);
      Files.delete(copy);
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, copy + ": " + e.getMessage(), e);
    }
  }

  private static void accept(byte[] before, Path copy, BiConsumer<byte[], Path> taken) {
    try {
      taken.accept(before, copy);
    } catch (ClewError e) {
      throw new ClewError(
          e.code(), e.detail() + " What was written is kept: edit again to go on with it.", e);
    }
  }

  private void run(Path copy) throws IOException {
    String editor = named("VISUAL", named("EDITOR", "vi"));
    // As git does: the variable may have arguments.
    var process =
        new ProcessBuilder(List.of("sh", "-c", editor + " \"$1\"", editor, copy.toString()))
            .inheritIO();
    Environ.restore(process.environment());
    try {
      int code = process.start().waitFor();
      if (code != 0) {
        throw new ClewError(
            ErrorCode.E032,
            "the editor " + editor + " ended with " + code + "; nothing is changed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClewError(ErrorCode.E032, "the editor was interrupted; nothing is changed", e);
    }
  }

  private String named(String variable, String otherwise) {
    String set = context.env().getOrDefault(variable, "");
    return set.isBlank() ? otherwise : set;
  }
}
