package dev.clew.workflow.node;

import dev.clew.posix.Libc;
import dev.clew.posix.ProcFs;
import dev.clew.run.process.Signals;
import dev.clew.workflow.execution.NodeState.ProcessMark;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Ends the processes that an execution has left behind whose own process was killed: they would do
/// their work beside those that are started anew.
public final class Leftovers {
  private final Libc libc;
  private final ProcFs processes;

  public Leftovers(Libc libc, ProcFs processes) {
    this.libc = libc;
    this.processes = processes;
  }

  /// Ends a process and those below it, and returns when they have gone.
  ///
  /// @return whether there was one
  public boolean end(ProcessMark mark) throws InterruptedException {
    if (processes.startTime(mark.pid()) != mark.startTime()) {
      return false;
    }
    List<ProcessHandle> tree =
        processes.tree(mark.pid()).stream().flatMap(pid -> ProcessHandle.of(pid).stream()).toList();
    tree.forEach(each -> libc.kill((int) each.pid(), Signals.TERM));
    try {
      var _ =
          CompletableFuture.allOf(
                  tree.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
              .get(CommandRunner.GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException deaf) {
      tree.forEach(ProcessHandle::destroyForcibly);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a process cannot be waited for", e);
    }
    return true;
  }
}
