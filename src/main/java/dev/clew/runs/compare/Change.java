package dev.clew.runs.compare;

import dev.clew.runs.RunNode;
import java.util.List;
import java.util.Optional;

/// A difference between two runs.
///
/// @param path names from the root to the part, its own included
/// @param a what the first run has of it
/// @param b what the second run has of it
/// @param deltaNanos how much longer the second run took for it
public record Change(
    List<String> path,
    RunNode.Kind kind,
    What what,
    Optional<Occurrence> a,
    Optional<Occurrence> b,
    long deltaNanos) {
  /// What a difference is, the gravest first.
  public enum What {
    /// Failed in the second run only.
    FAILED,
    /// Failed in the first run only.
    FIXED,
    SLOWER,
    FASTER,
    /// Only the second run has it.
    NEW,
    /// Only the first run has it.
    GONE
  }

  /// The part's name.
  public String name() {
    return path.getLast();
  }
}
