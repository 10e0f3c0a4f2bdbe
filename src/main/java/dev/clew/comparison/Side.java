package dev.clew.comparison;

import dev.clew.history.RunNode;
import dev.clew.history.State;
import java.util.List;

/// What one run has of a part: one span, or all of the same name below the same parent.
///
/// @param offsetNanos from the run's start to the first one's
/// @param durationNanos of all together
/// @param state the worst
/// @param count how many
public record Side(long offsetNanos, long durationNanos, State state, int count) {
  static Side of(List<RunNode> nodes, long runStart) {
    long first = Long.MAX_VALUE;
    long sum = 0;
    State worst = nodes.getFirst().state();
    for (RunNode node : nodes) {
      first = Math.min(first, node.startNanos());
      sum += node.durationNanos();
      worst = rank(node.state()) > rank(worst) ? node.state() : worst;
    }
    return new Side(Math.max(0, first - runStart), sum, worst, nodes.size());
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

  /// Whether it took place: what was skipped did not.
  boolean happened() {
    return !(state instanceof State.Skipped);
  }

  boolean failed() {
    return state instanceof State.Failed;
  }
}
