package dev.clew.workflow.execution;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.workflow.definition.WorkflowFile;
import dev.clew.workflow.execution.NodeState.Status;
import java.time.Clock;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Leaves requests for the process that executes.
public final class Requests {
  private final ExecutionFiles files;
  private final Clock clock;
  private final RandomGenerator random;

  public Requests(ExecutionFiles files, Clock clock, RandomGenerator random) {
    this.files = files;
    this.clock = clock;
    this.random = random;
  }

  /// Leaves a request, which is taken in the order of its time.
  ///
  /// @throws ClewError E023 when it cannot be written
  public void leave(Inbox.Letter letter) {
    new Inbox(files).put(ExecutionId.random(clock.instant(), random).text(), letter);
  }

  /// Leaves a decision for a node that waits for it.
  ///
  /// @throws ClewError E106 when it does not wait, E023 when the decision cannot be written
  public void decide(Inbox.Letter.Decision decision) {
    ExecutionState state = files.state();
    String node = decision.node();
    Status status = state.node(node).status();
    if (status == Status.WAITING) {
      leave(decision);
      return;
    }
    boolean known =
        state.nodes().containsKey(node)
            || WorkflowFile.read(files.workflow()).nodes().containsKey(node);
    throw new ClewError(
        ErrorCode.E106,
        known
            ? node + " of " + files.id() + " is " + status.label() + "."
            : files.id() + " has no node " + node + ".");
  }

  /// Who asks, for the log.
  public static String user(Map<String, String> environment) {
    return environment.getOrDefault("USER", environment.getOrDefault("LOGNAME", "a user"));
  }
}
