package dev.clew.runs;

import java.util.OptionalInt;

/// One run, wherever it is kept.
public interface RunHandle extends RecordLines {
  /// The run with its whole tree and all its events.
  Run inspect();

  /// Its log records.
  ///
  /// @param tail only the last so many records of what is there
  RunLog log(LogQuery query, OptionalInt tail);

  /// Its metric points.
  ///
  /// @param name only metrics of this name, or below it (`process.cpu` has `process.cpu.time`);
  ///   empty for all
  RunMetrics metrics(String name);
}
