package dev.clew.web.api;

import dev.clew.pattern.Limit;

/// How long a search may take: a slice of time for all of its records, and more for the first one,
/// which may be large.
record SearchLimits(Limit slice, Limit record) {
  private static final long SLICE_NANOS = 150_000_000;
  private static final long RECORD_NANOS = 1_000_000_000;

  /// @param start as [System#nanoTime] has it
  /// @param stopped reached when the answer has no reader any more
  static SearchLimits from(long start, Limit stopped) {
    return new SearchLimits(
        () -> System.nanoTime() - start > SLICE_NANOS || stopped.reached(),
        () -> System.nanoTime() - start > RECORD_NANOS || stopped.reached());
  }
}
