package dev.clew.run.terminal;

/// Whether a command gets a pseudo-terminal.
public enum TerminalMode {
  /// For those of its output streams that are a terminal without Clew.
  AUTO,
  /// In any case, for both.
  ALWAYS,
  NEVER
}
