package dev.clew.runs;

import dev.clew.otlp.codec.OtlpTime;
import dev.clew.record.LogEntry;
import dev.clew.terminal.Durations;
import java.util.List;
import java.util.Optional;

/// A run as its records tell it.
///
/// @param name the first command's name; empty when the records do not tell
/// @param title the command line where the user gave the run no name of its own, else the name
/// @param startNanos nanoseconds since 1970, 0 when unknown
/// @param endNanos of a run that is not finished: the end of what is known
/// @param services the names of the services that recorded it, in the order of their records
/// @param stages how many stages it has
/// @param roots the commands that started the run, then what has no known parent; ordered by start
/// @param events the events with a name, in the file's order
public record Run(
    String id,
    Origin origin,
    String name,
    String title,
    State state,
    long startNanos,
    long endNanos,
    List<String> services,
    long stages,
    List<RunNode> roots,
    List<LogEntry> events,
    Optional<RunSummary> summary) {

  /// Whether it is known how long it took.
  public boolean isTimed() {
    return OtlpTime.isPeriod(startNanos, endNanos);
  }

  /// How long it took; 0 where that is not known.
  public long durationNanos() {
    return isTimed() ? endNanos - startNanos : 0;
  }

  /// How long it took, as people read it; `-` where that is not known.
  public String duration() {
    return isTimed() ? Durations.text(durationNanos()) : "-";
  }
}
