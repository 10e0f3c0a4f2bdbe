package dev.clew.cli;

import io.opentelemetry.api.logs.Severity;

/// Levels as a user names them.
enum LogLevel {
  DEBUG(Severity.DEBUG),
  INFO(Severity.INFO),
  WARN(Severity.WARN),
  ERROR(Severity.ERROR);

  private final Severity severity;

  LogLevel(Severity severity) {
    this.severity = severity;
  }

  Severity severity() {
    return severity;
  }
}
