package dev.clew.runs.compare;

import dev.clew.runs.RunNode;
import java.util.List;
import java.util.Optional;

/// A part of one run or of both, found by its name below its parent.
///
/// @param a what the first run has of it
/// @param b what the second run has of it
public record Aligned(
    String name,
    RunNode.Kind kind,
    Optional<Occurrence> a,
    Optional<Occurrence> b,
    List<Aligned> children) {

  Optional<Occurrence> happenedInA() {
    return a.filter(Occurrence::happened);
  }

  Optional<Occurrence> happenedInB() {
    return b.filter(Occurrence::happened);
  }

  /// How much longer the second run took for it; all of it where only one has it.
  long deltaNanos() {
    return happenedInB().map(Occurrence::durationNanos).orElse(0L)
        - happenedInA().map(Occurrence::durationNanos).orElse(0L);
  }
}
