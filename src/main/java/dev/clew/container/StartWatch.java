package dev.clew.container;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Asks the engine, less and less often, until a container runs. The command line that starts it
/// and stays attached does not say when.
final class StartWatch {
  private static final long FIRST_MILLIS = 40;
  private static final long LONGEST_MILLIS = 500;

  private final Thread thread;
  private volatile boolean ended;

  /// @param state asks the engine
  /// @param running takes the first state in which the container has run
  StartWatch(Supplier<ContainerState> state, Consumer<ContainerState> running) {
    this.thread =
        Thread.ofPlatform().daemon().name("clew-container").unstarted(() -> watch(state, running));
  }

  void start() {
    thread.start();
  }

  private void watch(Supplier<ContainerState> state, Consumer<ContainerState> running) {
    for (long pause = FIRST_MILLIS; ; pause = Math.min(LONGEST_MILLIS, 2 * pause)) {
      LockSupport.parkNanos(pause * 1_000_000);
      if (ended) {
        return;
      }
      ContainerState now = state.get();
      if (now.started()) {
        running.accept(now);
        return;
      }
    }
  }

  /// Ends it, whether the container has run or not.
  void stop() throws InterruptedException {
    ended = true;
    LockSupport.unpark(thread);
    thread.join();
  }
}
