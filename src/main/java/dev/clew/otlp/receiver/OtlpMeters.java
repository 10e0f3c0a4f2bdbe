package dev.clew.otlp.receiver;

import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.store.Ingest.Receipt;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// What the receivers count.
final class OtlpMeters {
  private final MeterRegistry registry;
  private final Map<Requests, Answers> requests = new ConcurrentHashMap<>();
  private final Map<Records, Counter> counters = new ConcurrentHashMap<>();

  private record Requests(OtlpSignal signal, Protocol protocol, String outcome) {}

  private record Answers(Timer duration, Counter count) {}

  private record Records(String name, OtlpSignal signal) {}

  OtlpMeters(MeterRegistry registry, ByteBudget budget) {
    this.registry = registry;
    for (OtlpSignal signal : OtlpSignal.values()) {
      for (Protocol protocol : Protocol.values()) {
        var _ = requests(new Requests(signal, protocol, "accepted"));
      }
      received(signal, 0);
      stored(signal, new Receipt(0, 0, ""));
    }
    var _ =
        Gauge.builder("clew.otlp.inflight", budget, each -> each.held().get())
            .description("Bytes of requests that are not answered yet")
            .baseUnit("bytes")
            .register(registry);
  }

  void answered(OtlpSignal signal, Protocol protocol, String outcome, long nanos) {
    Answers answers = requests(new Requests(signal, protocol, outcome));
    answers.duration.record(nanos, TimeUnit.NANOSECONDS);
    answers.count.increment();
  }

  /// @param bytes of a body as it came, compressed or not
  void received(OtlpSignal signal, long bytes) {
    count("clew.otlp.bytes", "Bytes of request bodies, as they came", signal, bytes);
  }

  void stored(OtlpSignal signal, Receipt receipt) {
    count("clew.otlp.records", "Records accepted", signal, receipt.accepted());
    count("clew.otlp.rejected.records", "Records rejected", signal, receipt.rejected());
  }

  private Answers requests(Requests key) {
    return requests.computeIfAbsent(
        key,
        each -> {
          Tags tags =
              Tags.of(
                  "signal", each.signal.label(),
                  "protocol", each.protocol.label(),
                  "outcome", each.outcome);
          return new Answers(
              Timer.builder("clew.otlp.request.duration")
                  .description("Time from a request's headers to its answer")
                  .tags(tags)
                  .register(registry),
              Counter.builder("clew.otlp.requests")
                  .description("Export requests that were answered")
                  .tags(tags)
                  .register(registry));
        });
  }

  private void count(String name, String description, OtlpSignal signal, long more) {
    counters
        .computeIfAbsent(
            new Records(name, signal),
            each ->
                Counter.builder(each.name)
                    .description(description)
                    .tag("signal", each.signal.label())
                    .register(registry))
        .increment((double) more);
  }
}
