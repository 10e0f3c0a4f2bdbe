package dev.clew.telemetry;

import dev.clew.redaction.LineRedactor;
import dev.clew.redaction.Redaction;
import dev.clew.runfile.RunTotals;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A recorder that keeps spans and events. As any other it takes the secrets out of what a span
/// starts with, and of nothing that is added later.
public final class RecordedSpans implements Recorder {
  private final List<SpanData> ended = new CopyOnWriteArrayList<>();
  private final Redaction redaction = new Redaction(List.of());
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final SdkTracerProvider traces =
      SdkTracerProvider.builder().addSpanProcessor(new Kept()).build();

  /// Those that have ended, in that order.
  public List<SpanData> all() {
    return ended;
  }

  public List<SpanData> named(String name) {
    return ended.stream().filter(each -> each.getName().equals(name)).toList();
  }

  public SpanData only() {
    if (ended.size() != 1) {
      throw new AssertionError("one span was expected: " + ended);
    }
    return ended.getFirst();
  }

  public List<Event> events() {
    return events;
  }

  @Override
  public Span resumeSpan(
      String name, SpanContext same, Context parent, Attributes attributes, Instant start) {
    return startSpan(name, parent, attributes, start);
  }

  @Override
  public Span startSpan(String name, Context parent, Attributes attributes, Instant start) {
    return traces
        .get("test")
        .spanBuilder(name)
        .setParent(parent)
        .setSpanKind(SpanKind.CLIENT)
        .setAllAttributes(redaction.attributes(attributes))
        .setStartTimestamp(start)
        .startSpan();
  }

  @Override
  public void emit(String subsystem, Event event, Context context) {
    events.add(event);
  }

  @Override
  public void measure(String subsystem, List<Measurement> measurements, Instant at) {}

  @Override
  public @Nullable LineRedactor output(String stream, SpanContext span) {
    return null;
  }

  @Override
  public Recorder session(String id, Attributes about) {
    return this;
  }

  @Override
  public void flush() {}

  @Override
  public RunTotals recorded() {
    return RunTotals.NOTHING;
  }

  @Override
  public DeliveryOutcome close() {
    traces.close();
    return DeliveryOutcome.KEPT;
  }

  private final class Kept implements SpanProcessor {
    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
      return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      ended.add(span.toSpanData());
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }
}
