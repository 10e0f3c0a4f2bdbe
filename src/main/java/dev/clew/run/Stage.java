package dev.clew.run;

import static dev.clew.run.RunAttributes.*;

import dev.clew.error.ErrorCode;
import dev.clew.run.Lifecycle.Kind;
import dev.clew.run.process.Outcome;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A stage of a run that the run's own process does, while it is recorded: a child span with
/// lifecycle events.
public final class Stage {
  private final Recording recording;
  private final Clock clock;
  private final Instant start;
  private final Span span;
  private final Context context;
  private final Lifecycle lifecycle;

  private Stage(Recording recording, String name, Attributes labels, Clock clock) {
    this.recording = recording;
    this.clock = clock;
    this.start = clock.instant();
    var recorder = recording.telemetry().recorder();
    this.span =
        recorder.startSpan(
            name,
            recording.context(),
            labels.toBuilder().put(KIND, Kind.STAGE.label()).put(NAME, name).build(),
            start);
    this.context = recording.context().with(span);
    this.lifecycle = new Lifecycle(recorder, Kind.STAGE, name, context);
  }

  /// Begins a stage.
  ///
  /// @param labels attributes of its span
  public static Stage begin(Recording recording, String name, Attributes labels, Clock clock) {
    var stage = new Stage(recording, name, labels, clock);
    stage.lifecycle.started(stage.about(name));
    return stage;
  }

  /// Records that a stage was not needed.
  public static void skip(
      Recording recording, String name, String reason, Attributes labels, Clock clock) {
    var stage = new Stage(recording, name, labels, clock);
    stage.span.setAttribute(SKIP_REASON, reason);
    stage.lifecycle.skipped(reason);
    stage.span.end(stage.start);
  }

  private Attributes about(String name) {
    return Attributes.of(NAME, name, PARENT_SPAN_ID, recording.span().getSpanContext().getSpanId());
  }

  public Context context() {
    return context;
  }

  public Span span() {
    return span;
  }

  /// How long it has taken so far.
  public Duration took() {
    return Duration.between(start, clock.instant());
  }

  /// Ends the stage.
  public void end(Outcome outcome) {
    end(outcome, List.of());
  }

  /// Ends the stage.
  ///
  /// @param tail the last lines of its output, without secrets; empty unless it failed
  public void end(Outcome outcome, List<String> tail) {
    Instant end = clock.instant();
    Duration took = Duration.between(start, end);
    if (outcome instanceof Outcome.NotStarted(ErrorCode _, String detail)) {
      lifecycle.stageFailed(outcome, took, detail);
    } else {
      lifecycle.stageEnded(outcome, took, tail);
    }
    recording.end(span, outcome, end);
  }
}
