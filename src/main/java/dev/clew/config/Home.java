package dev.clew.config;

import java.nio.file.Path;

/// The directory tree that Clew keeps for a user: `~/.clew`, or `CLEW_HOME`. Directories are made
/// with mode 0700 by whoever first writes into them.
public record Home(Path root) {
  /// Files of finished and running runs, `<run-id>.jsonl`.
  public Path runs() {
    return root.resolve("data/diagnostics/runs");
  }

  /// Write-ahead files of runs whose sink is a backend, `<run-id>.jsonl`.
  public Path spool() {
    return root.resolve("data/spool");
  }

  /// Digests of project files that `clew config trust` has accepted.
  public Path trust() {
    return root.resolve("data/trust");
  }

  /// The user's own configuration file.
  public Path configFile() {
    return root.resolve("clew.toml");
  }
}
