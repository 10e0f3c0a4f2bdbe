package dev.clew.run;

import dev.clew.run.process.Child;
import dev.clew.run.process.Outcome;
import dev.clew.run.process.RunContext;
import dev.clew.run.process.RunRequest;
import dev.clew.run.process.Signals;
import dev.clew.telemetry.Recorder;
import java.io.IOException;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// A command's process from its start to its end: its signals, samples and output. For one command.
public final class Execution {
  private final RunContext around;
  private final RunSampler sampler;
  private @Nullable Child child;

  /// @param recorder of the samples
  public Execution(RunContext around, Recorder recorder) {
    this.around = around;
    this.sampler = new RunSampler(around, recorder, true);
  }

  /// Starts the process.
  public interface Start {
    Child start() throws IOException;
  }

  /// Is told of the process, and decides what receives the signals that are meant for it.
  public interface Started {
    IntConsumer started(Child process);
  }

  /// Runs the command to its end.
  ///
  /// @param program the name that it is sampled by
  /// @param sampled whether metrics are taken
  /// @throws IOException when the operating system refuses to start it
  public Outcome run(
      RunRequest request, String program, boolean sampled, Start start, Started started)
      throws IOException, InterruptedException {
    try (Signals signals = Signals.intercept(around.libc(), around.inherited().signals())) {
      Child process = start.start();
      child = process;
      process.adoptOrphans();
      try {
        signals.to(started.started(process));
        sampler.start(process, program, sampled);
        return process.await(request);
      } finally {
        sampler.stop();
        process.close();
      }
    }
  }

  /// Whether what the command writes is not taken any more, as in `yes | head`.
  public boolean isUnread() {
    Child process = child;
    return process != null && process.isUnread();
  }

  /// What of the output could not be passed on, and why; null when nothing is missing.
  public @Nullable String loss() {
    Child process = child;
    return process == null ? null : process.loss();
  }

  /// What the command has used.
  ///
  /// @param failed whether the end of its output is wanted
  public Recording.Usage usage(boolean failed) {
    Child process = child;
    return process == null
        ? new Recording.Usage(null, List.of(), 0, 0, sampler.cpuTime(), sampler.peakMemory())
        : new Recording.Usage(
            process.pid(),
            failed ? process.tail() : List.of(),
            process.lines(),
            process.bytes(),
            sampler.cpuTime(),
            sampler.peakMemory());
  }
}
