package dev.clew.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What this process was started with and passes on to a command unchanged.
///
/// @param descriptors that are open behind the standard ones
/// @param closed standard streams that are not open
/// @param signals that are ignored and blocked
public record Inherited(Set<Integer> descriptors, Set<Integer> closed, SignalState signals) {
  /// Nothing but the standard streams.
  public static final Inherited NOTHING = new Inherited(Set.of(), Set.of(), SignalState.NONE);

  /// The property in which the launcher over the jar names the standard streams that it had to
  /// open.
  private static final String CLOSED = "clew.closed";

  private static final int GET_FLAGS = 1;
  private static final int READ_WRITE = 2;

  /// Reads it. To be asked before Clew opens a file or catches a signal.
  ///
  /// @param javaHome null in a native image, which opens its own file only
  /// @param classPath of the JVM
  public static Inherited atStart(Libc libc, @Nullable String javaHome, String classPath) {
    // The first file that is opened becomes a stream that is closed.
    Set<Integer> closed = closed(libc);
    SignalState signals = SignalState.atStart(libc);
    WorkingDirectory.prepare(libc);
    return new Inherited(OpenDescriptors.inherited(javaHome, classPath), closed, signals);
  }

  /// The same without one of the descriptors.
  public Inherited without(int descriptor) {
    Set<Integer> others = new TreeSet<>(descriptors);
    others.remove(descriptor);
    return new Inherited(others, closed, signals);
  }

  /// The standard streams that are closed, which are occupied: the next file that is opened would
  /// become one of them.
  private static Set<Integer> closed(Libc libc) {
    Set<Integer> closed = new TreeSet<>();
    System.getProperty(CLOSED, "").chars().forEach(digit -> closed.add(digit - '0'));
    for (int number = 0; number <= 2; number++) {
      if (libc.callInt("fcntl", number, GET_FLAGS) < 0) {
        closed.add(number);
        try (Arena arena = Arena.ofConfined()) {
          MemorySegment nothing = arena.allocateFrom("/dev/null");
          var _ = libc.callInt("open", nothing.address(), READ_WRITE, 0);
        }
      }
    }
    return closed;
  }
}
