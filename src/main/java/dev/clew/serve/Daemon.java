package dev.clew.serve;

import dev.clew.config.ServeSettings;
import dev.clew.error.ClewError;
import dev.clew.fleet.api.FleetContext;
import dev.clew.otlp.receiver.ByteBudget;
import dev.clew.otlp.receiver.ReceiverContext;
import dev.clew.posix.Libc;
import dev.clew.posix.OpenDescriptors;
import dev.clew.posix.Trap;
import dev.clew.store.Store;
import dev.clew.web.api.ApiContext;
import dev.clew.web.guard.Guard;
import dev.clew.web.rpc.Readiness;
import dev.clew.web.view.About;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/// The daemon from its start to its end.
@SuppressWarnings("deprecation") // Quarkus has no other registry of Prometheus'
public final class Daemon implements QuarkusApplication {
  private static final Logger LOG = Logger.getLogger("dev.clew.otlp");
  private static final long IN_FLIGHT = 160L << 20;
  private static final long DRAIN_NANOS = 3_000_000_000L;
  private static final long DRAIN_STEP_NANOS = 5_000_000;

  private final Vertx vertx;
  private final PrometheusMeterRegistry registry;
  private final Store store;
  private final ApiContext backend;
  private final Readiness ready;
  private final SelfSpans spans;
  private final FleetContext fleet;

  Daemon(
      Vertx vertx,
      PrometheusMeterRegistry registry,
      Store store,
      ApiContext backend,
      Readiness ready,
      SelfSpans spans,
      FleetContext fleet) {
    this.fleet = fleet;
    this.vertx = vertx;
    this.registry = registry;
    this.store = store;
    this.backend = backend;
    this.ready = ready;
    this.spans = spans;
  }

  @Override
  public int run(String... args) {
    Serving.Parts parts = Serving.PARTS.get();
    DaemonConfig launch = parts.launch();
    try (var own = new SelfTelemetry(launch, registry, spans.queue)) {
      Announcer announcer = Announcer.of(launch, own::add);
      try (FleetSpans traced = FleetSpans.into(store, launch, spans.queue);
          FleetLife life = FleetLife.start(launch, fleet, traced, registry)) {
        Guard guard = GuardFactory.guard(launch, life.admission());
        fleet.guarded(guard.token().isPresent());
        run(parts, guard, announcer, own);
      }
      return 0;
    } catch (ClewError e) {
      Serving.FAILURE.set(e);
      return e.code().exitCode();
    }
  }

  private void run(Serving.Parts parts, Guard guard, Announcer announcer, SelfTelemetry own) {
    new ProcessMeters(Path.of("/proc/self"), new Libc().pageSize()).register(registry);
    parts.commits().set(StoreMeters.register(registry, store));
    serve(parts.launch().serve(), guard, announcer, own);
  }

  private void serve(ServeSettings settings, Guard guard, Announcer announcer, SelfTelemetry own) {
    int most = Connections.limit(OpenDescriptors.most(Path.of("/proc/self/limits")));
    var listeners =
        new Listeners(
            vertx,
            settings.hosts(),
            settings.access().tls(),
            new Connections(most, System::nanoTime));
    var receiving =
        new ReceiverContext(
            store,
            new ByteBudget(IN_FLIGHT),
            registry,
            Executors.newVirtualThreadPerTaskExecutor(),
            System::nanoTime,
            (what, failure) -> LOG.error(what, failure));
    try {
      List<BoundAddress> open =
          new Ports(vertx, registry, listeners, guard, ready::isReady, own::isOwn)
              .open(settings, receiving);
      store.servedAt(open.getFirst().url());
      backend.tell(
          new About(
              Serving.PARTS.get().launch().version(),
              open.stream()
                  .filter(each -> each.purpose().equals(Ports.OTLP))
                  .map(BoundAddress::url)
                  .toList(),
              guard.token().isPresent(),
              settings.fleet().enabled()));
      endOnSignals();
      ready.set(true);
      announcer.ready(open);
      own.start();
      Quarkus.waitForExit();
      backend.stopping();
      announcer.stopping();
    } finally {
      ready.set(false);
      drain(receiving);
      listeners.close();
    }
  }

  /// The first signal ends the daemon in order, the second at once.
  private static void endOnSignals() {
    var libc = new Libc();
    var signals = new AtomicInteger();
    Map.of("INT", 2, "TERM", 15)
        .forEach(
            (name, number) ->
                Trap.set(
                    name,
                    () -> {
                      if (signals.incrementAndGet() == 1) {
                        Quarkus.asyncExit(0);
                      } else {
                        libc.raiseByDefault(number);
                      }
                    }));
  }

  /// Waits until every request that has begun is answered, or for as long as it may.
  private static void drain(ReceiverContext receiving) {
    receiving.drain();
    long end = System.nanoTime() + DRAIN_NANOS;
    while (receiving.pending() > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(DRAIN_STEP_NANOS);
    }
  }
}
