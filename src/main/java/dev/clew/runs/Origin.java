package dev.clew.runs;

import java.nio.file.Path;

/// Where a run is kept.
public sealed interface Origin {
  /// A run file of this machine.
  ///
  /// @param size in bytes
  /// @param damaged lines that could not be read
  record LocalFile(Path path, long size, long damaged) implements Origin {}

  /// A backend.
  ///
  /// @param url its base address
  record Server(String url) implements Origin {}
}
