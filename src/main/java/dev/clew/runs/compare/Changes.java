package dev.clew.runs.compare;

import dev.clew.runs.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Finds the differences that count. What is below something new or gone is no difference of its
/// own.
final class Changes {
  /// Of a part's own duration, less than this is chance …
  private static final double OF_PART = 0.05;

  /// … and of the longer run's, less than this does not matter.
  private static final double OF_RUN = 0.005;

  private static final Comparator<Change> GREATEST =
      Comparator.comparingInt(Changes::gravity)
          .thenComparingLong(change -> -Math.abs(change.deltaNanos()));

  private final double least;
  private final List<String> path = new ArrayList<>();
  private final List<Change> found = new ArrayList<>();

  private Changes(long longerRun) {
    least = longerRun * OF_RUN;
  }

  /// The differences, greatest first: failures, then what went well again, then by time.
  ///
  /// @param longerRun the longer run's duration, in nanoseconds
  static List<Change> of(List<Aligned> parts, long longerRun) {
    Changes changes = new Changes(longerRun);
    changes.visit(parts);
    changes.found.sort(GREATEST);
    return List.copyOf(changes.found);
  }

  private static int gravity(Change change) {
    return switch (change.what()) {
      case FAILED -> 0;
      case FIXED -> 1;
      case SLOWER, FASTER, NEW, GONE -> 2;
    };
  }

  private void visit(List<Aligned> parts) {
    for (Aligned part : parts) {
      path.add(part.name());
      Optional<Change.What> what = what(part);
      what.ifPresent(
          kind ->
              found.add(
                  new Change(
                      List.copyOf(path),
                      part.kind(),
                      kind,
                      part.a(),
                      part.b(),
                      part.deltaNanos())));
      if (part.happenedInA().isPresent() && part.happenedInB().isPresent()) {
        visit(part.children());
      }
      path.removeLast();
    }
  }

  private Optional<Change.What> what(Aligned part) {
    Optional<Occurrence> a = part.happenedInA();
    Optional<Occurrence> b = part.happenedInB();
    if (a.isEmpty() || b.isEmpty()) {
      return a.isPresent() ? Optional.of(Change.What.GONE) : b.map(_ -> Change.What.NEW);
    }
    if (a.get().failed() != b.get().failed()) {
      return b.get().failed()
          ? Optional.of(Change.What.FAILED)
          : b.filter(side -> side.state() instanceof State.Ok).map(_ -> Change.What.FIXED);
    }
    return a.get().timed()
            && b.get().timed()
            && counts(a.get().durationNanos(), b.get().durationNanos())
        ? Optional.of(part.deltaNanos() > 0 ? Change.What.SLOWER : Change.What.FASTER)
        : Optional.empty();
  }

  private boolean counts(long a, long b) {
    double delta = Math.abs(b - a);
    return delta > least && delta > OF_PART * Math.max(a, b);
  }
}
