package dev.clew.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Stops this process as a signal does by default, so that its shell sees a stopped job, and goes
/// on when the shell says so.
public final class Suspension {
  /// A process group that nobody could continue does not stop.
  private static final long STOPS_WITHIN_MILLIS = 200;

  private final Libc libc;
  private final Semaphore continued = new Semaphore(0);

  public Suspension(Libc libc) {
    this.libc = libc;
  }

  /// Stops this process; returns when it goes on.
  ///
  /// @param target of the signal: the pid of this process, or 0 for its whole process group
  /// @return whether it was told to go on, not merely unable to stop
  public boolean stop(int signal, int target) throws InterruptedException {
    continued.drainPermits();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment before = arena.allocate(Libc.ACTION, 8);
      MemorySegment byDefault = arena.allocate(Libc.ACTION, 8);
      var _ = libc.callInt("sigaction", signal, byDefault.address(), before.address());
      libc.kill(target, signal);
      // The time does not pass while the process is stopped, or it is over at once afterwards.
      boolean told = continued.tryAcquire(STOPS_WITHIN_MILLIS, TimeUnit.MILLISECONDS);
      var _ = libc.callInt("sigaction", signal, before.address(), 0);
      return told;
    }
  }

  /// The process has been told to go on.
  public void goOn() {
    continued.release();
  }
}
