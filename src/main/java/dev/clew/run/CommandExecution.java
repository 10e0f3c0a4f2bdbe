package dev.clew.run;

import dev.clew.error.ErrorCode;
import dev.clew.posix.FileAccess;
import dev.clew.posix.SpawnFailure;
import dev.clew.propagation.EnvironmentCarrier;
import dev.clew.run.process.Child;
import dev.clew.run.process.ChildEnvironment;
import dev.clew.run.process.Executable;
import dev.clew.run.process.Interpreter;
import dev.clew.run.process.Outcome;
import dev.clew.run.process.ProcessLauncher;
import dev.clew.run.process.RunContext;
import dev.clew.run.process.RunRequest;
import dev.clew.telemetry.DeliveryOutcome;
import dev.clew.telemetry.Telemetry;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.IntConsumer;

/// One command on its way from start to end.
final class CommandExecution {
  private final RunRequest request;
  private final String program;
  private final Executable executable;
  private final Recording recording;
  private final EnvironmentCarrier carrier;
  private final RunContext around;
  private final Execution execution;

  /// @param program the name that it is recorded by
  CommandExecution(
      RunRequest request,
      String program,
      Executable executable,
      Recording recording,
      EnvironmentCarrier carrier,
      RunContext around) {
    this.request = request;
    this.program = program;
    this.executable = executable;
    this.recording = recording;
    this.carrier = carrier;
    this.around = around;
    this.execution = new Execution(around, recording.telemetry().recorder());
  }

  Runner.Result run() throws InterruptedException {
    Outcome outcome = Child.obstacle(new FileAccess(around.libc()), request, executable);
    if (outcome == null) {
      try {
        // The run's own process samples the whole tree, its stages included.
        outcome =
            execution.run(request, program, recording.isRun(), this::startChild, this::started);
      } catch (IOException e) {
        outcome =
            new Outcome.NotStarted(
                refusal(e), program + ": " + Interpreter.reason(e, executable, request));
      }
    }
    String loss = execution.loss();
    if (loss != null) {
      recording.lost(loss);
    }
    Instant end = around.clock().instant();
    DeliveryOutcome delivered =
        recording.finish(program, outcome, execution.usage(outcome.errorType() != null), end);
    return new Runner.Result(outcome, delivered, loss);
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
    Telemetry telemetry = recording.telemetry();
    var environment = new ChildEnvironment(carrier, recording.context(), telemetry.run());
    List<String> command =
        request.template() ? environment.expand(request.command()) : request.command();
    String file =
        executable instanceof Executable.Found found ? found.path() : request.command().getFirst();
    return new ProcessLauncher(
            request,
            around,
            telemetry.recorder(),
            recording.span().getSpanContext(),
            telemetry.run())
        .start(file, command, environment);
  }

  private IntConsumer started(Child child) {
    recording.commandStarted(program, child.pid());
    around
        .log()
        .debug(
            "run", "command started", recording.context(), "pid", child.pid(), "program", program);
    return child::receive;
  }
}
