package dev.clew.runs.compare;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.runs.Run;
import dev.clew.runs.RunCatalog;
import dev.clew.runs.RunReference;
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

  /// Compares two runs of a catalog. Of two references the first is the baseline; with one, or none
  /// for the newest run, it is the given one, else the last run of the same title that went well.
  ///
  /// @param baseline a reference, or empty
  /// @throws ClewError E001 when there are too many references, E064 when there is no baseline, and
  ///   as [RunReference#in]
  public static Comparison in(RunCatalog kept, List<String> references, String baseline) {
    if (references.size() > (baseline.isEmpty() ? 2 : 1)) {
      throw new ClewError(ErrorCode.E001, "These are more than two runs; name two.");
    }
    Run b = find(kept, references.isEmpty() ? "" : references.getLast());
    if (references.size() > 1) {
      return of(find(kept, references.getFirst()), b);
    }
    return of(baseline.isEmpty() ? before(kept, b) : find(kept, baseline), b);
  }

  private static Run find(RunCatalog kept, String reference) {
    return RunReference.parse(reference).in(kept).inspect();
  }

  private static Run before(RunCatalog kept, Run run) {
    RunCatalog.Wanted wanted =
        RunCatalog.Wanted.any(1).inState("ok").titled(run.title()).before(run.startNanos() - 1);
    return kept.list(wanted).runs().stream()
        .findFirst()
        .map(earlier -> kept.find(earlier.id()).inspect())
        .orElseThrow(
            () ->
                new ClewError(
                    ErrorCode.E064,
                    "No run \"" + run.title() + "\" went well before " + run.id() + " started."));
  }
}
