package dev.clew.run.process;

import dev.clew.posix.SpawnFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What a file that is there needs to be executed, and is not there: the operating system says of
/// both that there is no such file.
public final class Interpreter {
  /// As much as Linux looks at.
  private static final int FIRST_LINE = 256;

  private Interpreter() {}

  /// Why a program was not started.
  public static String reason(IOException refusal, Executable executable, RunRequest request) {
    boolean missing = refusal instanceof SpawnFailure failure && failure.isNotFound();
    String what =
        missing && executable instanceof Executable.Found found
            ? missing(found.path(), request.directory())
            : "";
    return what.isEmpty() ? String.valueOf(refusal.getMessage()) : what;
  }

  /// Says what is missing; empty where the file does not tell. It is read only after the operating
  /// system has refused it.
  ///
  /// @param directory in which the command was to run, or null for Clew's own
  private static String missing(String program, @Nullable String directory) {
    byte[] start;
    try {
      Path file = Path.of(directory == null ? program : Executable.under(directory, program));
      if (!Files.isRegularFile(file)) {
        return "";
      }
      try (InputStream in = Files.newInputStream(file)) {
        start = in.readNBytes(FIRST_LINE);
      }
    } catch (IOException | InvalidPathException e) {
      return "";
    }
    String text = new String(start, StandardCharsets.UTF_8);
    if (text.startsWith("\u007FELF")) {
      return "the dynamic loader that it was linked for does not exist";
    }
    if (!text.startsWith("#!")) {
      return "";
    }
    int end = text.indexOf('\n');
    String line = (end < 0 ? text : text.substring(0, end)).substring(2).stripLeading();
    String interpreter = line.split("[ \t]", 2)[0];
    return interpreter.endsWith("\r")
        ? "its first line ends with CR LF, so that its interpreter would be \""
            + interpreter.substring(0, interpreter.length() - 1)
            + "\\r\"; convert its line ends to LF (dos2unix)"
        : "its interpreter \"" + interpreter + "\" does not exist";
  }
}
