package dev.clew.telemetry;

import dev.clew.redaction.LineRedactor;
import dev.clew.redaction.Redaction;
import dev.clew.runfile.RunTotals;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Records through the OpenTelemetry SDK into a [RunWriter], each record at once, and output lines
/// past the SDK in batches.
public final class SdkRecorder implements Recorder {
  private static final AttributeKey<String> SUBSYSTEM = AttributeKey.stringKey("subsystem");
  private static final AttributeKey<String> SESSION_ID = AttributeKey.stringKey("session.id");

  private final RunWriter journal;
  private final Redaction redaction;
  private final Resource resource;
  private final SdkTracerProvider traces;
  private final SpanIds ids;
  private final SdkLoggerProvider logs;
  private final Resource metricResource;
  private final Sampler sampler;
  private final @Nullable PrintStream spansTo;
  private final boolean debug;
  private final Attributes session;
  private final List<BatchedOutput> outputs = new CopyOnWriteArrayList<>();
  private final List<SdkRecorder> sessions = new CopyOnWriteArrayList<>();

  /// Records through the OpenTelemetry SDK.
  ///
  /// @param resource of spans and log records
  /// @param metricResource of metrics
  /// @param traceId of spans without a parent; null for one of their own each
  /// @param spansTo gets finished spans as lines of OTLP/JSON, or null
  /// @param debug whether DEBUG severity is recorded, every line of output included
  public SdkRecorder(
      RunWriter journal,
      Redaction redaction,
      Resource resource,
      Resource metricResource,
      @Nullable String traceId,
      Sampler sampler,
      @Nullable PrintStream spansTo,
      boolean debug) {
    this(
        journal,
        redaction,
        resource,
        metricResource,
        traceId,
        sampler,
        spansTo,
        debug,
        Attributes.empty());
  }

  private SdkRecorder(
      RunWriter journal,
      Redaction redaction,
      Resource resource,
      Resource metricResource,
      @Nullable String traceId,
      Sampler sampler,
      @Nullable PrintStream spansTo,
      boolean debug,
      Attributes session) {
    this.journal = journal;
    this.redaction = redaction;
    this.resource = resource;
    this.metricResource = metricResource;
    this.sampler = sampler;
    this.spansTo = spansTo;
    this.debug = debug;
    this.session = session;
    this.ids = new SpanIds(traceId);
    this.traces =
        SdkTracerProvider.builder()
            .setResource(resource)
            .setSampler(sampler)
            .setIdGenerator(ids)
            .addSpanProcessor(new SpanWriter(journal, spansTo))
            .build();
    this.logs =
        SdkLoggerProvider.builder()
            .setResource(resource)
            .addLogRecordProcessor((context, record) -> journal.append(record.toLogRecordData()))
            .build();
  }

  @Override
  public Span startSpan(String name, Context parent, Attributes attributes, Instant start) {
    return traces
        .get("clew.run")
        .spanBuilder(redaction.text(name))
        .setParent(parent)
        .setSpanKind(SpanKind.CLIENT)
        .setAllAttributes(redaction.attributes(attributes))
        .setAllAttributes(session)
        .setStartTimestamp(start)
        .startSpan();
  }

  @Override
  public Span resumeSpan(
      String name, SpanContext same, Context parent, Attributes attributes, Instant start) {
    return ids.during(same, () -> startSpan(name, parent, attributes, start));
  }

  @Override
  public void emit(String subsystem, Event event, Context context) {
    if (!debug && event.severity().getSeverityNumber() < Severity.INFO.getSeverityNumber()) {
      return;
    }
    LogRecordBuilder builder =
        logs.get("clew." + subsystem)
            .logRecordBuilder()
            .setContext(context)
            .setTimestamp(journal.now())
            .setSeverity(event.severity())
            .setSeverityText(event.severity().name())
            .setBody(redaction.text(event.body()))
            .setAllAttributes(redaction.attributes(event.attributes()))
            .setAllAttributes(session)
            .setAttribute(SUBSYSTEM, subsystem);
    String name = event.name();
    if (name != null) {
      builder.setEventName(redaction.text(name));
    }
    builder.emit();
  }

  @Override
  public void measure(String subsystem, List<Measurement> measurements, Instant at) {
    journal.append(
        MetricRecords.of(
            metricResource,
            "clew." + subsystem,
            measurements.stream().map(this::clean).toList(),
            journal.began(),
            at));
  }

  @Override
  public @Nullable LineRedactor output(String stream, SpanContext span) {
    if (!debug) {
      return null;
    }
    BatchedOutput output = journal.output(resource, stream, session.get(SESSION_ID));
    outputs.add(output);
    return redaction.lines(output.of(span));
  }

  private Measurement clean(Measurement measurement) {
    return measurement.with(
        redaction.text(measurement.name()),
        redaction.text(measurement.unit()),
        redaction.attributes(measurement.attributes()));
  }

  @Override
  public Recorder session(String id, Attributes about) {
    Attributes known = Attributes.of(SESSION_ID, id);
    Resource further =
        Resource.create(redaction.attributes(about).toBuilder().putAll(known).build());
    var opened =
        new SdkRecorder(
            journal,
            redaction,
            resource.merge(further),
            metricResource.merge(further),
            null,
            sampler,
            spansTo,
            debug,
            known);
    sessions.add(opened);
    return opened;
  }

  @Override
  public void flush() {
    outputs.forEach(BatchedOutput::flush);
    sessions.forEach(SdkRecorder::flush);
  }

  @Override
  public RunTotals recorded() {
    return journal.recorded();
  }

  @Override
  public DeliveryOutcome close() {
    flush();
    if (!session.isEmpty()) {
      // What it has recorded is delivered with its run.
      return DeliveryOutcome.KEPT;
    }
    // A delivery that fails at the very end is still to be recorded.
    DeliveryOutcome fate = journal.close();
    traces.shutdown().join(1, TimeUnit.SECONDS);
    logs.shutdown().join(1, TimeUnit.SECONDS);
    return fate;
  }
}
