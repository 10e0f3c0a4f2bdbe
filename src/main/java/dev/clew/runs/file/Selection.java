package dev.clew.runs.file;

/// Which lines of a file are worth parsing. Lines that are left out cost a search, no parsing.
public enum Selection {
  /// Every line.
  ALL,
  /// Lines with spans or events: what a run's tree needs, without the output.
  STORY,
  /// Lines with log records.
  LOGS,
  /// Lines with metric points.
  METRICS
}
