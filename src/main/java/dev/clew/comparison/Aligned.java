package dev.clew.comparison;

import dev.clew.history.RunNode;
import java.util.List;
import java.util.Optional;

/// A part of one run or of both, found by its name below its parent.
///
/// @param a what the first run has of it
/// @param b what the second run has of it
public record Aligned(
    String name, RunNode.Kind kind, Optional<Side> a, Optional<Side> b, List<Aligned> children) {

  Optional<Side> happenedInA() {
    return a.filter(Side::happened);
  }

  Optional<Side> happenedInB() {
    return b.filter(Side::happened);
  }

  /// How much longer the second run took for it; all of it where only one has it.
  long deltaNanos() {
    return happenedInB().map(Side::durationNanos).orElse(0L)
        - happenedInA().map(Side::durationNanos).orElse(0L);
  }
}
