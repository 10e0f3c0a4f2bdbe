package dev.clew.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Waits for children, and knows what they took.
public final class Processes {
  /// Also tells of children that a signal has stopped.
  private static final int UNTRACED = 2;

  private static final int RUSAGE_CHILDREN = -1;

  /// `struct rusage`: two `timeval`, then `ru_maxrss`.
  private static final int RUSAGE = 144;

  private static final int MAXRSS = 32;

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

  /// Bytes that the largest of the children that have been waited for, and of theirs, had resident
  /// at a time.
  public static long largestChild(Libc libc) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment usage = arena.allocate(RUSAGE, 8);
      int result = libc.callInt("getrusage", RUSAGE_CHILDREN, usage.address());
      return result < 0 ? 0 : 1024 * usage.get(JAVA_LONG, MAXRSS);
    }
  }
}
