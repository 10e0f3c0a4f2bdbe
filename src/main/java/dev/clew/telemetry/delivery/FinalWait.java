package dev.clew.telemetry.delivery;

import java.time.Duration;

/// How long the end of a run waits for the backend.
///
/// @param silence for as long nothing may come from it
/// @param longest all in all
public record FinalWait(Duration silence, Duration longest) {
  private static final long TICK_MILLIS = 50;

  /// Whether something that is awaited has come.
  @FunctionalInterface
  interface Awaited {
    boolean within(long millis) throws InterruptedException;
  }

  /// What grows when something comes from the backend.
  @FunctionalInterface
  interface Heard {
    long bytes();
  }

  /// Waits. Silence is counted in turns of this thread, not by the clock: where the machine has too
  /// much to do, neither side can be blamed for it.
  ///
  /// @return whether it came
  boolean await(Awaited awaited, Heard heard) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    long before = heard.bytes();
    for (long silent = 0; silent < silence.toMillis() && end - System.nanoTime() > 0; ) {
      long tick = Math.min(TICK_MILLIS, Math.max(1, (end - System.nanoTime()) / 1_000_000));
      if (awaited.within(tick)) {
        return true;
      }
      long now = heard.bytes();
      silent = now == before ? silent + tick : 0;
      before = now;
    }
    return awaited.within(0);
  }
}
