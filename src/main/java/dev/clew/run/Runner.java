package dev.clew.run;

import static dev.clew.run.RunAttributes.*;

import dev.clew.error.ErrorCode;
import dev.clew.posix.Environ;
import dev.clew.posix.FileAccess;
import dev.clew.posix.NativeText;
import dev.clew.posix.SpawnFailure;
import dev.clew.posix.WorkingDirectory;
import dev.clew.propagation.EnvironmentCarrier;
import dev.clew.redaction.Redaction;
import dev.clew.run.Lifecycle.Kind;
import dev.clew.run.process.Child;
import dev.clew.run.process.ChildEnvironment;
import dev.clew.run.process.Executable;
import dev.clew.run.process.Interpreter;
import dev.clew.run.process.Outcome;
import dev.clew.run.process.ProcessLauncher;
import dev.clew.run.process.RunContext;
import dev.clew.run.process.RunRequest;
import dev.clew.run.process.Signals;
import dev.clew.telemetry.DeliveryOutcome;
import dev.clew.telemetry.Event;
import dev.clew.telemetry.Recorder;
import dev.clew.telemetry.Telemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.time.Duration;
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
    String executableName = fileName(program);
    Kind kind = telemetry.joined() ? Kind.STAGE : Kind.RUN;
    Context parent = carrier.extract(around.environment());
    Instant start = around.clock().instant();
    Attributes what = attributes(request, executableName);
    Span span =
        recorder.startSpan(
            request.name() == null ? executableName : request.name(),
            parent,
            what.toBuilder()
                .put(KIND, kind.label())
                .put(
                    EXECUTABLE_PATH,
                    executable instanceof Executable.Found found
                        ? NativeText.printable(Executable.under(directory(request), found.path()))
                        : null)
                .put(PARENT_PID, around.pid())
                .build(),
            start);
    Context context = parent.with(span);
    var lifecycle = new Lifecycle(recorder, kind, name(request), context);
    lifecycle.started(started(what, parent, request));
    return new Execution(request, executableName, executable, lifecycle, span, context, start)
        .run(kind);
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
        Attributes.builder()
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

  private Attributes started(Attributes what, Context parent, RunRequest request) {
    AttributesBuilder attributes = what.toBuilder().put(NAME, name(request));
    SpanContext parentSpan = Span.fromContext(parent).getSpanContext();
    if (parentSpan.isValid()) {
      attributes.put(PARENT_SPAN_ID, parentSpan.getSpanId());
    }
    return attributes.build();
  }

  private String name(RunRequest request) {
    return request.name() == null ? title(request) : request.name();
  }

  /// The command line as a person would write it, without its secrets.
  private String title(RunRequest request) {
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

  private static String fileName(String program) {
    return NativeText.printable(program.substring(program.lastIndexOf('/') + 1));
  }

  /// How a run went.
  ///
  /// @param fate what became of its records
  /// @param loss what of its output could not be passed on, and why; null when nothing is missing
  public record Result(Outcome outcome, DeliveryOutcome fate, @Nullable String loss) {}

  /// One command on its way from start to end.
  private final class Execution {
    private final RunRequest request;
    private final String program;
    private final Executable executable;
    private final Lifecycle lifecycle;
    private final Span span;
    private final Context context;
    private final Instant start;
    private final RunSampler ticker = new RunSampler(around, recorder);

    Execution(
        RunRequest request,
        String program,
        Executable executable,
        Lifecycle lifecycle,
        Span span,
        Context context,
        Instant start) {
      this.request = request;
      this.program = program;
      this.executable = executable;
      this.lifecycle = lifecycle;
      this.span = span;
      this.context = context;
      this.start = start;
    }

    Result run(Kind kind) throws InterruptedException {
      Child child = null;
      Outcome outcome =
          Child.obstacle(files, request.command().getFirst(), executable, request.directory());
      if (outcome == null) {
        try (Signals signals = Signals.intercept(around.libc(), around.inherited().signals())) {
          child = startChild();
          child.adoptOrphans();
          signals.to(child::receive);
          outcome = supervise(child, kind);
        } catch (IOException e) {
          outcome =
              new Outcome.NotStarted(
                  refusal(e), program + ": " + Interpreter.reason(e, executable, request));
        }
      }
      String loss = child == null ? null : child.loss();
      if (loss != null) {
        lost(loss);
      }
      return new Result(outcome, finish(outcome, child, kind), loss);
    }

    private void lost(String loss) {
      String body = ErrorCode.E047.headline() + ": " + loss;
      recorder.emit("run", new Event(null, Severity.ERROR, body, Attributes.empty()), context);
    }

    private static ErrorCode refusal(IOException e) {
      // The program is there: it is the interpreter of a script that is not.
      if (e instanceof SpawnFailure failure && failure.isNotFound()) {
        return ErrorCode.E030;
      }
      boolean denied = e instanceof SpawnFailure failure && failure.isNotExecutable();
      return denied ? ErrorCode.E031 : ErrorCode.E032;
    }

    private Child startChild() throws IOException {
      var environment = new ChildEnvironment(carrier, context, telemetry.run());
      List<String> command =
          request.template() ? environment.expand(request.command()) : request.command();
      String file =
          executable instanceof Executable.Found found
              ? found.path()
              : request.command().getFirst();
      return new ProcessLauncher(request, around, recorder, span.getSpanContext(), telemetry.run())
          .start(file, command, environment);
    }

    private Outcome supervise(Child child, Kind kind) throws InterruptedException {
      try {
        span.setAttribute(PID, child.pid());
        lifecycle.commandStarted(program, child.pid());
        // The run's own process samples the whole tree, its stages included.
        ticker.start(child, program, kind == Kind.RUN);
        around
            .log()
            .debug("run", "command started", context, "pid", child.pid(), "program", program);
        return child.await(request);
      } finally {
        ticker.stop();
        child.close();
      }
    }

    private DeliveryOutcome finish(Outcome outcome, @Nullable Child child, Kind kind) {
      Instant end = around.clock().instant();
      Duration took = Duration.between(start, end);
      List<String> tail =
          child == null || outcome.errorType() == null ? List.of() : redaction.lines(child.tail());
      lifecycle.commandFinished(program, child == null ? null : child.pid(), outcome, took, tail);
      endSpan(outcome, end);
      if (kind == Kind.STAGE) {
        lifecycle.stageEnded(outcome, took, tail);
      } else {
        lifecycle.runFinished(outcome, took);
        lifecycle.summary(figures(outcome, took, child), recorder.recorded());
      }
      return recorder.close();
    }

    private void endSpan(Outcome outcome, Instant end) {
      span.setAttribute(EXIT_CODE, (long) outcome.exitCode());
      ticker.cpuTime().ifPresent(seconds -> span.setAttribute(CPU_TIME, seconds));
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

    private AttributesBuilder figures(Outcome outcome, Duration took, @Nullable Child child) {
      return Attributes.builder()
          .put(NAME, name(request))
          .put(DURATION, Lifecycle.seconds(took))
          .put(EXIT_CODE, (long) outcome.exitCode())
          .put(OUTPUT_LINES, child == null ? 0 : child.lines())
          .put(OUTPUT_BYTES, child == null ? 0 : child.bytes())
          .put(MEMORY_PEAK, ticker.peakMemory() > 0 ? ticker.peakMemory() : null)
          .put(CACHE_HITS, 0L)
          .put(CACHE_MISSES, 0L)
          .put(DELIVERY_SINK, telemetry.plan().label());
    }
  }
}
