package dev.clew.terminal;

/// When output is coloured.
public enum ColorMode {
  /// On a terminal, unless `NO_COLOR` is set.
  AUTO,
  ALWAYS,
  NEVER
}
