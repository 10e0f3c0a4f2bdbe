package dev.clew.run;

import static dev.clew.run.RunAttributes.*;

import dev.clew.posix.Environ;
import dev.clew.posix.FileAccess;
import dev.clew.posix.NativeText;
import dev.clew.posix.WorkingDirectory;
import dev.clew.propagation.EnvironmentCarrier;
import dev.clew.propagation.LaunchOrigin;
import dev.clew.redaction.Redaction;
import dev.clew.run.Lifecycle.Kind;
import dev.clew.run.process.Executable;
import dev.clew.run.process.Outcome;
import dev.clew.run.process.RunContext;
import dev.clew.run.process.RunRequest;
import dev.clew.telemetry.DeliveryOutcome;
import dev.clew.telemetry.Recorder;
import dev.clew.telemetry.Telemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs one command and records it: as a run of its own, or as a stage of the run that is going on.
public final class Runner {
  private final Telemetry telemetry;
  private final Recorder recorder;
  private final EnvironmentCarrier carrier;
  private final Redaction redaction;
  private final RunContext around;
  private final FileAccess files;

  public Runner(
      Telemetry telemetry, EnvironmentCarrier carrier, Redaction redaction, RunContext around) {
    this.telemetry = telemetry;
    this.recorder = telemetry.recorder();
    this.carrier = carrier;
    this.redaction = redaction;
    this.around = around;
    this.files = new FileAccess(around.libc());
  }

  /// Runs a command to its end.
  public Result run(RunRequest request) throws InterruptedException {
    String program = request.command().getFirst();
    Executable executable = Executable.find(files, program, searchPath(), request.directory());
    Recording recording =
        begin(
            request,
            title(request),
            Attributes.empty(),
            Attributes.builder()
                .put(
                    EXECUTABLE_PATH,
                    executable instanceof Executable.Found found
                        ? NativeText.printable(Executable.under(directory(request), found.path()))
                        : null)
                .build());
    return new CommandExecution(request, fileName(program), executable, recording, carrier, around)
        .run();
  }

  /// Begins to record a command.
  ///
  /// @param title what it is called, unless the request names it
  /// @param about further attributes of its span and of the event of its start
  /// @param ofSpan further attributes of its span alone
  public Recording begin(RunRequest request, String title, Attributes about, Attributes ofSpan) {
    String executableName = fileName(request.command().getFirst());
    Kind kind = telemetry.joined() ? Kind.STAGE : Kind.RUN;
    Context parent = carrier.extract(around.environment());
    Instant start = around.clock().instant();
    Attributes what = attributes(request, executableName).toBuilder().putAll(about).build();
    String name = request.name() == null ? title : request.name();
    Span span =
        recorder.startSpan(
            request.name() == null ? executableName : request.name(),
            parent,
            what.toBuilder()
                .putAll(ofSpan)
                .put(KIND, kind.label())
                .put(PARENT_PID, around.pid())
                .build(),
            start);
    SpanContext origin = LaunchOrigin.of(around.environment()).span();
    if (origin.isValid()) {
      span.addLink(origin);
    }
    var recording = new Recording(telemetry, redaction, kind, name, span, parent.with(span), start);
    recording.lifecycle().started(started(what, parent, name));
    return recording;
  }

  /// Begins to record something that is no command.
  ///
  /// @param spanName of its span
  /// @param title what the run or stage is called
  /// @param about attributes of its span and of the event of its start
  /// @param resumed the span of a process that was killed before it could end it, which this one
  ///   does; null to begin one
  public Recording begin(
      String spanName, String title, Attributes about, @Nullable ResumedSpan resumed) {
    Kind kind = telemetry.joined() ? Kind.STAGE : Kind.RUN;
    Context parent = resumed == null ? carrier.extract(around.environment()) : resumed.parent();
    Instant start = resumed == null ? around.clock().instant() : resumed.start();
    Attributes attributes =
        about.toBuilder().put(KIND, kind.label()).put(PARENT_PID, around.pid()).build();
    Span span =
        resumed == null
            ? recorder.startSpan(spanName, parent, attributes, start)
            : recorder.resumeSpan(spanName, resumed.span(), parent, attributes, start);
    var recording =
        new Recording(telemetry, redaction, kind, title, span, parent.with(span), start);
    Attributes what = started(about, parent, title);
    if (resumed == null) {
      recording.lifecycle().started(what);
    } else {
      recording.lifecycle().resumed(what);
    }
    return recording;
  }

  /// Records that a stage was not run.
  public void skip(String name, String reason) {
    Context parent = carrier.extract(around.environment());
    Instant now = around.clock().instant();
    Span span =
        recorder.startSpan(
            name,
            parent,
            Attributes.of(KIND, Kind.STAGE.label(), NAME, name, SKIP_REASON, reason),
            now);
    new Lifecycle(recorder, Kind.STAGE, name, parent.with(span)).skipped(reason);
    span.end(now);
    recorder.close();
  }

  private Attributes attributes(RunRequest request, String executableName) {
    AttributesBuilder attributes =
        request.labels().toBuilder()
            .put(EXECUTABLE_NAME, executableName)
            .put(WORKING_DIRECTORY, NativeText.printable(directory(request)));
    if (request.recordArguments()) {
      attributes.put(COMMAND_ARGS, arguments(request));
    }
    return attributes.build();
  }

  /// PATH, byte for byte.
  private String searchPath() {
    String decoded = around.environment().getOrDefault("PATH", "/usr/bin:/bin");
    return decoded.indexOf('\uFFFD') < 0
        ? decoded
        : Environ.variables(around.environment()).getOrDefault("PATH", decoded);
  }

  /// The directory that a command runs in, as it is recorded.
  private String directory(RunRequest request) {
    String own = around.directory();
    return request.directory() == null ? own : WorkingDirectory.join(own, request.directory());
  }

  private static Attributes started(Attributes what, Context parent, String name) {
    AttributesBuilder attributes = what.toBuilder().put(NAME, name);
    SpanContext parentSpan = Span.fromContext(parent).getSpanContext();
    if (parentSpan.isValid()) {
      attributes.put(PARENT_SPAN_ID, parentSpan.getSpanId());
    }
    return attributes.build();
  }

  /// The command line as a person would write it, without its secrets.
  public String title(RunRequest request) {
    String program = fileName(request.command().getFirst());
    if (!request.recordArguments() || request.command().size() == 1) {
      return program;
    }
    List<String> arguments = arguments(request);
    return program + " " + String.join(" ", arguments.subList(1, arguments.size()));
  }

  /// The command and its arguments as they are recorded.
  private List<String> arguments(RunRequest request) {
    return redaction.arguments(request.command().stream().map(NativeText::printable).toList());
  }

  /// A program's name without its directory.
  public static String fileName(String program) {
    return NativeText.printable(program.substring(program.lastIndexOf('/') + 1));
  }

  /// How a run went.
  ///
  /// @param fate what became of its records
  /// @param loss what of its output could not be passed on, and why; null when nothing is missing
  public record Result(Outcome outcome, DeliveryOutcome fate, @Nullable String loss) {}
}
