package dev.clew.container;

import dev.clew.telemetry.Measurement;
import dev.clew.telemetry.Recorder;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Samples a container at its start, at every interval and at its end. Its figures go with it, so
/// they are looked at more often than they are recorded, and the last look is the last sample.
final class SessionSampler {
  private static final AttributeKey<String> CPU_MODE = AttributeKey.stringKey("cpu.mode");
  private static final AttributeKey<String> DIRECTION = AttributeKey.stringKey("disk.io.direction");
  private static final Duration LOOK = Duration.ofMillis(500);

  /// A start is too short for a utilization.
  private static final double SHORTEST = 0.2;

  private final UsageSource source;
  private final Recorder recorder;
  private final Clock clock;
  private final Duration interval;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().name("clew-session").daemon(true).factory());

  private @Nullable Sample last;
  private @Nullable Sample recorded;
  private long peak;

  /// @param interval between two samples
  SessionSampler(UsageSource source, Recorder recorder, Clock clock, Duration interval) {
    this.source = source;
    this.recorder = recorder;
    this.clock = clock;
    this.interval = interval;
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  private record Sample(ContainerUsage usage, Instant at) {}

  void start() {
    timer.execute(this::sample);
    long period = interval.toNanos();
    var _ = timer.scheduleAtFixedRate(this::sample, period, period, TimeUnit.NANOSECONDS);
    if (source.isCheap()) {
      long look = LOOK.toMillis();
      for (long early : new long[] {20, 100, 250}) {
        var _ = timer.schedule(this::look, early, TimeUnit.MILLISECONDS);
      }
      var _ = timer.scheduleAtFixedRate(this::look, look, look, TimeUnit.MILLISECONDS);
    }
  }

  private void sample() {
    look();
    record();
  }

  private void look() {
    ContainerUsage usage = source.read();
    if (usage != null) {
      keep(new Sample(usage, clock.instant()));
    }
  }

  private synchronized void keep(Sample sample) {
    last = sample;
    peak = Math.max(peak, sample.usage().peak().orElse(sample.usage().workingSet().orElse(0)));
  }

  private synchronized void record() {
    Sample now = last;
    if (now == null || now.equals(recorded)) {
      return;
    }
    recorder.measure("container", measurements(now, recorded), now.at());
    recorded = now;
  }

  /// Takes the last sample.
  void stop() {
    // An interrupt would close the run file under the hands of a tick that is writing.
    timer.shutdown();
    source.close();
    try {
      var _ = timer.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    record();
  }

  /// CPU seconds at the last look.
  synchronized OptionalDouble cpuTime() {
    return last == null ? OptionalDouble.empty() : last.usage().cpu();
  }

  /// The most memory that it has had, in bytes; 0 when that is not known.
  synchronized long peakMemory() {
    return peak;
  }

  private static List<Measurement> measurements(Sample now, @Nullable Sample before) {
    ContainerUsage usage = now.usage();
    Attributes none = Attributes.empty();
    List<Measurement> all = new ArrayList<>();
    usage.user().ifPresent(seconds -> all.add(time(seconds, "user")));
    usage.system().ifPresent(seconds -> all.add(time(seconds, "system")));
    busy(now, before).ifPresent(cpus -> all.add(ContainerMetric.CPU_USAGE.of(cpus, none)));
    usage.memory().ifPresent(bytes -> all.add(ContainerMetric.MEMORY_USAGE.of(bytes, none)));
    usage.workingSet().ifPresent(bytes -> all.add(ContainerMetric.WORKING_SET.of(bytes, none)));
    usage.read().ifPresent(bytes -> all.add(io(bytes, "read")));
    usage.written().ifPresent(bytes -> all.add(io(bytes, "write")));
    return all;
  }

  private static Measurement time(double seconds, String mode) {
    return ContainerMetric.CPU_TIME.of(seconds, Attributes.of(CPU_MODE, mode));
  }

  private static Measurement io(long bytes, String direction) {
    return ContainerMetric.DISK_IO.of(bytes, Attributes.of(DIRECTION, direction));
  }

  private static OptionalDouble busy(Sample now, @Nullable Sample before) {
    if (now.usage().busy().isPresent() || now.usage().cpu().isEmpty()) {
      return now.usage().busy();
    }
    if (before == null || before.usage().cpu().isEmpty()) {
      return OptionalDouble.of(0);
    }
    double seconds = Duration.between(before.at(), now.at()).toNanos() / 1e9;
    double used = now.usage().cpu().getAsDouble() - before.usage().cpu().getAsDouble();
    return seconds < SHORTEST ? OptionalDouble.of(0) : OptionalDouble.of(used / seconds);
  }
}
