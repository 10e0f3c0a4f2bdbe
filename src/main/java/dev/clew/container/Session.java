package dev.clew.container;

import static dev.clew.run.RunAttributes.*;

import dev.clew.redaction.Redaction;
import dev.clew.run.Recording;
import dev.clew.run.process.Outcome;
import dev.clew.telemetry.Event;
import dev.clew.telemetry.Recorder;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happens in a container, as a trace of its own that is linked to the launch.
final class Session {
  private static final AttributeKey<String> CONTAINER_ID = AttributeKey.stringKey("container.id");
  private static final AttributeKey<String> CONTAINER_NAME =
      AttributeKey.stringKey("container.name");
  private static final AttributeKey<String> RUNTIME =
      AttributeKey.stringKey("container.runtime.name");
  private static final AttributeKey<String> RUNTIME_VERSION =
      AttributeKey.stringKey("container.runtime.version");
  private static final AttributeKey<String> END = AttributeKey.stringKey("clew.container.end");

  private final String id;
  private final Redaction redaction;
  private final Clock clock;
  private final Recorder runs;
  private final Attributes about;
  private final String name;
  private final String program;
  private final Span span;
  private final Context context;
  private Recorder recorder;
  private @Nullable Instant start;

  /// @param recording of the launch
  /// @param container its name
  /// @param program that it runs
  /// @param labels further attributes of its span
  /// @param arguments of the program, itself the first; empty when they are not recorded
  Session(
      String id,
      Recording recording,
      Image image,
      Engine engine,
      String engineVersion,
      String container,
      String program,
      Attributes labels,
      List<String> arguments,
      Redaction redaction,
      Clock clock) {
    this.id = id;
    this.redaction = redaction;
    this.clock = clock;
    this.program = program;
    this.runs = recording.telemetry().recorder();
    this.about =
        image.attributes().toBuilder()
            .put(CONTAINER_NAME, container)
            .put(RUNTIME, engine.runtime())
            .put(RUNTIME_VERSION, engineVersion)
            .build();
    this.recorder = runs.session(id, about);
    AttributesBuilder attributes =
        about.toBuilder().putAll(labels).put(KIND, "session").put(EXECUTABLE_NAME, program);
    if (!arguments.isEmpty()) {
      attributes.put(COMMAND_ARGS, arguments);
    }
    this.name = "session " + image.name();
    this.span = recorder.startSpan(name, Context.root(), attributes.build(), clock.instant());
    span.addLink(recording.span().getSpanContext());
    this.context = Context.root().with(span);
  }

  String id() {
    return id;
  }

  Span span() {
    return span;
  }

  /// With the session's span, for what runs inside.
  Context context() {
    return context;
  }

  /// The container is there, and its records bear its id from now on.
  void created(String container) {
    span.setAttribute(CONTAINER_ID, container);
    recorder = runs.session(id, about.toBuilder().put(CONTAINER_ID, container).build());
  }

  /// Of what happens inside.
  Recorder recorder() {
    return recorder;
  }

  /// The container runs.
  ///
  /// @param pid of the command on this machine, or 0
  synchronized void started(long pid) {
    if (start != null) {
      return;
    }
    start = clock.instant();
    AttributesBuilder attributes =
        Attributes.builder().put(NAME, name).put(EXECUTABLE_NAME, program);
    if (pid > 0) {
      span.setAttribute(PID, pid);
      attributes.put(PID, pid);
    }
    emit(ContainerEvent.STARTED, Severity.INFO, program + " started in its container", attributes);
  }

  /// The container's command has ended.
  ///
  /// @param tail the last lines of its output; empty unless it failed
  synchronized void ended(
      Recording recording, Outcome outcome, ContainerState state, List<String> tail) {
    started(0);
    Instant end = clock.instant();
    Instant began = start == null ? end : start;
    String error = outcome.errorType();
    AttributesBuilder attributes =
        Attributes.builder()
            .put(EXECUTABLE_NAME, program)
            .put(EXIT_CODE, (long) outcome.exitCode())
            .put(DURATION, Duration.between(began, end).toNanos() / 1e9)
            .put(END, end(outcome, state));
    if (error != null) {
      attributes.put(ERROR_TYPE, error);
    }
    List<String> clean = redaction.lines(tail);
    if (!clean.isEmpty()) {
      attributes.put(OUTPUT_TAIL, String.join("\n", clean));
    }
    emit(
        error == null ? ContainerEvent.EXITED : ContainerEvent.CRASHED,
        error == null ? Severity.INFO : Severity.ERROR,
        program + " " + sentence(outcome, state),
        attributes);
    span.setAttribute(END, end(outcome, state));
    recording.end(span, outcome, end);
  }

  /// One of `exit`, `signal`, `oom`, `timeout` and `lost`.
  private static String end(Outcome outcome, ContainerState state) {
    // A child that was killed for memory does not end a command that goes on without it.
    if (state.outOfMemory() && outcome.errorType() != null) {
      return "oom";
    }
    return switch (outcome) {
      case Outcome.Exited _, Outcome.NotStarted _ -> "exit";
      case Outcome.Failed _ -> "lost";
      case Outcome.Signaled _ -> "signal";
      case Outcome.TimedOut _ -> "timeout";
    };
  }

  private static String sentence(Outcome outcome, ContainerState state) {
    String how =
        switch (outcome) {
          case Outcome.Exited(int code) ->
              code == 0 ? "succeeded" : "failed with exit code " + code;
          case Outcome.Signaled(int signal) -> "died of signal " + signal;
          case Outcome.TimedOut late -> "timed out after " + late.limit().toMillis() / 1e3 + " s";
          case Outcome.NotStarted failed -> "could not be started: " + failed.detail();
          case Outcome.Failed failed -> "failed: " + failed.reason();
        };
    return end(outcome, state).equals("oom") ? how + ": its container had no memory left" : how;
  }

  private void emit(
      ContainerEvent event, Severity severity, String body, AttributesBuilder attributes) {
    recorder.emit(
        "container", new Event(event.label(), severity, body, attributes.build()), context);
  }
}
