package dev.clew.model;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A request to end what is under way, heard by all that take part in it.
public final class Cancellation {
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private final Set<Runnable> actions = new LinkedHashSet<>();

  /// Ends it; the actions run on this thread.
  public void cancel() {
    Set<Runnable> now;
    synchronized (actions) {
      cancelled.countDown();
      now = Set.copyOf(actions);
      actions.clear();
    }
    now.forEach(Runnable::run);
  }

  public boolean isCancelled() {
    return cancelled.getCount() == 0;
  }

  /// Goes on only where it was not cancelled.
  ///
  /// @throws CancellationException when it was
  public void check() {
    if (isCancelled()) {
      throw new CancellationException("cancelled");
    }
  }

  /// Runs an action when it is cancelled, at once where it already is.
  ///
  /// @return to be closed when the action is not needed any more
  public Registration onCancel(Runnable action) {
    synchronized (actions) {
      if (!isCancelled()) {
        actions.add(action);
        return () -> forget(action);
      }
    }
    action.run();
    return () -> {};
  }

  private void forget(Runnable action) {
    synchronized (actions) {
      actions.remove(action);
    }
  }

  /// Waits.
  ///
  /// @throws CancellationException when it is cancelled meanwhile, or the thread is interrupted
  public void pause(Duration time) {
    try {
      if (cancelled.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
        check();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  /// An action that is waiting for the cancellation.
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
