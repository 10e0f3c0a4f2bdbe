package dev.clew.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.IntPredicate;

/// Waits for the processes that process 1 of a container inherits, so that none stays a zombie.
/// Children of Clew's own are left to who waits for them.
public final class OrphanReaper {
  private static final int ALL = 0;
  private static final int ENDED = 4;
  private static final int LEAVE = 0x0100_0000;
  private static final int ECHILD = 10;

  /// `siginfo_t`, and where its `si_pid` is.
  private static final int INFORMATION = 128;

  private static final int PID = 16;

  /// Until who waits for a child of Clew's own has seen its end.
  private static final long OWN_MILLIS = 50;

  private final Libc libc;
  private final IntPredicate own;

  /// Reaps what nobody else waits for.
  ///
  /// @param own whether a process is a child of Clew's own; asked of those that have ended
  public OrphanReaper(Libc libc, IntPredicate own) {
    this.libc = libc;
    this.own = own;
  }

  /// Reaps until there is no child any more.
  public void start() {
    Thread.ofPlatform().daemon().name("clew-orphans").start(this::reap);
  }

  private void reap() {
    try {
      for (int pid = ended(); pid != -ECHILD; pid = ended()) {
        if (pid > 0 && !own.test(pid)) {
          // It may have been one of Clew's own until now, and is not there any more then.
          var _ = libc.callInt("waitpid", pid, 0, Processes.NO_HANG);
        } else {
          Thread.sleep(OWN_MILLIS);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits until a child has ended, which stays as it is.
  ///
  /// @return its pid, or a negative `errno`
  private int ended() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment information = arena.allocate(INFORMATION, NativeMemory.LONG);
      int result = libc.callInt("waitid", ALL, 0, information.address(), ENDED | LEAVE);
      return result < 0 ? result : NativeMemory.getInt(information, PID);
    }
  }
}
