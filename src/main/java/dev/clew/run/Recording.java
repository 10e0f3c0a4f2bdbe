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
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A run or stage while it is recorded, whatever runs in it: its span, lifecycle events and
/// summary.
public final class Recording {
  private final Telemetry telemetry;
  private final Recorder recorder;
  private final Redaction redaction;
  private final Kind kind;
  private final String name;
  private final Span span;
  private final Context context;
  private final Instant start;
  private final Lifecycle lifecycle;
  private Attributes totals = Attributes.empty();
  private final AtomicLong cacheHits = new AtomicLong();
  private final AtomicLong cacheMisses = new AtomicLong();

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
  public record Usage(
      @Nullable Long pid,
      List<String> tail,
      long lines,
      long bytes,
      OptionalDouble cpuTime,
      long memoryPeak) {}

  /// Whether this process began the run.
  public boolean isRun() {
    return kind == Kind.RUN;
  }

  public Telemetry telemetry() {
    return telemetry;
  }

  Lifecycle lifecycle() {
    return lifecycle;
  }

  public Span span() {
    return span;
  }

  public Context context() {
    return context;
  }

  /// Records that the command has a process.
  public void commandStarted(String program, long pid) {
    span.setAttribute(PID, pid);
    lifecycle.commandStarted(program, pid);
  }

  /// Counts what the run has looked for in a cache.
  ///
  /// @param found whether it was there
  public void countCache(boolean found) {
    (found ? cacheHits : cacheMisses).incrementAndGet();
  }

  /// Adds to the run's span and summary what it came to.
  public void about(Attributes more) {
    totals = more;
    span.setAllAttributes(more);
  }

  /// Records that output could not be passed on.
  public void lost(String loss) {
    String body = ErrorCode.E047.headline() + ": " + loss;
    recorder.emit("run", new Event(null, Severity.ERROR, body, Attributes.empty()), context);
  }

  /// Records how a command ended, and closes the recorder.
  public DeliveryOutcome finish(String program, Outcome outcome, Usage usage, Instant end) {
    Duration took = Duration.between(start, end);
    List<String> tail = outcome.errorType() == null ? List.of() : redaction.lines(usage.tail());
    lifecycle.commandFinished(program, usage.pid(), outcome, took, tail);
    return finish(outcome, usage, end, took, tail);
  }

  /// Records how a run that is no command ended, and closes the recorder.
  ///
  /// @param usage with neither a process nor output of its own
  public DeliveryOutcome finish(Outcome outcome, Usage usage, Instant end) {
    return finish(outcome, usage, end, Duration.between(start, end), List.of());
  }

  private DeliveryOutcome finish(
      Outcome outcome, Usage usage, Instant end, Duration took, List<String> tail) {
    usage.cpuTime().ifPresent(seconds -> span.setAttribute(CPU_TIME, seconds));
    end(span, outcome, end);
    if (isRun()) {
      lifecycle.runFinished(outcome, took);
      lifecycle.summary(figures(outcome, took, usage), recorder.recorded());
    } else {
      lifecycle.stageEnded(outcome, took, tail);
    }
    return recorder.close();
  }

  /// Ends a span of the run with what came out.
  public void end(Span ended, Outcome outcome, Instant end) {
    end(ended, outcome, "", end);
  }

  /// Ends a span of the run with what came out, and more that is known of a failure.
  ///
  /// @param more follows what the outcome says
  public void end(Span ended, Outcome outcome, String more, Instant end) {
    ended.setAttribute(EXIT_CODE, (long) outcome.exitCode());
    String error = outcome.errorType();
    if (error != null) {
      ended.setAttribute(ERROR_TYPE, error);
      ended.setStatus(StatusCode.ERROR, describe(outcome) + more);
    }
    ended.end(end);
  }

  private String describe(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Exited exited -> "exit code " + exited.code();
      case Outcome.Signaled died -> "died of signal " + died.signal();
      case Outcome.TimedOut late -> "timed out after " + Lifecycle.seconds(late.limit()) + " s";
      case Outcome.NotStarted failed -> redaction.text(failed.detail());
      case Outcome.Failed failed -> redaction.text(failed.reason());
    };
  }

  private AttributesBuilder figures(Outcome outcome, Duration took, Usage usage) {
    return totals.toBuilder()
        .put(NAME, name)
        .put(DURATION, Lifecycle.seconds(took))
        .put(EXIT_CODE, (long) outcome.exitCode())
        .put(OUTPUT_LINES, usage.lines())
        .put(OUTPUT_BYTES, usage.bytes())
        .put(MEMORY_PEAK, usage.memoryPeak() > 0 ? usage.memoryPeak() : null)
        .put(CACHE_HITS, cacheHits.get())
        .put(CACHE_MISSES, cacheMisses.get())
        .put(DELIVERY_SINK, telemetry.plan().label());
  }
}
