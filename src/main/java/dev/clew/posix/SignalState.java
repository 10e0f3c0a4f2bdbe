package dev.clew.posix;

import java.io.FileInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/// The signals that a process was started with: what a command gets, whatever this process has done
/// with them since. Bit n-1 stands for signal n.
///
/// @param ignored signals whose action is to be ignored
/// @param blocked the signal mask
public record SignalState(long ignored, long blocked) {
  /// Nothing ignored, nothing blocked.
  public static final SignalState NONE = new SignalState(0, 0);

  /// The property in which the launcher over the jar passes the ignored signals, in hexadecimal:
  /// the JVM catches some of them before any of this program runs.
  private static final String IGNORED = "clew.ignored";

  static final int LAST = 64;
  private static final int STATUS = 8192;

  /// Reads them. To be asked before anything catches a signal.
  static SignalState atStart(Libc libc) {
    SignalState now;
    try (var in = new FileInputStream("/proc/self/status")) {
      String status = new String(in.readNBytes(STATUS), StandardCharsets.ISO_8859_1);
      now = new SignalState(mask(status, "SigIgn:"), mask(status, "SigBlk:"));
    } catch (IOException noProc) {
      now = new SignalState(ignored(libc), 0);
    }
    String launchers = System.getProperty(IGNORED, "");
    return launchers.isEmpty()
        ? now
        : new SignalState(Long.parseUnsignedLong(launchers, 16), now.blocked);
  }

  /// Whether a signal is ignored.
  public boolean ignores(int signal) {
    return (ignored >> (signal - 1) & 1) == 1;
  }

  private static long mask(String status, String name) {
    int begin = status.indexOf(name);
    int end = status.indexOf('\n', begin);
    return begin < 0 || end < 0
        ? 0
        : Long.parseUnsignedLong(status.substring(begin + name.length(), end).strip(), 16);
  }

  private static long ignored(Libc libc) {
    long mask = 0;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment action = arena.allocate(Libc.ACTION, 8);
      for (int signal = 1; signal <= LAST; signal++) {
        if (libc.callInt("sigaction", signal, 0, action.address()) == 0
            && NativeMemory.getLong(action, 0) == Libc.IGNORE) {
          mask |= 1L << (signal - 1);
        }
      }
    }
    return mask;
  }

  /// The same, but with a signal that is not ignored.
  public SignalState noticing(int signal) {
    return new SignalState(ignored & ~(1L << (signal - 1)), blocked);
  }

  /// Ignores again what was ignored and is caught by now, while a process is started.
  int during(Libc libc, IntSupplier start) {
    long changed = noticing(ChildGate.CHILD).ignored;
    if (changed == 0) {
      return start.getAsInt();
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment ignore = arena.allocate(Libc.ACTION, 8);
      NativeMemory.putLong(ignore, 0, Libc.IGNORE);
      Map<Integer, MemorySegment> caught = new HashMap<>();
      for (int signal = 1; signal <= LAST; signal++) {
        MemorySegment before = arena.allocate(Libc.ACTION, 8);
        if ((changed >> (signal - 1) & 1) == 1
            && libc.callInt("sigaction", signal, ignore.address(), before.address()) == 0) {
          caught.put(signal, before);
        }
      }
      int result = start.getAsInt();
      caught.forEach((signal, before) -> libc.callInt("sigaction", signal, before.address(), 0));
      return result;
    }
  }
}
