package dev.clew.runs.compare;

import dev.clew.runs.Run;
import java.util.List;

/// Two runs beside each other.
///
/// @param a the run to compare with, usually the earlier one
/// @param sentence what made the difference
/// @param changes what differs, greatest first
/// @param aligned all parts of both, in the order of time
public record Comparison(
    Run a, Run b, String sentence, List<Change> changes, List<Aligned> aligned) {

  /// Compares two runs; time and memory grow with the number of their spans.
  public static Comparison of(Run a, Run b) {
    List<Aligned> aligned = Alignment.of(a, b);
    List<Change> changes = Changes.of(aligned, Math.max(a.durationNanos(), b.durationNanos()));
    return new Comparison(a, b, new DiffSummary(a, b, aligned, changes).text(), changes, aligned);
  }
}
