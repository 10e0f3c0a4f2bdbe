package dev.clew.history;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A run as its file tells it.
///
/// @param name the first command's name; empty when the file does not tell
/// @param startNanos nanoseconds since 1970, 0 when unknown
/// @param endNanos of a run that is not finished: the end of what is known
/// @param stages how many stages it has
/// @param roots the commands that started the run, then what has no known parent; ordered by start
/// @param events the events with a name, in the file's order
/// @param damaged lines of the file that could not be read
public record Run(
    String id,
    Path file,
    long size,
    String name,
    State state,
    long startNanos,
    long endNanos,
    long stages,
    List<RunNode> roots,
    List<LogEntry> events,
    Optional<RunSummary> summary,
    long damaged) {

  public long durationNanos() {
    return Math.max(0, endNanos - startNanos);
  }

  /// The command line where the user gave the run no name of its own, else the name.
  public String title() {
    return roots.isEmpty() ? name : RunTitle.of(roots.getFirst());
  }
}
