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
import io.opentelemetry.api.trace.SpanContext;
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
  private final Recorder runs;
  private final Attributes more;
  private final SpanContext launch;
  private final String name;
  private final String program;
  private final Context context;
  private Attributes about;
  private Recorder recorder;
  private @Nullable Started begun;

  /// @param at when the container was started
  private record Started(Span span, Instant at) {}

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
        labels.toBuilder().put(KIND, "session").put(EXECUTABLE_NAME, program);
    if (!arguments.isEmpty()) {
      attributes.put(COMMAND_ARGS, arguments);
    }
    this.more = attributes.build();
    this.launch = recording.span().getSpanContext();
    this.name = "session " + image.name();
    // The container is handed the ids in before it runs, and the span begins when it does.
    Span ids = recorder.startSpan(name, Context.root(), more, clock.instant());
    this.context = Context.root().with(Span.wrap(ids.getSpanContext()));
  }

  String id() {
    return id;
  }

  SpanContext span() {
    return Span.fromContext(context).getSpanContext();
  }

  /// With the session's span, for what runs inside.
  Context context() {
    return context;
  }

  /// The container is there, and its records bear its id from now on.
  void created(String container) {
    about = about.toBuilder().put(CONTAINER_ID, container).build();
    recorder = runs.session(id, about);
  }

  /// Of what happens inside.
  Recorder recorder() {
    return recorder;
  }

  /// The container runs.
  ///
  /// @param pid of the command on this machine, or 0
  /// @param at since when
  synchronized void started(long pid, Instant at) {
    if (begun == null) {
      begun = begin(pid, at);
    }
  }

  private Started begin(long pid, Instant at) {
    AttributesBuilder attributes =
        Attributes.builder().put(NAME, name).put(EXECUTABLE_NAME, program);
    Span span =
        recorder.resumeSpan(
            name, span(), Context.root(), about.toBuilder().putAll(more).build(), at);
    span.addLink(launch);
    if (pid > 0) {
      span.setAttribute(PID, pid);
      attributes.put(PID, pid);
    }
    emit(ContainerEvent.STARTED, Severity.INFO, program + " started in its container", attributes);
    return new Started(span, at);
  }

  /// The container's command has ended.
  ///
  /// @param tail the last lines of its output; empty unless it failed
  synchronized void ended(
      Recording recording, Outcome outcome, ContainerState state, List<String> tail, Instant end) {
    Started start = begun == null ? begin(0, end) : begun;
    String error = outcome.errorType();
    AttributesBuilder attributes =
        Attributes.builder()
            .put(EXECUTABLE_NAME, program)
            .put(EXIT_CODE, (long) outcome.exitCode())
            .put(DURATION, Duration.between(start.at(), end).toNanos() / 1e9)
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
    start.span().setAttribute(END, end(outcome, state));
    recording.end(start.span(), outcome, noMemory(outcome, state), end);
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
    return how + noMemory(outcome, state);
  }

  private static String noMemory(Outcome outcome, ContainerState state) {
    return end(outcome, state).equals("oom") ? ": its container had no memory left" : "";
  }

  private void emit(
      ContainerEvent event, Severity severity, String body, AttributesBuilder attributes) {
    recorder.emit(
        "container", new Event(event.label(), severity, body, attributes.build()), context);
  }
}
