package dev.clew.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;

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
      MemorySegment status = arena.allocate(JAVA_INT);
      while (true) {
        int result = libc.callInt("waitpid", pid, status.address(), UNTRACED);
        if (result == pid) {
          return WaitStatus.of(status.get(JAVA_INT, 0));
        }
        if (result != -Libc.EINTR) {
          throw new IllegalStateException("waitpid: " + libc.message(-result));
        }
      }
    }
  }
}
