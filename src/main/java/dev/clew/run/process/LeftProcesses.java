package dev.clew.run.process;

import dev.clew.posix.Libc;
import dev.clew.posix.ProcFs;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/// Ends processes that a process which was killed has left behind. They are known by their
/// environment, whatever has become of the processes that started them.
///
/// @param grace between TERM and KILL
public record LeftProcesses(Libc libc, ProcFs processes, Duration grace) {
  /// Ends them, and returns when they have gone.
  ///
  /// @param isLeft whether an environment, each variable as NAME=VALUE, is of one
  /// @return how many there were
  public int end(Predicate<List<String>> isLeft) throws InterruptedException {
    long self = ProcessHandle.current().pid();
    List<ProcessHandle> left =
        processes.all().stream()
            .filter(pid -> pid != self && isLeft.test(processes.environment(pid)))
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
              .get(grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException deaf) {
      left.forEach(ProcessHandle::destroyForcibly);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a process cannot be waited for", e);
    }
    return left.size();
  }
}
