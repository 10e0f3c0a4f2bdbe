package dev.clew.run;

import dev.clew.failure.ErrorCode;
import dev.clew.telemetry.LineRedactor;
import dev.clew.telemetry.OutputSink;
import dev.clew.telemetry.Recorder;
import dev.clew.telemetry.Redaction;
import io.opentelemetry.api.trace.SpanContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A started command: its process, and the pumps that pass its output on.
final class Child {
  /// How long nothing may come after the command's end while a process that it left behind keeps
  /// the pipe open.
  private static final long LINGER_MILLIS = 250;

  private static final int TAIL_LINES = 50;

  private final Process process;
  private final List<OutputPump> pumps = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  private Child(Process process) {
    this.process = process;
  }

  /// Starts a command.
  ///
  /// @throws IOException when the operating system refuses
  static Child start(
      RunRequest request,
      List<String> command,
      ChildEnvironment context,
      Surroundings around,
      Recorder recorder,
      Redaction redaction,
      SpanContext span)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(request.directory().toFile());
    if (request.inject()) {
      context.applyTo(builder.environment());
    } else {
      ChildEnvironment.withhold(builder.environment());
    }
    builder.redirectInput(ProcessBuilder.Redirect.INHERIT);
    if (!request.capture()) {
      builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
      builder.redirectError(ProcessBuilder.Redirect.INHERIT);
      return new Child(builder.start());
    }
    try (Pipe out = Pipe.open();
        Pipe err = Pipe.open()) {
      var recorded = new RecordedStreams(around.environment(), around.proc());
      LineRedactor outSink =
          sink(1, out, recorded, redaction, () -> recorder.output("stdout", span));
      LineRedactor errSink =
          sink(2, err, recorded, redaction, () -> recorder.output("stderr", span));
      if (request.inject()) {
        recorded.applyTo(builder.environment());
      }
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(out.writeEnd().toFile()));
      builder.redirectError(ProcessBuilder.Redirect.appendTo(err.writeEnd().toFile()));
      InputStream fromOut = out.readEnd();
      InputStream fromErr = err.readEnd();
      Child child = new Child(builder.start());
      child.pump("stdout", fromOut, around.out(), outSink, around.clock());
      child.pump("stderr", fromErr, around.err(), errSink, around.clock());
      return child;
    }
  }

  /// Where the lines of a pipe are recorded that is passed on to a descriptor of this process.
  private static @Nullable LineRedactor sink(
      int descriptor,
      Pipe pipe,
      RecordedStreams recorded,
      Redaction redaction,
      Supplier<@Nullable OutputSink> own) {
    boolean furtherOut = recorded.contains(descriptor);
    OutputSink sink = furtherOut ? null : own.get();
    if (furtherOut || sink != null) {
      recorded.add(pipe.writeDescriptor());
    }
    return sink == null ? null : redaction.lines(sink);
  }

  private void pump(
      String stream, InputStream from, OutputStream to, @Nullable LineRedactor sink, Clock clock) {
    var pump = new OutputPump(from, to, sink, clock);
    pumps.add(pump);
    threads.add(pump.start("clew-" + stream));
  }

  long pid() {
    return process.pid();
  }

  /// Waits for the command's end, which comes by force when it takes too long, and for its output.
  Outcome await(RunRequest request) throws InterruptedException {
    Duration limit = request.timeout();
    if (limit != null && !process.waitFor(limit)) {
      end(request.killAfter());
      int code = process.waitFor();
      awaitOutput();
      return new Outcome.TimedOut(code, limit);
    }
    int code = process.waitFor();
    awaitOutput();
    return new Outcome.Exited(code);
  }

  private void awaitOutput() throws InterruptedException {
    for (int i = 0; i < threads.size(); i++) {
      pumps.get(i).await(threads.get(i), LINGER_MILLIS);
      pumps.get(i).abandon();
    }
  }

  /// Ends the command and all processes below it.
  private void end(Duration grace) throws InterruptedException {
    // What the command leaves behind when it ends is nobody's child any more: it is noted before.
    List<ProcessHandle> tree =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    tree.forEach(each -> Signals.kill(each.pid(), Signals.TERM));
    long deadline = System.nanoTime() + grace.toNanos();
    for (ProcessHandle each : tree) {
      try {
        each.onExit().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException _) {
        each.destroyForcibly();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a process cannot be waited for", e);
      }
    }
  }

  /// The last lines of both streams in the order in which they began.
  List<String> tail() {
    return OutputTail.lastLines(
        TAIL_LINES, pumps.stream().map(OutputPump::tail).toArray(OutputTail[]::new));
  }

  long lines() {
    return pumps.stream().mapToLong(OutputPump::lines).sum();
  }

  long bytes() {
    return pumps.stream().mapToLong(OutputPump::bytes).sum();
  }

  /// Why a command cannot be started, or null when nothing speaks against it.
  static Outcome.@Nullable NotStarted obstacle(
      String program, Executable executable, Path directory) {
    if (!directory.toFile().isDirectory()) {
      return new Outcome.NotStarted(ErrorCode.E033, directory + " is not a directory");
    }
    return switch (executable) {
      case Executable.Found _ -> null;
      case Executable.NotFound _ ->
          new Outcome.NotStarted(
              ErrorCode.E030,
              program.indexOf('/') >= 0
                  ? "\"" + program + "\" does not exist"
                  : "\"" + program + "\" is in no directory of PATH");
      case Executable.NotExecutable blocked ->
          new Outcome.NotStarted(
              ErrorCode.E031,
              blocked.path().toFile().isDirectory()
                  ? "\"" + blocked.path() + "\" is a directory"
                  : "\"" + blocked.path() + "\" has no execute permission");
    };
  }
}
