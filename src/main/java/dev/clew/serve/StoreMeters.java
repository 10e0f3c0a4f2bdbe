package dev.clew.serve;

import dev.clew.store.CommitTimer;
import dev.clew.store.Store;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/// What the store shows of itself.
final class StoreMeters {
  private static final List<String> STATES = List.of("running", "ok", "failed", "interrupted");

  private StoreMeters() {}

  /// Registers them.
  ///
  /// @return takes the store's commits
  static CommitTimer register(MeterRegistry registry, Store store) {
    gauge(
        registry, store, "clew.store.queue", "Requests that wait to be committed", Store::waiting);
    gauge(
        registry,
        store,
        "clew.store.waiting.bytes",
        "Bytes of requests that wait to be committed",
        Store::waitingBytes);
    gauge(registry, store, "clew.store.size.bytes", "Size of the database's files", Store::bytes);
    for (String state : STATES) {
      var _ =
          Gauge.builder(
                  "clew.store.runs", store, each -> each.runs().byState().getOrDefault(state, 0L))
              .description("Runs in the store, by state")
              .tag("state", state)
              .strongReference(true)
              .register(registry);
    }
    Timer commits =
        Timer.builder("clew.store.commit.duration")
            .description("Time from a request's hand-over to the store to its commit")
            .register(registry);
    return nanos -> commits.record(nanos, TimeUnit.NANOSECONDS);
  }

  private static void gauge(
      MeterRegistry registry,
      Store store,
      String name,
      String description,
      ToDoubleFunction<Store> value) {
    var _ =
        Gauge.builder(name, store, value)
            .description(description)
            .strongReference(true)
            .register(registry);
  }
}
