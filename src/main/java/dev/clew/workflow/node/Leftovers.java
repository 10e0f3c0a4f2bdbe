package dev.clew.workflow.node;

import dev.clew.posix.Libc;
import dev.clew.posix.ProcFs;
import dev.clew.run.process.Signals;
import dev.clew.workflow.execution.ExecutionId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/// Ends the processes that an execution has left behind whose own process was killed: they would do
/// their work beside those that are started anew. They are known by their environment, whatever has
/// become of the processes that started them.
public final class Leftovers {
  private static final String EXECUTION = "CLEW_EXECUTION_ID=";
  private static final String NODE = "CLEW_NODE_ID=";

  private final Libc libc;
  private final ProcFs processes;

  public Leftovers(Libc libc, ProcFs processes) {
    this.libc = libc;
    this.processes = processes;
  }

  /// Ends the processes of nodes that have not completed, and returns when they have gone.
  ///
  /// @param completed whether a task has: what it has left behind is to stay
  /// @return how many there were
  public int end(ExecutionId id, Predicate<String> completed) throws InterruptedException {
    long self = ProcessHandle.current().pid();
    List<ProcessHandle> left =
        processes.all().stream()
            .filter(pid -> pid != self && isLeft(pid, id, completed))
            .flatMap(pid -> ProcessHandle.of(pid).stream())
            .toList();
    left.forEach(
        each -> {
          libc.kill((int) each.pid(), Signals.TERM);
          libc.kill((int) each.pid(), Signals.CONT);
        });
    try {
      var _ =
          CompletableFuture.allOf(
                  left.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
              .get(CommandRunner.GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException deaf) {
      left.forEach(ProcessHandle::destroyForcibly);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a process cannot be waited for", e);
    }
    return left.size();
  }

  private boolean isLeft(long pid, ExecutionId id, Predicate<String> completed) {
    List<String> environment = processes.environment(pid);
    return environment.contains(EXECUTION + id)
        && environment.stream()
            .filter(each -> each.startsWith(NODE))
            .anyMatch(each -> !completed.test(each.substring(NODE.length())));
  }
}
