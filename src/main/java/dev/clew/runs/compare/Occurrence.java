package dev.clew.runs.compare;

import dev.clew.runs.RunNode;
import dev.clew.runs.State;
import dev.clew.terminal.Durations;
import java.util.List;

/// What one run has of a part: one span, or all of the same name below the same parent.
///
/// @param offsetNanos from the run's start to the first one's
/// @param durationNanos of all together
/// @param timed whether it is known how long one of them took
/// @param state the worst
/// @param count how many
public record Occurrence(
    long offsetNanos, long durationNanos, boolean timed, State state, int count) {
  static Occurrence of(List<RunNode> nodes, long runStart) {
    long first = Long.MAX_VALUE;
    long sum = 0;
    boolean timed = false;
    State worst = nodes.getFirst().state();
    for (RunNode node : nodes) {
      first = node.startNanos() == 0 ? first : Math.min(first, node.startNanos());
      sum += node.durationNanos();
      timed |= node.isTimed();
      worst = rank(node.state()) > rank(worst) ? node.state() : worst;
    }
    long offset = first == Long.MAX_VALUE ? 0 : Math.max(0, first - runStart);
    return new Occurrence(offset, sum, timed, worst, nodes.size());
  }

  private static int rank(State state) {
    return switch (state) {
      case State.Skipped _ -> 0;
      case State.Ok _ -> 1;
      case State.Interrupted _ -> 2;
      case State.Running _ -> 3;
      case State.Failed _ -> 4;
    };
  }

  /// How long all took together, as people read it; `-` where that is not known.
  public String duration() {
    return timed ? Durations.text(durationNanos) : "-";
  }

  /// Whether it took place: what was skipped did not.
  boolean happened() {
    return !(state instanceof State.Skipped);
  }

  boolean failed() {
    return state instanceof State.Failed;
  }
}
