package dev.clew.run;

import static dev.clew.run.RunAttributes.PID;

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
import dev.clew.run.process.Signals;
import dev.clew.telemetry.DeliveryOutcome;
import dev.clew.telemetry.Recorder;
import dev.clew.telemetry.Telemetry;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One command on its way from start to end.
final class CommandExecution {
  private final RunRequest request;
  private final String program;
  private final Executable executable;
  private final Recording recording;
  private final EnvironmentCarrier carrier;
  private final RunContext around;
  private final Recorder recorder;
  private final RunSampler sampler;

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
    this.recorder = recording.telemetry().recorder();
    this.sampler = new RunSampler(around, recorder);
  }

  Runner.Result run() throws InterruptedException {
    Child child = null;
    Outcome outcome =
        Child.obstacle(
            new FileAccess(around.libc()),
            request.command().getFirst(),
            executable,
            request.directory());
    if (outcome == null) {
      try (Signals signals = Signals.intercept(around.libc(), around.inherited().signals())) {
        child = startChild();
        child.adoptOrphans();
        signals.to(child::receive);
        outcome = supervise(child);
      } catch (IOException e) {
        outcome =
            new Outcome.NotStarted(
                refusal(e), program + ": " + Interpreter.reason(e, executable, request));
      }
    }
    String loss = child == null ? null : child.loss();
    if (loss != null) {
      recording.lost(loss);
    }
    Instant end = around.clock().instant();
    DeliveryOutcome delivered = recording.finish(program, outcome, usage(outcome, child), end);
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
            request, around, recorder, recording.span().getSpanContext(), telemetry.run())
        .start(file, command, environment);
  }

  private Outcome supervise(Child child) throws InterruptedException {
    try {
      recording.span().setAttribute(PID, child.pid());
      recording.lifecycle().commandStarted(program, child.pid());
      // The run's own process samples the whole tree, its stages included.
      sampler.start(child, program, recording.isRun());
      around
          .log()
          .debug(
              "run",
              "command started",
              recording.context(),
              "pid",
              child.pid(),
              "program",
              program);
      return child.await(request);
    } finally {
      sampler.stop();
      child.close();
    }
  }

  private Recording.Usage usage(Outcome outcome, @Nullable Child child) {
    return child == null
        ? new Recording.Usage(null, List.of(), 0, 0, sampler.cpuTime(), sampler.peakMemory())
        : new Recording.Usage(
            child.pid(),
            outcome.errorType() == null ? List.of() : child.tail(),
            child.lines(),
            child.bytes(),
            sampler.cpuTime(),
            sampler.peakMemory());
  }
}
