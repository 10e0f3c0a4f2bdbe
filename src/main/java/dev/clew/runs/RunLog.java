package dev.clew.runs;

import dev.clew.record.LogEntry;
import java.util.function.Predicate;

/// The log records of one run.
public interface RunLog {
  /// Hands out what is there.
  ///
  /// @param visitor returns false to end the reading
  /// @return how many lines were damaged
  long read(Predicate<LogEntry> visitor);

  /// Hands out what is there and then what is added, until the run ends.
  ///
  /// @param visitor returns false to end the reading
  /// @param pause waits between two looks; an interrupt ends the reading
  /// @return how many lines were damaged
  long follow(Predicate<LogEntry> visitor, Pause pause);
}
