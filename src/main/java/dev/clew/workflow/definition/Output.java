package dev.clew.workflow.definition;

import java.util.Locale;

/// How a command's standard output becomes a value.
public enum Output {
  /// A text without its last line end.
  TEXT,
  /// A list of its lines.
  LINES,
  /// What it says as JSON.
  JSON;

  /// As files write it.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
