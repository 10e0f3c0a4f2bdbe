package dev.clew.posix;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// Starts a command that ignores CHLD, because Clew's caller did. A parent that ignores it never
/// learns how its child ended, so Clew may ignore it only while the child cannot end yet: a second
/// Clew waits for the first and becomes the command then.
///
/// @param pipe that the second waits on
public record ChildGate(Libc libc, Pipe pipe) implements AutoCloseable {
  /// First argument of the second process.
  public static final String MARK = "--become";

  /// The signal that a child has ended.
  public static final int CHILD = 17;

  private static final int SET_MASK = 2;

  /// The exit codes of shells.
  private static final int NOT_STARTED = 126;

  private static final int NOT_FOUND = 127;

  /// Makes one.
  public static ChildGate open(Libc libc) throws IOException {
    return new ChildGate(libc, Pipe.open(libc));
  }

  /// What the second process reads from under the same number.
  public Descriptor readEnd() {
    return pipe.readEnd();
  }

  /// The arguments before the command's.
  ///
  /// @param path of the program's file
  public List<String> arguments(String path) {
    return List.of(MARK, Integer.toString(readEnd().number()), path);
  }

  /// Starts the process while CHLD is ignored.
  public int start(Callable<Integer> process) throws IOException {
    setAction(libc, CHILD, Libc.IGNORE);
    try {
      return process.call();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      setAction(libc, CHILD, 0);
    }
  }

  /// Lets the process go on.
  @Override
  public void close() {
    pipe.writeEnd().close();
    pipe.readEnd().close();
  }

  /// Waits for the first process, and becomes the command.
  ///
  /// @param arguments of the process: the mark, the descriptor, the program's file, and the command
  /// @return the exit code where it cannot
  public static int run(Libc libc, Inherited inherited, String... arguments) {
    var gate = new Descriptor(libc, Integer.parseInt(arguments[1]));
    gate.awaitReadable();
    Inherited kept = inherited.without(gate.number());
    for (int open : OpenDescriptors.now()) {
      if (!kept.descriptors().contains(open)) {
        new Descriptor(libc, open).close();
      }
    }
    kept.closed().forEach(number -> new Descriptor(libc, number).close());
    for (int signal = 1; signal <= SignalState.LAST; signal++) {
      setAction(libc, signal, kept.signals().ignores(signal) ? Libc.IGNORE : 0);
    }
    List<String> variables =
        Environ.variables(Map.of()).entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .toList();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mask = arena.allocate(Libc.ACTION, 8);
      NativeMemory.putLong(mask, 0, kept.signals().blocked());
      var _ = libc.callInt("pthread_sigmask", SET_MASK, mask.address(), 0);
      int error =
          -libc.callInt(
              "execve",
              NativeText.pointer(arena, arguments[2]).address(),
              NativeText.pointers(arena, List.of(arguments).subList(3, arguments.length)).address(),
              NativeText.pointers(arena, variables).address());
      return error == SpawnFailure.ENOENT ? NOT_FOUND : NOT_STARTED;
    }
  }

  private static void setAction(Libc libc, int signal, long handler) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment action = arena.allocate(Libc.ACTION, 8);
      NativeMemory.putLong(action, 0, handler);
      var _ = libc.callInt("sigaction", signal, action.address(), 0);
    }
  }
}
