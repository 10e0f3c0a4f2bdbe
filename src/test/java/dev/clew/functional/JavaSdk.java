package dev.clew.functional;

import static io.opentelemetry.api.common.AttributeKey.booleanArrayKey;
import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.doubleArrayKey;
import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.longArrayKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.View;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program with the OpenTelemetry SDK for Java, which sends all that it records to several
/// backends, gzipped.
final class JavaSdk implements AutoCloseable {
  private final SdkTracerProvider traces;
  private final SdkLoggerProvider logs;
  private final SdkMeterProvider metrics;

  JavaSdk(Protocol protocol, String run, List<String> endpoints) {
    SdkExporters exporters = new SdkExporters(protocol, endpoints);
    Resource resource =
        Resource.create(
            Attributes.builder()
                .put("service.name", "java")
                .put("parallax.run.id", run)
                .put("process.pid", 42L)
                .put("process.command_args", "a", "b c", "")
                .build(),
            "https://opentelemetry.io/schemas/1.37.0");
    traces =
        SdkTracerProvider.builder()
            .setResource(resource)
            .setSpanLimits(
                SpanLimits.builder()
                    .setMaxNumberOfAttributes(10)
                    .setMaxNumberOfEvents(2)
                    .setMaxNumberOfLinks(2)
                    .setMaxNumberOfAttributesPerEvent(2)
                    .setMaxNumberOfAttributesPerLink(1)
                    .build())
            .addSpanProcessor(BatchSpanProcessor.builder(exporters.spans()).build())
            .build();
    logs =
        SdkLoggerProvider.builder()
            .setResource(resource)
            .addLogRecordProcessor(BatchLogRecordProcessor.builder(exporters.logRecords()).build())
            .build();
    metrics =
        SdkMeterProvider.builder()
            .setResource(resource)
            .registerView(
                InstrumentSelector.builder().setName("exponential.*").build(),
                View.builder()
                    .setAggregation(Aggregation.base2ExponentialBucketHistogram(20, 8))
                    .build())
            .registerMetricReader(
                PeriodicMetricReader.builder(exporters.points())
                    .setInterval(Duration.ofDays(1))
                    .build())
            .build();
  }

  /// Records some of everything.
  void record() {
    recordSpans();
    recordLogs();
    recordMetrics();
    CompletableResultCode.ofAll(
            List.of(traces.forceFlush(), logs.forceFlush(), metrics.forceFlush()))
        .join(1, TimeUnit.MINUTES);
  }

  private static final Attributes EVERY_TYPE =
      Attributes.builder()
          .put("text", "grün \uD83D\uDE00 \u0000 \"\\\n")
          .put(stringKey("empty"), "")
          .put(longKey("long"), Long.MIN_VALUE)
          .put(doubleKey("double"), -1e-300)
          .put(booleanKey("boolean"), false)
          .put(stringArrayKey("texts"), List.of("a", ""))
          .put(longArrayKey("longs"), List.of(Long.MAX_VALUE, 0L))
          .put(doubleArrayKey("doubles"), List.of(Double.NaN, Double.NEGATIVE_INFINITY, 4.9e-324))
          .put(booleanArrayKey("booleans"), List.of(true, false))
          .build();

  private void recordSpans() {
    Tracer tracer =
        traces
            .tracerBuilder("java.spans")
            .setInstrumentationVersion("1.2")
            .setSchemaUrl("s")
            .build();
    SpanContext remote =
        SpanContext.createFromRemoteParent(
            "0af7651916cd43dd8448eb211c80319c",
            "b7ad6b7169203331",
            TraceFlags.getSampled(),
            TraceState.builder().put("vendor", "a:b").put("other", "2").build());
    Span parent =
        tracer
            .spanBuilder("parent")
            .setParent(Context.root().with(Span.wrap(remote)))
            .setSpanKind(SpanKind.SERVER)
            .setAllAttributes(EVERY_TYPE)
            .setAttribute("tenth", 10)
            .setAttribute("dropped", 11)
            .addLink(remote)
            .addLink(remote, Attributes.builder().put("kept", 1).put("dropped", 2).build())
            .addLink(remote)
            .startSpan();
    parent.addEvent("event", Attributes.builder().put("a", 1).put("b", 2).put("c", 3).build());
    parent.addEvent("at a time", 1_700_000_000_123_456_789L, TimeUnit.NANOSECONDS);
    parent.recordException(new IllegalStateException("dropped"));
    for (SpanKind kind : SpanKind.values()) {
      tracer
          .spanBuilder(kind.name())
          .setParent(Context.root().with(parent))
          .setSpanKind(kind)
          .setStartTimestamp(1_700_000_000_000_000_001L, TimeUnit.NANOSECONDS)
          .startSpan()
          .setStatus(StatusCode.OK)
          .end(1_700_000_000_000_000_001L, TimeUnit.NANOSECONDS);
    }
    parent.setStatus(StatusCode.ERROR, "it failed: \u0007").end();
    Span failed = traces.get("another").spanBuilder("").setNoParent().startSpan();
    failed.recordException(new IllegalArgumentException("broken"));
    failed.end();
  }

  private void recordLogs() {
    Logger logger =
        logs.loggerBuilder("java.logs").setInstrumentationVersion("3").setSchemaUrl("t").build();
    for (Severity severity : Severity.values()) {
      logger.logRecordBuilder().setSeverity(severity).setBody("as " + severity).emit();
    }
    SpanContext span =
        SpanContext.create(
            "0af7651916cd43dd8448eb211c80319c",
            "b7ad6b7169203331",
            TraceFlags.getSampled(),
            TraceState.getDefault());
    logger
        .logRecordBuilder()
        .setContext(Context.root().with(Span.wrap(span)))
        .setTimestamp(1_700_000_000_000_000_001L, TimeUnit.NANOSECONDS)
        .setObservedTimestamp(1_700_000_000_000_000_002L, TimeUnit.NANOSECONDS)
        .setSeverity(Severity.WARN2)
        .setSeverityText("Warnung")
        .setEventName("an.event")
        .setAllAttributes(EVERY_TYPE)
        .setBody(
            Value.of(
                KeyValue.of("text", Value.of("x")),
                KeyValue.of("bytes", Value.of(new byte[] {0, -1, 127})),
                KeyValue.of("none", Value.of(new byte[0])),
                KeyValue.of("double", Value.of(1e300)),
                KeyValue.of("whole", Value.of(3.0)),
                KeyValue.of("map", Value.of(KeyValue.of("deep", Value.of(true)))),
                KeyValue.of(
                    "list", Value.of(Value.of(1), Value.of("two"), Value.of(Value.of(3.5))))))
        .emit();
    for (Value<?> body :
        List.<Value<?>>of(
            Value.of(7L), Value.of(Double.NaN), Value.of(true), Value.of(new byte[] {1, 2}))) {
      logger.logRecordBuilder().setBody(body).emit();
    }
    logger.logRecordBuilder().emit();
  }

  private void recordMetrics() {
    Meter meter =
        metrics
            .meterBuilder("java.metrics")
            .setInstrumentationVersion("4")
            .setSchemaUrl("u")
            .build();
    Attributes one = Attributes.of(stringKey("which"), "one");
    Attributes two = Attributes.of(stringKey("which"), "two", longKey("n"), 2L);
    Span sampled = traces.get("exemplars").spanBuilder("sampled").startSpan();
    try (Scope _ = sampled.makeCurrent()) {
      var counter =
          meter.counterBuilder("counter").setUnit("{item}").setDescription("Items").build();
      counter.add(Long.MAX_VALUE, one);
      counter.add(5, two);
      meter.counterBuilder("counter.double").ofDoubles().build().add(0.1, one);
      meter.upDownCounterBuilder("updown").build().add(-3, one);
      meter.upDownCounterBuilder("updown.double").ofDoubles().build().add(-0.5);
      meter.gaugeBuilder("gauge").build().set(-1.5, two);
      meter.gaugeBuilder("gauge.long").ofLongs().build().set(Long.MIN_VALUE);
      meter.counterBuilder("observed").buildWithCallback(it -> it.record(9, one));
      meter.gaugeBuilder("observed.gauge").buildWithCallback(it -> it.record(1.25));
      var histogram =
          meter
              .histogramBuilder("histogram")
              .setUnit("s")
              .setExplicitBucketBoundariesAdvice(List.of(0.5, 1.0, 10.0))
              .build();
      var longs = meter.histogramBuilder("histogram.long").ofLongs().build();
      var exponential = meter.histogramBuilder("exponential.both").build();
      var positive = meter.histogramBuilder("exponential.positive").build();
      for (double value : new double[] {0, 0.25, 0.5, 3, 1e9}) {
        histogram.record(value, one);
        longs.record((long) value);
        exponential.record(value, two);
        positive.record(value + 1);
      }
    } finally {
      sampled.end();
    }
  }

  @Override
  public void close() {
    traces.close();
    logs.close();
    metrics.close();
  }
}
