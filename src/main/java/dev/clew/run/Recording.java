package dev.clew.run;

import static dev.clew.run.RunAttributes.*;

import dev.clew.error.ErrorCode;
import dev.clew.redaction.Redaction;
import dev.clew.run.Lifecycle.Kind;
import dev.clew.run.process.Outcome;
import dev.clew.telemetry.DeliveryOutcome;
import dev.clew.telemetry.Event;
import dev.clew.telemetry.Recorder;
import dev.clew.telemetry.Telemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// A run or stage while it is recorded, whatever runs in it: its span, lifecycle events and
/// summary.
final class Recording {
  private final Telemetry telemetry;
  private final Recorder recorder;
  private final Redaction redaction;
  private final Kind kind;
  private final String name;
  private final Span span;
  private final Context context;
  private final Instant start;
  private final Lifecycle lifecycle;

  /// @param context with the span
  Recording(
      Telemetry telemetry,
      Redaction redaction,
      Kind kind,
      String name,
      Span span,
      Context context,
      Instant start) {
    this.telemetry = telemetry;
    this.recorder = telemetry.recorder();
    this.redaction = redaction;
    this.kind = kind;
    this.name = name;
    this.span = span;
    this.context = context;
    this.start = start;
    this.lifecycle = new Lifecycle(recorder, kind, name, context);
  }

  /// What is known of a command that has ended.
  ///
  /// @param pid null when it was not started
  /// @param tail the last lines of its output, as they came; empty unless it failed
  /// @param cpuTime in seconds
  /// @param memoryPeak in bytes; 0 where it is not known
  record Usage(
      @Nullable Long pid,
      List<String> tail,
      long lines,
      long bytes,
      OptionalDouble cpuTime,
      long memoryPeak) {}

  boolean isRun() {
    return kind == Kind.RUN;
  }

  Telemetry telemetry() {
    return telemetry;
  }

  Lifecycle lifecycle() {
    return lifecycle;
  }

  Span span() {
    return span;
  }

  Context context() {
    return context;
  }

  /// Records that output could not be passed on.
  void lost(String loss) {
    String body = ErrorCode.E047.headline() + ": " + loss;
    recorder.emit("run", new Event(null, Severity.ERROR, body, Attributes.empty()), context);
  }

  /// Records how a command ended, and closes the recorder.
  DeliveryOutcome finish(String program, Outcome outcome, Usage usage, Instant end) {
    Duration took = Duration.between(start, end);
    List<String> tail = outcome.errorType() == null ? List.of() : redaction.lines(usage.tail());
    lifecycle.commandFinished(program, usage.pid(), outcome, took, tail);
    endSpan(outcome, usage.cpuTime(), end);
    if (isRun()) {
      lifecycle.runFinished(outcome, took);
      lifecycle.summary(figures(outcome, took, usage), recorder.recorded());
    } else {
      lifecycle.stageEnded(outcome, took, tail);
    }
    return recorder.close();
  }

  private void endSpan(Outcome outcome, OptionalDouble cpuTime, Instant end) {
    span.setAttribute(EXIT_CODE, (long) outcome.exitCode());
    cpuTime.ifPresent(seconds -> span.setAttribute(CPU_TIME, seconds));
    String error = outcome.errorType();
    if (error != null) {
      span.setAttribute(ERROR_TYPE, error);
      span.setStatus(StatusCode.ERROR, describe(outcome));
    }
    span.end(end);
  }

  private String describe(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Exited exited -> "exit code " + exited.code();
      case Outcome.Signaled died -> "died of signal " + died.signal();
      case Outcome.TimedOut late -> "timed out after " + Lifecycle.seconds(late.limit()) + " s";
      case Outcome.NotStarted failed -> redaction.text(failed.detail());
    };
  }

  private AttributesBuilder figures(Outcome outcome, Duration took, Usage usage) {
    return Attributes.builder()
        .put(NAME, name)
        .put(DURATION, Lifecycle.seconds(took))
        .put(EXIT_CODE, (long) outcome.exitCode())
        .put(OUTPUT_LINES, usage.lines())
        .put(OUTPUT_BYTES, usage.bytes())
        .put(MEMORY_PEAK, usage.memoryPeak() > 0 ? usage.memoryPeak() : null)
        .put(CACHE_HITS, 0L)
        .put(CACHE_MISSES, 0L)
        .put(DELIVERY_SINK, telemetry.plan().label());
  }
}
