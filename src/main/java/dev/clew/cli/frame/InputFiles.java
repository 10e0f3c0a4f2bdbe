package dev.clew.cli.frame;

import dev.clew.transfer.Import;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Files that are named on the command line; `-` is standard input.
public final class InputFiles {
  private InputFiles() {}

  public static List<Import.Source> of(List<String> files, Path directory) {
    return files.stream().map(file -> source(file, directory)).toList();
  }

  private static Import.Source source(String file, Path directory) {
    if (file.equals("-")) {
      return new Import.Source("standard input", () -> new FileInputStream(FileDescriptor.in));
    }
    Path path = directory.resolve(file);
    return new Import.Source(file, () -> Files.newInputStream(path));
  }
}
