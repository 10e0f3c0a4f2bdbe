package dev.clew.projection;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.store.Retention;
import dev.clew.store.Store;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Applies the store's retention from time to time, on a thread of its own.
public final class RetentionJob {
  private static final long FIRST_SECONDS = 10;
  private static final long PERIOD_SECONDS = 15;

  private final Store store;
  private final ChangeFeed arrivals;
  private final Consumer<ClewError> failures;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> Thread.ofPlatform().name("clew-retention").daemon().unstarted(work));

  public RetentionJob(Store store, ChangeFeed arrivals, Consumer<ClewError> failures) {
    this.store = store;
    this.arrivals = arrivals;
    this.failures = failures;
  }

  public void start() {
    var _ =
        timer.scheduleWithFixedDelay(this::tidy, FIRST_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  public void close() {
    timer.shutdownNow();
  }

  private void tidy() {
    try {
      Retention.Removed removed = store.retention().apply();
      if (!removed.runs().isEmpty()) {
        arrivals.removed();
      }
    } catch (ClewError e) {
      failures.accept(e);
    } catch (OutOfMemoryError e) {
      failures.accept(new ClewError(ErrorCode.E099, e.toString(), e));
    }
  }
}
