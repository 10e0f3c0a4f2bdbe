package dev.clew.serve;

import dev.clew.config.OtlpTarget;
import dev.clew.config.Settings;
import dev.clew.config.TelemetrySettings;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.redaction.Redaction;
import dev.clew.telemetry.SdkRequest;
import dev.clew.telemetry.log.LogLine;
import dev.clew.time.EpochNanos;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.resources.ResourceBuilder;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Exports the daemon's own log, metrics and spans, where an endpoint is configured: from time to
/// time, on a thread of its own, so that nothing waits for a backend. A backend that turns out to
/// be the daemon itself gets nothing.
final class SelfTelemetry implements AutoCloseable {
  /// Of what exporting has to say, which is never exported.
  static final String SUBSYSTEM = "telemetry";

  /// Names the daemon that a request comes from.
  private static final String HEADER = "clew-instance";

  private static final Logger LOG = Logger.getLogger("dev.clew." + SUBSYSTEM);
  private static final Duration LONGEST_END = Duration.ofSeconds(1);

  private final String instance = UUID.randomUUID().toString();
  private final TelemetrySettings settings;
  private final boolean exports;
  private final SelfLog log;
  private final SelfMetrics metrics;
  private final @Nullable SelfBatches<LogRecordData> logs;
  private final @Nullable SelfBatches<SpanData> spans;
  private final @Nullable SelfSignalExporter figures;
  private final Clock clock = Clock.systemUTC();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread =
      Thread.ofPlatform().name("clew-telemetry").daemon().unstarted(this::run);
  private volatile boolean toItself;

  /// What the settings ask for.
  ///
  /// @throws dev.clew.error.ClewError E010, E012 when a backend's settings cannot be used
  SelfTelemetry(DaemonConfig launch, MeterRegistry registry, SelfQueue<SpanData> ended) {
    this.exports = launch.settings().longRunningExports();
    Resource resource = resource(launch, instance);
    Redaction redaction = new Redaction(launch.settings().recording().redact());
    this.settings = launch.settings().telemetry();
    this.figures = exporter(OtlpSignal.METRICS, settings.metrics());
    this.log = new SelfLog(resource, redaction, settings.logBatch().queue());
    this.logs =
        batches(
            OtlpSignal.LOGS, settings.logs(), log.queue, settings.logBatch(), SdkRequest::ofLogs);
    this.spans =
        batches(
            OtlpSignal.TRACES,
            settings.traces(),
            ended,
            settings.spanBatch(),
            some ->
                SdkRequest.ofSpans(
                    some.stream()
                        .map(span -> SelfSpans.exported(span, resource, redaction))
                        .toList()));
    log.queue.countLost(
        registry,
        "clew.log.lost.records",
        "Lines of the server's own log that could not be exported");
    ended.countLost(
        registry, "clew.span.lost.records", "Spans of the server's own that could not be exported");
    this.metrics = new SelfMetrics(registry, resource, EpochNanos.of(clock.instant()));
  }

  private <T> @Nullable SelfBatches<T> batches(
      OtlpSignal signal,
      @Nullable OtlpTarget target,
      SelfQueue<T> queue,
      TelemetrySettings.Batch batch,
      Function<List<T>, byte[]> request) {
    SelfSignalExporter exporter = exporter(signal, target);
    return exporter == null ? null : new SelfBatches<>(queue, exporter, batch.size(), request);
  }

  private @Nullable SelfSignalExporter exporter(OtlpSignal signal, @Nullable OtlpTarget target) {
    return exports && target != null
        ? new SelfSignalExporter(target.withHeader(HEADER, instance), signal)
        : null;
  }

  /// What the user says goes before everything but the instance.
  static Resource resource(DaemonConfig launch, String instance) {
    Settings settings = launch.settings();
    ResourceBuilder resource =
        Resource.builder()
            .put("service.version", launch.version())
            .put("host.name", launch.hostName())
            .put("process.pid", ProcessHandle.current().pid());
    settings.telemetry().resourceAttributes().forEach(resource::put);
    boolean named = settings.said("telemetry.service_name");
    return resource
        .put("service.name", named ? settings.telemetry().serviceName() : "clew-serve")
        .put("service.instance.id", instance)
        .build();
  }

  void start() {
    if (logs != null || spans != null || figures != null) {
      thread.start();
    }
  }

  /// Takes a line of the log.
  void add(LogLine line) {
    if (logs != null && !toItself) {
      log.add(line);
    }
  }

  /// Whether a request that has come is the daemon's own.
  boolean isOwn(HttpServerRequest request) {
    boolean own = instance.equals(request.getHeader(HEADER));
    if (own) {
      toItself = true;
    }
    return own;
  }

  private void run() {
    long logDelay = settings.logBatch().delay().toNanos();
    long pause = Math.min(logDelay, settings.spanBatch().delay().toNanos());
    long due = System.nanoTime();
    try {
      do {
        boolean now = System.nanoTime() - due >= 0;
        due = now ? System.nanoTime() + settings.metricInterval().toNanos() : due;
        export(now);
      } while (!toItself && !end.await(pause, TimeUnit.NANOSECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (toItself) {
      LOG.warnf("nothing of this server's own is exported: %s is itself", settings.destinations());
      return;
    }
    export(true);
  }

  private void export(boolean everything) {
    if (figures != null && everything && figures.isFree()) {
      figures.send(SdkRequest.ofMetrics(metrics.at(clock.instant())));
    }
    if (logs != null) {
      logs.send(() -> toItself);
    }
    if (spans != null) {
      spans.send(() -> toItself);
    }
  }

  /// Sends what waits, for as long as that may take.
  @Override
  public void close() {
    if (!thread.isAlive()) {
      return;
    }
    end.countDown();
    Duration wait = settings.exportWait();
    try {
      thread.join(wait.compareTo(LONGEST_END) < 0 ? wait : LONGEST_END);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
