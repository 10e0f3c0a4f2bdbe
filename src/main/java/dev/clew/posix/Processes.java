package dev.clew.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Waits for children.
public final class Processes {
  /// Also tells of children that a signal has stopped.
  private static final int UNTRACED = 2;

  private Processes() {}

  /// Waits until a child ends or stops.
  ///
  /// @throws IllegalStateException when there is no such child
  public static WaitStatus await(Libc libc, int pid) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment status = arena.allocate(Numbers.INT, Numbers.INT);
      while (true) {
        int result = libc.callInt("waitpid", pid, status.address(), UNTRACED);
        if (result == pid) {
          return WaitStatus.of(Numbers.getInt(status, 0));
        }
        if (result != -Libc.EINTR) {
          throw new IllegalStateException("waitpid: " + libc.message(-result));
        }
      }
    }
  }
}
