package dev.clew.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A run's file.
public record RunFileHandle(String id, Path path) {
  /// The file's size in bytes, 0 when it is gone.
  public long size() {
    try {
      return Files.size(path);
    } catch (IOException _) {
      return 0;
    }
  }
}
