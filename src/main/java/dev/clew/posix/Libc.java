package dev.clew.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Calls functions of the C library by name.
///
/// Every call has the same shape, six words and one word back: an integer or a pointer takes a
/// whole register on x86-64 and arm64, and a function takes no notice of registers that it has no
/// parameter for. So there is one method handle to be linked, and one entry in the native image's
/// metadata.
public final class Libc {
  /// `errno` values that callers tell apart.
  static final int EINTR = 4;

  static final int EIO = 5;
  static final int ENOEXEC = 8;
  static final int EAGAIN = 11;

  /// `struct sigaction`; zeros are the default action.
  static final int ACTION = 256;

  private static final int PARAMETERS = 6;
  private static final int MESSAGE = 256;

  private final MethodHandle call;
  private final SymbolLookup lookup;
  private final Map<String, MemorySegment> functions = new ConcurrentHashMap<>();

  @SuppressWarnings("restricted")
  public Libc() {
    Linker linker = Linker.nativeLinker();
    lookup = linker.defaultLookup();
    call =
        linker.downcallHandle(
            FunctionDescriptor.of(
                JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.captureCallState("errno"));
  }

  /// Calls a function of at most six integers and pointers.
  ///
  /// @return what it returns, but the negative `errno` where that is -1, as the kernel does
  long call(String function, long... arguments) {
    MemorySegment address = functions.computeIfAbsent(function, lookup::findOrThrow);
    long[] a = java.util.Arrays.copyOf(arguments, PARAMETERS);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
      long result = (long) call.invokeExact(address, state, a[0], a[1], a[2], a[3], a[4], a[5]);
      return result == -1 || (int) result == -1 ? -state.get(JAVA_INT, 0) : result;
    } catch (Throwable e) {
      throw new IllegalStateException(function + " cannot be called", e);
    }
  }

  /// As [#call], of a function that returns an `int`.
  int callInt(String function, long... arguments) {
    return (int) call(function, arguments);
  }

  /// What an `errno` means.
  @SuppressWarnings("restricted")
  String message(int errno) {
    long text = call("strerror", errno);
    return MemorySegment.ofAddress(text).reinterpret(MESSAGE).getString(0);
  }

  /// Does to this process what a signal does by default: most end it.
  public void raiseByDefault(int signal) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment byDefault = arena.allocate(ACTION, 8);
      var _ = callInt("sigaction", signal, byDefault.address(), 0);
      kill(callInt("getpid"), signal);
    }
  }

  /// Sends a signal to a process, or to the process group `-pid`; nothing happens when it has gone.
  public void kill(int pid, int signal) {
    var _ = callInt("kill", pid, signal);
  }
}
