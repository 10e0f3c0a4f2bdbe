package dev.clew.run.process;

import dev.clew.posix.Libc;
import dev.clew.posix.ProcFs;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Ends a command that takes too long, with all the processes below it: TERM, and KILL after a
/// grace.
final class CommandTimeout {
  private final Libc libc;
  private final ProcFs proc;
  private final int pid;
  private final Duration grace;
  private boolean ended;
  private boolean passed;

  CommandTimeout(Libc libc, ProcFs proc, int pid, Duration grace) {
    this.libc = libc;
    this.proc = proc;
    this.pid = pid;
    this.grace = grace;
  }

  /// @param limit after which it passes, or null for never
  void start(@Nullable Duration limit) {
    if (limit != null) {
      Thread.ofPlatform().name("clew-timeout").daemon(true).start(() -> pass(limit));
    }
  }

  /// The command has ended by itself or by force: its pid may belong to somebody else from now on.
  ///
  /// @return whether the deadline has passed before
  synchronized boolean end() {
    ended = true;
    notifyAll();
    return passed;
  }

  private void pass(Duration limit) {
    try {
      List<ProcessHandle> tree = terminate(System.nanoTime() + limit.toNanos());
      long killed = System.nanoTime() + grace.toNanos();
      for (ProcessHandle each : tree) {
        awaitOrKill(each, killed);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized List<ProcessHandle> terminate(long at) throws InterruptedException {
    for (long left; !ended && (left = at - System.nanoTime()) > 0; ) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    if (ended) {
      return List.of();
    }
    passed = true;
    // What the command leaves behind when it ends is nobody's child any more: it is noted before.
    List<ProcessHandle> tree =
        proc.tree(pid).stream().flatMap(each -> ProcessHandle.of(each).stream()).toList();
    tree.forEach(
        each -> {
          libc.kill((int) each.pid(), Signals.TERM);
          // A stopped process takes no notice before it goes on.
          libc.kill((int) each.pid(), Signals.CONT);
        });
    return tree;
  }

  private static void awaitOrKill(ProcessHandle process, long at) throws InterruptedException {
    try {
      process.onExit().get(Math.max(0, at - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      process.destroyForcibly();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a process cannot be waited for", e);
    }
  }
}
