package dev.clew.telemetry;

import dev.clew.redaction.LineRedactor;
import dev.clew.runfile.RunId;
import dev.clew.runfile.RunTotals;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// A recorder of another kind, as somebody else would write one: a line of text for the start and
/// the end of each span, indented by its depth, and for each event. What it is told it passes on.
public final class PlainTextTracer implements RecorderProvider {
  private static final Map<RunId, List<String>> LINES = new ConcurrentHashMap<>();

  /// The lines of a run that is going to be opened.
  static List<String> linesOf(RunId run) {
    return LINES.computeIfAbsent(run, _ -> new CopyOnWriteArrayList<>());
  }

  @Override
  public Recorder around(Recorder recorder, RunId run) {
    List<String> lines = LINES.get(run);
    return lines == null ? recorder : new Tracer(recorder, lines);
  }

  private static int depth(Context context) {
    return Span.fromContext(context) instanceof TracedSpan parent ? parent.depth() + 1 : 0;
  }

  private record Tracer(Recorder next, List<String> lines) implements Recorder {
    @Override
    public Span startSpan(String name, Context parent, Attributes attributes, Instant start) {
      return traced(name, parent, start, next.startSpan(name, parent, attributes, start));
    }

    @Override
    public Span resumeSpan(
        String name, SpanContext same, Context parent, Attributes attributes, Instant start) {
      return traced(name, parent, start, next.resumeSpan(name, same, parent, attributes, start));
    }

    private Span traced(String name, Context parent, Instant start, Span span) {
      int depth = depth(parent);
      lines.add("  ".repeat(depth) + "> " + name);
      return new TracedSpan(span, name, depth, start, lines);
    }

    @Override
    public void emit(String subsystem, Event event, Context context) {
      lines.add("  ".repeat(depth(context)) + subsystem + ": " + event.body());
      next.emit(subsystem, event, context);
    }

    @Override
    public void measure(String subsystem, List<Measurement> measurements, Instant at) {
      next.measure(subsystem, measurements, at);
    }

    @Override
    public LineRedactor output(String stream, SpanContext span) {
      return next.output(stream, span);
    }

    @Override
    public Recorder session(String id, Attributes about) {
      return new Tracer(next.session(id, about), lines);
    }

    @Override
    public void flush() {
      next.flush();
    }

    @Override
    public RunTotals recorded() {
      return next.recorded();
    }

    @Override
    public DeliveryOutcome close() {
      return next.close();
    }
  }

  private record TracedSpan(Span next, String name, int depth, Instant start, List<String> lines)
      implements Span {
    private void ended(Instant end) {
      lines.add(
          "  ".repeat(depth) + "< " + name + " " + Duration.between(start, end).toMillis() + " ms");
    }

    @Override
    public <T> Span setAttribute(AttributeKey<T> key, T value) {
      next.setAttribute(key, value);
      return this;
    }

    @Override
    public Span addEvent(String event, Attributes attributes) {
      next.addEvent(event, attributes);
      return this;
    }

    @Override
    public Span addEvent(String event, Attributes attributes, long timestamp, TimeUnit unit) {
      next.addEvent(event, attributes, timestamp, unit);
      return this;
    }

    @Override
    public Span setStatus(StatusCode code, String description) {
      next.setStatus(code, description);
      return this;
    }

    @Override
    public Span recordException(Throwable exception, Attributes attributes) {
      next.recordException(exception, attributes);
      return this;
    }

    @Override
    public Span updateName(String changed) {
      next.updateName(changed);
      return this;
    }

    @Override
    public void end() {
      ended(Instant.now());
      next.end();
    }

    @Override
    public void end(long timestamp, TimeUnit unit) {
      ended(Instant.EPOCH.plusNanos(unit.toNanos(timestamp)));
      next.end(timestamp, unit);
    }

    @Override
    public SpanContext getSpanContext() {
      return next.getSpanContext();
    }

    @Override
    public boolean isRecording() {
      return next.isRecording();
    }
  }
}
