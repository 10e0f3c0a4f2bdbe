package dev.clew.container;

import dev.clew.run.process.RunRequest;
import dev.clew.run.process.Signals;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Sends TERM to a container when its time is up, and KILL when it has not ended a while later.
final class ContainerTimeout implements AutoCloseable {
  private final @Nullable ScheduledThreadPoolExecutor timer;

  private ContainerTimeout(@Nullable ScheduledThreadPoolExecutor timer) {
    this.timer = timer;
  }

  /// @param send sends a signal
  static ContainerTimeout start(RunRequest request, IntConsumer send) {
    Duration limit = request.timeout();
    if (limit == null) {
      return new ContainerTimeout(null);
    }
    var timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("clew-timeout").daemon(true).factory());
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    var _ = timer.schedule(() -> send.accept(Signals.TERM), limit.toNanos(), TimeUnit.NANOSECONDS);
    var _ =
        timer.schedule(
            () -> send.accept(Signals.KILL),
            limit.plus(request.killAfter()).toNanos(),
            TimeUnit.NANOSECONDS);
    return new ContainerTimeout(timer);
  }

  @Override
  public void close() {
    if (timer != null) {
      timer.shutdown();
    }
  }
}
