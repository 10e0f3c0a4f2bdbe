package dev.clew.run;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/// A pipe for a child's output whose reading end is Clew's alone.
///
/// `Process` reads what is left in its own pipes, and closes them, as soon as the child has ended:
/// beside a thread that copies the stream that changes the order of the bytes.
final class Pipe implements AutoCloseable {
  /// `O_CLOEXEC` of Linux, on x86-64 and arm64.
  private static final int CLOSE_ON_EXEC = 0x80000;

  private final MethodHandle close;
  private final int read;
  private final int write;

  private Pipe(MethodHandle close, int read, int write) {
    this.close = close;
    this.read = read;
    this.write = write;
  }

  /// Makes one with `pipe2(2)`.
  ///
  /// @throws IOException when the process has too many files open
  @SuppressWarnings("restricted")
  static Pipe open() throws IOException {
    Linker linker = Linker.nativeLinker();
    MethodHandle pipe =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("pipe2"),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
    MethodHandle close =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("close"),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment ends = arena.allocate(ValueLayout.JAVA_INT, 2);
      if ((int) pipe.invokeExact(ends, CLOSE_ON_EXEC) != 0) {
        throw new IOException("no pipe can be made: too many open files");
      }
      return new Pipe(
          close,
          ends.getAtIndex(ValueLayout.JAVA_INT, 0),
          ends.getAtIndex(ValueLayout.JAVA_INT, 1));
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("pipe2(2) cannot be called", e);
    }
  }

  int writeDescriptor() {
    return write;
  }

  /// A file name that opens the writing end.
  Path writeEnd() {
    return Path.of("/proc/self/fd/" + write);
  }

  /// Opens the reading end, which ends when no process has the writing end open any more, this one
  /// included: see [#close].
  InputStream readEnd() throws IOException {
    return new FileInputStream("/proc/self/fd/" + read);
  }

  /// Closes the descriptors that it was made with; what was opened from them stays.
  @Override
  public void close() {
    try {
      int failed = (int) close.invokeExact(read) | (int) close.invokeExact(write);
      if (failed != 0) {
        throw new IllegalStateException("a pipe cannot be closed");
      }
    } catch (IllegalStateException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("close(2) cannot be called", e);
    }
  }
}
