package dev.clew.record;

import java.util.Locale;

/// The ranges of OTLP's severity numbers.
public enum Level {
  TRACE(1),
  DEBUG(5),
  INFO(9),
  WARN(13),
  ERROR(17),
  FATAL(21);

  private final int severity;

  Level(int severity) {
    this.severity = severity;
  }

  /// The lowest severity number of the range.
  public int severity() {
    return severity;
  }

  /// The range of a number; where it is unset (0), of the text; INFO when neither says.
  public static Level of(int severity, String text) {
    if (severity > 0) {
      return values()[Math.min(severity - 1, 23) / 4];
    }
    return switch (text.toUpperCase(Locale.ROOT)) {
      case "TRACE" -> TRACE;
      case "DEBUG" -> DEBUG;
      case "WARN", "WARNING" -> WARN;
      case "ERROR" -> ERROR;
      case "FATAL", "CRITICAL" -> FATAL;
      default -> INFO;
    };
  }
}
