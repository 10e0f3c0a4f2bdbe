package dev.clew.cli.frame;

import io.opentelemetry.api.logs.Severity;

/// Levels as a user names them.
public enum LogLevel {
  DEBUG(Severity.DEBUG),
  INFO(Severity.INFO),
  WARN(Severity.WARN),
  ERROR(Severity.ERROR);

  private final Severity severity;

  LogLevel(Severity severity) {
    this.severity = severity;
  }

  public Severity severity() {
    return severity;
  }
}
