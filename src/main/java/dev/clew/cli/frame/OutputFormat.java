package dev.clew.cli.frame;

/// How a command prints its result.
public enum OutputFormat {
  TEXT,
  JSON
}
