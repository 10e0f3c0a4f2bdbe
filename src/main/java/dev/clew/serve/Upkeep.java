package dev.clew.serve;

import dev.clew.config.ServeSettings.Retention;
import dev.clew.failure.ClewError;
import dev.clew.store.Store;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Removes what is too old or too much, now and then.
final class Upkeep implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger("dev.clew.store");
  private static final long FIRST_SECONDS = 60;
  private static final long EVERY_SECONDS = 600;

  private final ScheduledExecutorService thread;

  private Upkeep(ScheduledExecutorService thread) {
    this.thread = thread;
  }

  static Upkeep start(Store store, Retention retention) {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("clew-upkeep").factory());
    var _ =
        thread.scheduleWithFixedDelay(
            () -> remove(store, retention), FIRST_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    return new Upkeep(thread);
  }

  private static void remove(Store store, Retention retention) {
    try {
      var removed = store.retention().apply(retention.age(), retention.bytes(), false);
      if (!removed.runs().isEmpty()) {
        LOG.infof("removed %d runs, %d bytes", removed.runs().size(), removed.bytes());
      }
    } catch (ClewError e) {
      LOG.warnf("[%s] %s", e.code(), e.detail());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
