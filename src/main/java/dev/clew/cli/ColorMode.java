package dev.clew.cli;

/// When output is coloured.
public enum ColorMode {
  /// On a terminal, unless `NO_COLOR` is set.
  AUTO,
  ALWAYS,
  NEVER
}
