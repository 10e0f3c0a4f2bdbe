package dev.clew.workflow.node;

import dev.clew.posix.Libc;
import dev.clew.posix.ProcFs;
import dev.clew.run.process.LeftProcesses;
import dev.clew.workflow.execution.ExecutionId;
import java.util.function.Predicate;

/// Ends the processes that an execution has left behind whose own process was killed: they would do
/// their work beside those that are started anew.
public final class Leftovers {
  private static final String EXECUTION = "CLEW_EXECUTION_ID=";
  private static final String NODE = "CLEW_NODE_ID=";

  private final LeftProcesses processes;

  public Leftovers(Libc libc, ProcFs processes) {
    this.processes = new LeftProcesses(libc, processes, CommandRunner.GRACE);
  }

  /// Ends the processes of nodes that have not completed, and returns when they have gone.
  ///
  /// @param completed whether a task has: what it has left behind is to stay
  /// @return how many there were
  public int end(ExecutionId id, Predicate<String> completed) throws InterruptedException {
    return processes.end(
        environment ->
            environment.contains(EXECUTION + id)
                && environment.stream()
                    .filter(each -> each.startsWith(NODE))
                    .anyMatch(each -> !completed.test(each.substring(NODE.length()))));
  }
}
