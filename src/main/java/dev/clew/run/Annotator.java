package dev.clew.run;

import dev.clew.propagation.EnvironmentCarrier;
import dev.clew.run.Lifecycle.Kind;
import dev.clew.run.process.Outcome;
import dev.clew.telemetry.DeliveryOutcome;
import dev.clew.telemetry.Event;
import dev.clew.telemetry.Measurement;
import dev.clew.telemetry.Recorder;
import dev.clew.telemetry.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Adds a user's events, log records and measurements to the run that is going on; outside one they
/// are a run of their own.
public final class Annotator {
  private static final AttributeKey<String> NAME = RunAttributes.NAME;
  private static final AttributeKey<String> PARENT_SPAN_ID = RunAttributes.PARENT_SPAN_ID;

  private final Telemetry telemetry;
  private final Context context;
  private final Clock clock;

  /// Adds records to the run that this process belongs to.
  ///
  /// @param environment of this process, which carries the context that the records belong to
  public Annotator(
      Telemetry telemetry,
      EnvironmentCarrier carrier,
      Map<String, String> environment,
      Clock clock) {
    this.telemetry = telemetry;
    this.context = carrier.extract(environment);
    this.clock = clock;
  }

  /// Adds an event or a log record.
  ///
  /// @param title what a run of its own is called
  /// @return what became of it
  public DeliveryOutcome log(String title, Event event) {
    return record(title, recorder -> recorder.emit("user", event, context));
  }

  /// Adds one measurement.
  public DeliveryOutcome measure(String title, Measurement measurement) {
    return record(
        title, recorder -> recorder.measure("user", List.of(measurement), clock.instant()));
  }

  /// A span of its own for what begins and ends here: the one that the environment names belongs to
  /// another process, which ends it itself.
  private static Context within(SpanContext parent) {
    if (!parent.isValid()) {
      return Context.root();
    }
    String own = IdGenerator.random().generateSpanId();
    return Context.root()
        .with(
            Span.wrap(
                SpanContext.create(
                    parent.getTraceId(), own, parent.getTraceFlags(), parent.getTraceState())));
  }

  private DeliveryOutcome record(String title, Consumer<Recorder> what) {
    Recorder recorder = telemetry.recorder();
    if (telemetry.joined() || telemetry.resumed()) {
      what.accept(recorder);
      return recorder.close();
    }
    SpanContext parent = Span.fromContext(context).getSpanContext();
    var lifecycle = new Lifecycle(recorder, Kind.RUN, title, within(parent));
    Instant start = clock.instant();
    lifecycle.started(
        Attributes.builder()
            .put(NAME, title)
            .put(PARENT_SPAN_ID, parent.isValid() ? parent.getSpanId() : null)
            .build());
    what.accept(recorder);
    lifecycle.runFinished(new Outcome.Exited(0), Duration.between(start, clock.instant()));
    return recorder.close();
  }
}
