package dev.clew.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Waits for children.
public final class Processes {
  /// Also tells of children that a signal has stopped.
  private static final int UNTRACED = 2;

  static final int NO_HANG = 1;

  private Processes() {}

  /// Whether a child has ended, which is forgotten then.
  ///
  /// @return null while it lives
  /// @throws IllegalStateException when there is no such child
  public static @Nullable WaitStatus poll(Libc libc, int pid) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment status = arena.allocate(NativeMemory.INT, NativeMemory.INT);
      int result = libc.callInt("waitpid", pid, status.address(), NO_HANG);
      if (result < 0) {
        throw new IllegalStateException("waitpid: " + libc.message(-result));
      }
      return result == 0 ? null : WaitStatus.of(NativeMemory.getInt(status, 0));
    }
  }

  /// The process group of a process; negative when it has gone.
  public static int group(Libc libc, int pid) {
    return libc.callInt("getpgid", pid);
  }

  /// Waits until a child ends or stops.
  ///
  /// @throws IllegalStateException when there is no such child
  public static WaitStatus await(Libc libc, int pid) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment status = arena.allocate(NativeMemory.INT, NativeMemory.INT);
      while (true) {
        int result = libc.callInt("waitpid", pid, status.address(), UNTRACED);
        if (result == pid) {
          return WaitStatus.of(NativeMemory.getInt(status, 0));
        }
        if (result != -Libc.EINTR) {
          throw new IllegalStateException("waitpid: " + libc.message(-result));
        }
      }
    }
  }
}
