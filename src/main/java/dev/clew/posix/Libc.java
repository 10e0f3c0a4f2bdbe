package dev.clew.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Calls functions of the C library by name.
public final class Libc {
  /// `errno` values that callers tell apart.
  static final int EINTR = 4;

  static final int EIO = 5;
  static final int ENOEXEC = 8;
  static final int EAGAIN = 11;

  /// `struct sigaction`; zeros are the default action.
  static final int ACTION = 256;

  /// `SIG_IGN`, as the first word of a `struct sigaction`.
  static final long IGNORE = 1;

  private static final int MESSAGE = 256;

  /// True while a native image is built, too, so that it has one of the two.
  private static final boolean IN_IMAGE =
      System.getProperty("org.graalvm.nativeimage.imagecode") != null;

  private final Calls calls = IN_IMAGE ? new ImageCalls() : new LinkedCalls();
  private final Map<String, Long> functions = new ConcurrentHashMap<>();

  /// Calls a function of at most six integers and pointers.
  ///
  /// @return what it returns, but the negative `errno` where that is -1, as the kernel does
  long call(String function, long... arguments) {
    long address = functions.computeIfAbsent(function, calls::find);
    return calls.call(address, Arrays.copyOf(arguments, Calls.PARAMETERS));
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

  /// Bytes of a page of memory.
  public int pageSize() {
    return callInt("getpagesize");
  }

  /// The user whose rights this process has.
  public int user() {
    return callInt("geteuid");
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
