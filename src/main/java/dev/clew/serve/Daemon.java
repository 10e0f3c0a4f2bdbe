package dev.clew.serve;

import dev.clew.config.ServeSettings;
import dev.clew.config.ServeSettings.Access;
import dev.clew.failure.ClewError;
import dev.clew.failure.ErrorCode;
import dev.clew.otlp.ByteBudget;
import dev.clew.otlp.OtlpHandler;
import dev.clew.otlp.Receiving;
import dev.clew.posix.Libc;
import dev.clew.posix.Trap;
import dev.clew.store.Store;
import dev.clew.web.About;
import dev.clew.web.Backend;
import dev.clew.web.BearerToken;
import dev.clew.web.Front;
import dev.clew.web.Guard;
import dev.clew.web.Hosts;
import dev.clew.web.Origins;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/// The daemon from its start to its end.
public final class Daemon implements QuarkusApplication {
  private static final Logger LOG = Logger.getLogger("dev.clew.otlp");
  private static final long IN_FLIGHT = 256L << 20;
  private static final int OTLP_LOOPS = 2;
  private static final long DRAIN_NANOS = 3_000_000_000L;
  private static final long DRAIN_STEP_NANOS = 5_000_000;

  private final Vertx vertx;
  private final MeterRegistry registry;
  private final Store store;
  private final Backend backend;
  private final AtomicBoolean ready = new AtomicBoolean();

  Daemon(Vertx vertx, MeterRegistry registry, Store store, Backend backend) {
    this.vertx = vertx;
    this.backend = backend;
    this.registry = registry;
    this.store = store;
  }

  @Override
  public int run(String... args) {
    try {
      serve(Serving.PARTS.get().launch());
      return 0;
    } catch (ClewError e) {
      Serving.FAILURE.set(e);
      return e.code().exitCode();
    }
  }

  private void serve(Launch launch) {
    ServeSettings settings = launch.serve();
    Guard guard = guard(launch);
    var listeners = new Listeners(vertx, settings.hosts(), settings.access().tls());
    var receiving =
        new Receiving(
            store,
            new ByteBudget(IN_FLIGHT),
            registry,
            Executors.newVirtualThreadPerTaskExecutor(),
            System::nanoTime,
            (what, failure) -> LOG.error(what, failure));
    try {
      List<Listening> open = open(settings, guard, receiving, listeners);
      backend.tell(
          new About(
              launch.version(),
              open.stream()
                  .filter(each -> each.purpose().equals("otlp"))
                  .map(Listening::url)
                  .toList(),
              settings.access().token().isPresent()));
      store.servedAt(open.getFirst().url());
      endOnSignals();
      ready.set(true);
      launch.console().ready(launch.version(), settings.store().toString(), open);
      Quarkus.waitForExit();
    } finally {
      ready.set(false);
      drain(receiving);
      listeners.close();
    }
  }

  private List<Listening> open(
      ServeSettings settings, Guard guard, Receiving receiving, Listeners listeners) {
    var otlp = new OtlpHandler(receiving, vertx);
    var front = new Front(guard, ready::get, VertxHttpRecorder.getRootHandler());
    List<Listening> open = new ArrayList<>(listeners.open("page", settings.port(), 1, front));
    for (int port : settings.otlpPorts()) {
      open.addAll(
          listeners.open(
              "otlp",
              port,
              OTLP_LOOPS,
              request -> {
                if (guard.admit(request, true, otlp::deny)) {
                  otlp.handle(request);
                }
              }));
    }
    var _ =
        Gauge.builder("clew.connections", listeners, Listeners::connections)
            .description("Connections that are open, on all ports")
            .register(registry);
    return open;
  }

  private static Guard guard(Launch launch) {
    Access access = launch.serve().access();
    Optional<BearerToken> token =
        new TokenFile(new SecureRandom(), launch.serve().store())
            .settle(access.token(), launch.console()::token);
    List<String> hosts = launch.serve().hosts();
    boolean open = !Loopback.onlyIn(hosts);
    if (open && (token.isEmpty() || access.tls().isEmpty())) {
      launch
          .console()
          .warn(
              ErrorCode.E054,
              "listening on "
                  + String.join(", ", hosts)
                  + (token.isEmpty() ? " without --token" : "")
                  + (access.tls().isEmpty() ? " without --tls-cert and --tls-key" : "")
                  + ".");
    }
    List<String> names = new ArrayList<>(access.names());
    names.addAll(hosts);
    return new Guard(new Hosts(names), new Origins(access.origins()), token);
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
  private static void drain(Receiving receiving) {
    receiving.drain();
    long end = System.nanoTime() + DRAIN_NANOS;
    while (receiving.pending() > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(DRAIN_STEP_NANOS);
    }
  }
}
