package dev.clew.posix;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A pipe, of which a child inherits only what it is given.
public record Pipe(Descriptor readEnd, Descriptor writeEnd) {
  /// `O_CLOEXEC` of Linux, on x86-64 and arm64.
  static final int CLOSE_ON_EXEC = 0x80000;

  /// Makes one with `pipe2(2)`.
  ///
  /// @throws IOException when the process has too many files open
  public static Pipe open(Libc libc) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment ends = arena.allocate(2 * NativeMemory.INT, NativeMemory.INT);
      int result = libc.callInt("pipe2", ends.address(), CLOSE_ON_EXEC);
      if (result < 0) {
        throw new IOException("no pipe can be made: " + libc.message(-result));
      }
      return new Pipe(
          new Descriptor(libc, NativeMemory.getInt(ends, 0)),
          new Descriptor(libc, NativeMemory.getInt(ends, NativeMemory.INT)));
    }
  }
}
