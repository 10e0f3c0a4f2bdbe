package dev.clew.run;

import static dev.clew.run.RunAttributes.*;

import dev.clew.run.process.Outcome;
import dev.clew.runfile.RunTotals;
import dev.clew.telemetry.Event;
import dev.clew.telemetry.LifecycleEvent;
import dev.clew.telemetry.Recorder;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Writes the lifecycle events of one run or stage.
final class Lifecycle {
  /// What a span stands for: a run of its own, or a stage of a run that another process began.
  enum Kind {
    RUN(LifecycleEvent.RUN_STARTED),
    STAGE(LifecycleEvent.STAGE_STARTED);

    private final LifecycleEvent started;

    Kind(LifecycleEvent started) {
      this.started = started;
    }

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Recorder recorder;
  private final Kind kind;
  private final String name;
  private final Context context;

  /// @param context with the span that the events belong to
  Lifecycle(Recorder recorder, Kind kind, String name, Context context) {
    this.recorder = recorder;
    this.kind = kind;
    this.name = name;
    this.context = context;
  }

  void started(Attributes what) {
    emit(kind.started, Severity.INFO, name + " started", what.toBuilder());
  }

  /// Another process goes on with what one has begun that is no more.
  void resumed(Attributes what) {
    emit(LifecycleEvent.RUN_RESUMED, Severity.INFO, name + " resumed", what.toBuilder());
  }

  void commandStarted(String program, long pid) {
    emit(
        LifecycleEvent.COMMAND_STARTED,
        Severity.INFO,
        program + " started as process " + pid,
        Attributes.builder().put(EXECUTABLE_NAME, program).put(PID, pid));
  }

  void commandFinished(
      String program, @Nullable Long pid, Outcome outcome, Duration took, List<String> tail) {
    AttributesBuilder attributes = ended(outcome, took).put(EXECUTABLE_NAME, program);
    if (pid != null) {
      attributes.put(PID, pid);
    }
    emit(
        LifecycleEvent.COMMAND_FINISHED,
        severity(outcome),
        sentence(program, outcome),
        failed(attributes, outcome, tail));
  }

  void stageEnded(Outcome outcome, Duration took, List<String> tail) {
    LifecycleEvent event =
        outcome.errorType() == null ? LifecycleEvent.STAGE_FINISHED : LifecycleEvent.STAGE_FAILED;
    stageEnded(event, outcome, took, tail, sentence(name, outcome));
  }

  /// A stage that is no command has failed.
  void stageFailed(Outcome outcome, Duration took, String reason) {
    String body = name + " failed: " + reason;
    stageEnded(LifecycleEvent.STAGE_FAILED, outcome, took, List.of(), body);
  }

  private void stageEnded(
      LifecycleEvent event, Outcome outcome, Duration took, List<String> tail, String body) {
    emit(
        event,
        severity(outcome),
        body,
        failed(ended(outcome, took).put(NAME, name), outcome, tail));
  }

  void runFinished(Outcome outcome, Duration took) {
    emit(
        LifecycleEvent.RUN_FINISHED,
        severity(outcome),
        sentence(name, outcome),
        failed(ended(outcome, took).put(NAME, name), outcome, List.of()));
  }

  void skipped(String reason) {
    emit(
        LifecycleEvent.STAGE_SKIPPED,
        Severity.INFO,
        name + " skipped: " + reason,
        Attributes.builder().put(NAME, name).put(SKIP_REASON, reason));
  }

  void summary(AttributesBuilder figures, RunTotals recorded) {
    figures
        .put(STAGE_NAMES, recorded.stages().stream().map(RunTotals.Stage::name).toList())
        .put(STAGE_DURATIONS, recorded.stages().stream().map(RunTotals.Stage::seconds).toList())
        .put(STAGE_OUTCOMES, recorded.stages().stream().map(RunTotals.Stage::outcome).toList())
        .put(EVENT_NAMES, List.copyOf(recorded.events().keySet()))
        .put(EVENT_COUNTS, List.copyOf(recorded.events().values()))
        .put(DELIVERY_CONFIRMED, recorded.confirmed());
    emit(LifecycleEvent.RUN_SUMMARY, Severity.INFO, "summary of " + name, figures);
  }

  private static AttributesBuilder ended(Outcome outcome, Duration took) {
    return Attributes.builder()
        .put(EXIT_CODE, (long) outcome.exitCode())
        .put(DURATION, seconds(took));
  }

  private static AttributesBuilder failed(
      AttributesBuilder attributes, Outcome outcome, List<String> tail) {
    String error = outcome.errorType();
    if (error != null) {
      attributes.put(ERROR_TYPE, error);
      if (!tail.isEmpty()) {
        attributes.put(OUTPUT_TAIL, String.join("\n", tail));
      }
    }
    return attributes;
  }

  private static Severity severity(Outcome outcome) {
    return outcome.errorType() == null ? Severity.INFO : Severity.ERROR;
  }

  private static String sentence(String who, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Exited exited ->
          exited.code() == 0 ? who + " succeeded" : who + " failed with exit code " + exited.code();
      case Outcome.Signaled died -> who + " died of signal " + died.signal();
      case Outcome.TimedOut late -> who + " timed out after " + seconds(late.limit()) + " s";
      case Outcome.NotStarted failed -> who + " could not be started: " + failed.detail();
      case Outcome.Failed failed -> who + " failed: " + failed.reason();
    };
  }

  static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private void emit(
      LifecycleEvent event, Severity severity, String body, AttributesBuilder attributes) {
    recorder.emit("run", Event.of(event, severity, body, attributes.build()), context);
  }
}
