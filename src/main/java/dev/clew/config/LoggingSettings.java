package dev.clew.config;

/// Clew's own log on stderr.
public record LoggingSettings(Level level, Format format) {
  /// Severity from which a line is written.
  public enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR
  }

  /// Shape of a line.
  public enum Format {
    TEXT,
    JSON
  }
}
