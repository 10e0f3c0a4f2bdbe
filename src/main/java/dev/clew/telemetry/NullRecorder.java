package dev.clew.telemetry;

import dev.clew.redaction.LineRedactor;
import dev.clew.runfile.RunTotals;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Telemetry that is off: records nothing, allocates nothing.
public final class NullRecorder implements Recorder {
  private final DeliveryOutcome fate;

  /// Records nothing.
  ///
  /// @param fate what becomes of what would have been recorded
  public NullRecorder(DeliveryOutcome fate) {
    this.fate = fate;
  }

  @Override
  public Span startSpan(String name, Context parent, Attributes attributes, Instant start) {
    return Span.fromContext(parent);
  }

  @Override
  public Span resumeSpan(
      String name, SpanContext same, Context parent, Attributes attributes, Instant start) {
    return Span.getInvalid();
  }

  @Override
  public void emit(String subsystem, Event event, Context context) {}

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
    return fate;
  }
}
