package dev.clew.run;

import dev.clew.posix.ResourceUsage;
import dev.clew.run.ProcessSampler.Accounts;
import dev.clew.run.process.Child;
import dev.clew.run.process.RunContext;
import dev.clew.telemetry.Recorder;
import dev.clew.telemetry.RuntimeMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What happens at intervals while a command runs: samples of the process and runtime metrics (at
/// its start, at every interval and at its end), looks at its memory, and the hand-over of output
/// lines that wait for a full batch.
final class RunSampler {
  /// Commands that are over sooner need no witness of signals.
  private static final int WITNESS_MILLIS = 2;

  /// With the time of writing, output lines are on disk within 250 ms.
  private static final long FLUSH_MILLIS = 200;

  /// After these times its memory is looked at, so that short commands have a peak, too.
  private static final List<Integer> LOOK_MILLIS = List.of(20, 100, 400, 1_000, 2_000);

  private final RunContext around;
  private final Recorder recorder;
  private final boolean alone;
  private final RuntimeMetrics runtime = new RuntimeMetrics();
  private @Nullable ScheduledThreadPoolExecutor timer;
  private @Nullable ProcessSampler sampler;
  private long pid;
  private String program = "";

  /// @param alone whether Clew itself is sampled, too, which several commands would do several
  ///   times
  RunSampler(RunContext around, Recorder recorder, boolean alone) {
    this.around = around;
    this.recorder = recorder;
    this.alone = alone;
  }

  /// @param sampled whether metrics are taken
  void start(Child command, String commandName, boolean sampled) {
    pid = command.pid();
    program = commandName;
    var started =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("clew-metrics").daemon(true).factory());
    // Nobody waits for looks that have become needless.
    started.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    if (alone) {
      var _ = started.schedule(command::watchGroup, WITNESS_MILLIS, TimeUnit.MILLISECONDS);
    }
    var _ =
        started.scheduleAtFixedRate(
            recorder::flush, FLUSH_MILLIS, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
    timer = started;
    if (sampled) {
      var taken =
          new ProcessSampler(
              around.procFs(),
              new Accounts(() -> ResourceUsage.ofThisProcess(around.libc()), command::used),
              around.pid(),
              alone,
              around.cpus());
      sampler = taken;
      sample();
      long period = around.sampling().toNanos();
      var _ = started.scheduleAtFixedRate(this::sample, period, period, TimeUnit.NANOSECONDS);
      for (int millis : LOOK_MILLIS) {
        var _ = started.schedule(() -> taken.look(pid), millis, TimeUnit.MILLISECONDS);
      }
    }
  }

  /// Takes the last sample.
  void stop() {
    ScheduledThreadPoolExecutor started = timer;
    if (started != null) {
      // An interrupt would close the run file under the hands of a tick that is writing.
      started.shutdown();
      awaitTick(started);
      sample();
    }
  }

  private static void awaitTick(ScheduledThreadPoolExecutor started) {
    try {
      var _ = started.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void sample() {
    ProcessSampler taken = sampler;
    if (taken != null) {
      var measurements = new ArrayList<>(taken.sample(pid, program, System.nanoTime()));
      if (alone) {
        measurements.addAll(runtime.sample());
      }
      recorder.measure("process", measurements, around.clock().instant());
    }
  }

  /// CPU seconds of the command, when it was sampled.
  OptionalDouble cpuTime() {
    ProcessSampler taken = sampler;
    return taken == null ? OptionalDouble.empty() : OptionalDouble.of(taken.cpuTime());
  }

  /// Bytes; 0 when it is not known.
  long peakMemory() {
    ProcessSampler taken = sampler;
    return taken == null ? 0 : taken.peakMemory();
  }
}
