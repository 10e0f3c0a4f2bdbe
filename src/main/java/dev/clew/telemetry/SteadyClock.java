package dev.clew.telemetry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// A clock that never goes back, so that no record of a process is older than the one before and no
/// duration negative. Where the machine's clock is set back, it goes on from where it was; a clock
/// that is set forward, or a machine that wakes up, is followed.
public final class SteadyClock extends Clock {
  private static final Duration WORTH_SAYING = Duration.ofSeconds(1);

  private final Clock machine;
  private final LongSupplier nanos;
  private final Consumer<Duration> onSetBack;
  private Instant last;
  private long lastNanos;
  private boolean said;

  /// A clock that starts at the machine's time and never goes back.
  ///
  /// @param nanos a monotonic time in nanoseconds
  /// @param onSetBack told once by how much the machine's clock is behind
  public SteadyClock(Clock machine, LongSupplier nanos, Consumer<Duration> onSetBack) {
    this.machine = machine;
    this.nanos = nanos;
    this.onSetBack = onSetBack;
    this.last = machine.instant();
    this.lastNanos = nanos.getAsLong();
  }

  @Override
  public synchronized Instant instant() {
    Instant wall = machine.instant();
    long now = nanos.getAsLong();
    Instant steady = last.plusNanos(now - lastNanos);
    last = wall.isAfter(steady) ? wall : steady;
    lastNanos = now;
    Duration behind = Duration.between(wall, last);
    if (!said && behind.compareTo(WORTH_SAYING) >= 0) {
      said = true;
      onSetBack.accept(behind);
    }
    return last;
  }

  @Override
  public ZoneId getZone() {
    return machine.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new SteadyClock(machine.withZone(zone), nanos, onSetBack);
  }
}
