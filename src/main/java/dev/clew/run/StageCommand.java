package dev.clew.run;

import dev.clew.error.ErrorCode;
import dev.clew.posix.Environ;
import dev.clew.posix.FileAccess;
import dev.clew.posix.NativeText;
import dev.clew.propagation.EnvironmentCarrier;
import dev.clew.redaction.Redaction;
import dev.clew.run.process.Child;
import dev.clew.run.process.ChildEnvironment;
import dev.clew.run.process.CommandStreams;
import dev.clew.run.process.Executable;
import dev.clew.run.process.Interpreter;
import dev.clew.run.process.Outcome;
import dev.clew.run.process.ProcessLauncher;
import dev.clew.run.process.RunContext;
import dev.clew.run.process.RunRequest;
import dev.clew.telemetry.DeliveryOutcome;
import dev.clew.telemetry.NullRecorder;
import dev.clew.telemetry.Telemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/// Runs commands as stages of a run, several beside each other: with streams of their own, in
/// process groups of their own, each recorded and sampled under its stage's span.
public final class StageCommand {
  private final RunContext around;
  private final Telemetry telemetry;
  private final EnvironmentCarrier carrier;
  private final Redaction redaction;
  private final LongAdder lines = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private Collection<String> withheld = List.of();

  public StageCommand(
      RunContext around, Telemetry telemetry, EnvironmentCarrier carrier, Redaction redaction) {
    this.around = around;
    this.telemetry = telemetry;
    this.carrier = carrier;
    this.redaction = redaction;
  }

  /// Keeps variables of Clew's own environment from the commands.
  public StageCommand without(Collection<String> names) {
    withheld = names;
    return this;
  }

  /// Lines that all commands so far have written.
  public long lines() {
    return lines.sum();
  }

  /// Bytes that all commands so far have written.
  public long bytes() {
    return bytes.sum();
  }

  /// How a command ended.
  ///
  /// @param tail the last lines of its output without secrets; empty unless it failed
  public record End(Outcome outcome, List<String> tail) {}

  /// What is recorded of a command.
  ///
  /// @param words the program and its arguments, as they are recorded
  /// @param output whether its lines are
  public record Recorded(List<String> words, boolean output) {}

  /// A command that runs.
  public interface Running {
    long pid();

    /// Ends it and the processes below it: TERM, and KILL after a grace. Returns at once.
    void stop(Duration grace);
  }

  /// Runs a command to its end.
  ///
  /// @param recorded what is recorded of it
  /// @param context with the stage's span
  /// @param started is told when it has a process
  public End run(
      RunRequest request,
      Recorded recorded,
      Context context,
      CommandStreams streams,
      Consumer<Running> started)
      throws InterruptedException {
    String word = request.command().getFirst();
    String program = Runner.fileName(word);
    Span span = Span.fromContext(context);
    var files = new FileAccess(around.libc());
    String path = Environ.variables(around.environment()).getOrDefault("PATH", "/usr/bin:/bin");
    Executable executable = Executable.find(files, word, path, request.directory());
    Outcome obstacle = Child.obstacle(files, request, executable);
    if (obstacle != null || !(executable instanceof Executable.Found(String file))) {
      return new End(
          obstacle == null ? new Outcome.NotStarted(ErrorCode.E030, program) : obstacle, List.of());
    }
    span.setAttribute(RunAttributes.EXECUTABLE_NAME, program);
    if (request.recordArguments()) {
      span.setAttribute(
          RunAttributes.COMMAND_ARGS,
          redaction.arguments(recorded.words().stream().map(NativeText::printable).toList()));
    }
    var lifecycle = new Lifecycle(telemetry.recorder(), Lifecycle.Kind.STAGE, program, context);
    var sampler = new RunSampler(around, telemetry.recorder(), false);
    Instant start = around.clock().instant();
    Child child;
    try {
      child =
          new ProcessLauncher(
                  request,
                  around,
                  recorded.output()
                      ? telemetry.recorder()
                      : new NullRecorder(DeliveryOutcome.DELIVERED),
                  span.getSpanContext(),
                  telemetry.run())
              .apart()
              .with(streams)
              .start(
                  file,
                  request.command(),
                  new ChildEnvironment(carrier, context, telemetry.run()).without(withheld));
    } catch (IOException e) {
      return new End(
          new Outcome.NotStarted(
              ErrorCode.E032, program + ": " + Interpreter.reason(e, executable, request)),
          List.of());
    }
    span.setAttribute(RunAttributes.PID, child.pid());
    lifecycle.commandStarted(program, child.pid());
    started.accept(running(child));
    sampler.start(child, program, true);
    Outcome outcome;
    try {
      outcome = child.await(request);
    } finally {
      sampler.stop();
      child.close();
    }
    sampler.cpuTime().ifPresent(seconds -> span.setAttribute(RunAttributes.CPU_TIME, seconds));
    if (sampler.peakMemory() > 0) {
      span.setAttribute(RunAttributes.MEMORY_PEAK, sampler.peakMemory());
    }
    span.setAttribute(RunAttributes.OUTPUT_LINES, child.lines());
    lines.add(child.lines());
    bytes.add(child.bytes());
    boolean told = outcome.errorType() != null && recorded.output();
    List<String> tail = told ? redaction.lines(child.tail()) : List.of();
    Duration took = Duration.between(start, around.clock().instant());
    lifecycle.commandFinished(program, child.pid(), outcome, took, tail);
    return new End(outcome, tail);
  }

  private static Running running(Child child) {
    return new Running() {
      @Override
      public long pid() {
        return child.pid();
      }

      @Override
      public void stop(Duration grace) {
        child.stop(grace);
      }
    };
  }
}
