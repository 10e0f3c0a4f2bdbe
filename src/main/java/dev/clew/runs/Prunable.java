package dev.clew.runs;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A place whose old runs can be removed: this machine's files, a store, or a backend.
@FunctionalInterface
public interface Prunable {
  /// What stays; null leaves it to the settings of the place.
  ///
  /// @param maxAge runs that nothing was added to for longer go
  /// @param maxBytes above this size of the store the oldest runs go
  /// @param maxRuns more than so many, the oldest go
  record Limits(@Nullable Duration maxAge, @Nullable Long maxBytes, @Nullable Integer maxRuns) {}

  /// What was removed, or would be.
  ///
  /// @param runs their ids
  /// @param noRun how many records of no run
  /// @param bytes of all these records
  /// @param kept how many more would have to go, and stay because they have not ended; of files,
  ///   because they await delivery
  record Removed(List<String> runs, long noRun, long bytes, long kept) {}

  /// Removes old runs.
  ///
  /// @param dryRun only says which
  Removed prune(Limits limits, boolean dryRun);
}
