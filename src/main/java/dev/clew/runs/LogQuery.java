package dev.clew.runs;

import dev.clew.pattern.LinearPattern;
import dev.clew.record.Level;
import dev.clew.record.LogEntry;
import java.util.Optional;

/// Which log records to show.
///
/// @param minimum the lowest level
/// @param grep what the body must contain
/// @param subsystem the subsystem, or the stream (`stdout`, `stderr`) of an output line
/// @param sinceNanos the earliest time, in nanoseconds since 1970
/// @param span which span it must belong to
public record LogQuery(
    Level minimum,
    Optional<LinearPattern> grep,
    Optional<String> subsystem,
    long sinceNanos,
    SpanChoice span) {

  /// Every record.
  public static LogQuery everything() {
    return new LogQuery(Level.TRACE, Optional.empty(), Optional.empty(), 0, SpanChoice.ANY);
  }

  /// Whether a record is asked for.
  public boolean matches(LogEntry entry) {
    return entry.level().compareTo(minimum) >= 0
        && entry.timeNanos() >= sinceNanos
        && span.matches(entry)
        && (subsystem.isEmpty() || from(subsystem.get(), entry))
        && (grep.isEmpty() || grep.get().find(entry.body().text()));
  }

  private static boolean from(String subsystem, LogEntry entry) {
    return subsystem.equals(entry.subsystem()) || subsystem.equals(entry.stream());
  }
}
