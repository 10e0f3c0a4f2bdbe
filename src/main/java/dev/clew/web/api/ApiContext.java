package dev.clew.web.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.error.ClewError;
import dev.clew.pattern.Limit;
import dev.clew.projection.ChangeFeed;
import dev.clew.projection.RetentionJob;
import dev.clew.projection.RunLoader;
import dev.clew.projection.RunProjector;
import dev.clew.projection.RunWatch;
import dev.clew.store.Store;
import dev.clew.time.EpochNanos;
import dev.clew.web.view.About;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/// What the API's parts share.
@Singleton
public final class ApiContext {
  private static final Logger LOG = Logger.getLogger("dev.clew.web");

  final Store store;
  final Clock clock = Clock.systemUTC();
  final ChangeFeed arrivals = new ChangeFeed();
  final RunFinder finder;
  final RunProjector digests;
  final RunLoader story;
  final SearchSlots searches = new SearchSlots(Runtime.getRuntime().availableProcessors());
  final SlowReaders readers;
  final ObjectMapper json;
  final LogPages pages;
  private final AtomicBoolean stopping = new AtomicBoolean();
  final long started = EpochNanos.of(clock.instant());
  final RunWatch watch;
  private final RetentionJob housekeeping;

  /// Set by the daemon when it listens.
  volatile About about = new About("", List.of(), false, false);

  ApiContext(Store store, ObjectMapper json, Vertx vertx) {
    this.readers = new SlowReaders(vertx, SlowReaders.STILL_NANOS);
    this.store = store;
    this.json = json;
    this.pages = new LogPages(new LogPageReader(store, arrivals, json, Limit.NONE));
    this.finder = new RunFinder(store);
    this.digests = new RunProjector(store, clock, json);
    this.story = new RunLoader(store, clock);
    this.housekeeping = new RetentionJob(store, arrivals, ApiContext::warn);
    this.watch = new RunWatch(store, digests, clock, arrivals, ApiContext::warn);
  }

  void start(@Observes StartupEvent event) {
    watch.start();
    housekeeping.start();
  }

  void stop(@Observes Shutdown event) {
    housekeeping.close();
    watch.close();
  }

  /// Says what the daemon is and where it listens.
  public void tell(About daemon) {
    about = daemon;
  }

  /// Ends searches: the daemon is about to end.
  public void stopping() {
    stopping.set(true);
  }

  /// Reached when the daemon ends, or when somebody else does not want to wait any more.
  Limit stopping(BooleanSupplier gone) {
    return () -> stopping.get() || gone.getAsBoolean();
  }

  private static void warn(ClewError error) {
    LOG.warn(error.detail());
  }
}
