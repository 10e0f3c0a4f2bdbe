package dev.clew.posix;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Starts a process with
/// [`posix_spawn`](https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawn.html).
///
/// It ignores and blocks the signals that this process was started with, whatever the JVM has done
/// with them since. The JDK opens files so that every child would share them: all but the named
/// descriptors are closed.
///
/// For one start, on one thread.
public final class Spawn {
  private static final int SET_PROCESS_GROUP = 0x02;
  private static final int SET_SIGNAL_DEFAULT = 0x04;
  private static final int SET_SIGNAL_MASK = 0x08;
  private static final int SET_SESSION = 0x80;

  private static final int READ_WRITE = 2;

  /// Larger than `posix_spawnattr_t`, `posix_spawn_file_actions_t` and `sigset_t` of any C library.
  private static final int OPAQUE = 1024;

  private final Libc libc;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Inherited inherited;
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment actions = arena.allocate(OPAQUE, 16);
  private final Set<Integer> targets = new HashSet<>();
  private final List<String> failed = new ArrayList<>();
  private int flags = SET_SIGNAL_MASK | SET_SIGNAL_DEFAULT;

  /// What is started, and with what.
  ///
  /// @param command what the program is told that it is called, and its arguments
  /// @param environment all of it
  /// @param inherited what it gets of what this process was started with
  public Spawn(
      Libc libc, List<String> command, Map<String, String> environment, Inherited inherited) {
    this.libc = libc;
    this.command = command;
    this.environment = environment;
    this.inherited = inherited;
    check("posix_spawn_file_actions_init", actions.address());
  }

  /// Starts it in a directory.
  public Spawn directory(String directory) {
    return check(
        "posix_spawn_file_actions_addchdir_np",
        actions.address(),
        NativeText.pointer(arena, directory).address());
  }

  /// Gives it an open descriptor under a number.
  public Spawn redirect(Descriptor from, int number) {
    targets.add(number);
    return check("posix_spawn_file_actions_adddup2", actions.address(), from.number(), number);
  }

  /// Opens a file for reading and writing under a number; a terminal becomes the controlling one of
  /// a new session.
  public Spawn open(String path, int number) {
    targets.add(number);
    return check(
        "posix_spawn_file_actions_addopen",
        actions.address(),
        number,
        NativeText.pointer(arena, path).address(),
        READ_WRITE,
        0);
  }

  /// Makes it the leader of a new session.
  public Spawn newSession() {
    flags |= SET_SESSION;
    return this;
  }

  /// Makes it the leader of a new process group.
  public Spawn newProcessGroup() {
    flags |= SET_PROCESS_GROUP;
    return this;
  }

  /// Starts it. A script without an interpreter line is run by the shell, as `execvp` does.
  ///
  /// @param path of the program's file, which Java may have no [Path] for
  /// @return its pid
  /// @throws SpawnFailure when the operating system refuses
  public int start(String path) throws IOException {
    try (arena) {
      return spawn(path);
    }
  }

  private int spawn(String path) throws IOException {
    for (int open : OpenDescriptors.now()) {
      if (!inherited.descriptors().contains(open) && !targets.contains(open)) {
        close(open);
      }
    }
    for (int closed : inherited.closed()) {
      if (!targets.contains(closed)) {
        close(closed);
      }
    }
    MemorySegment attributes = arena.allocate(OPAQUE, 16);
    check("posix_spawnattr_init", attributes.address());
    check("posix_spawnattr_setflags", attributes.address(), flags);
    SignalState signals = inherited.signals();
    check("posix_spawnattr_setsigmask", attributes.address(), set(signals.blocked()));
    // Also the two that the C library keeps for itself, which it would leave ignored.
    check("posix_spawnattr_setsigdefault", attributes.address(), set(~signals.ignored()));
    if (!failed.isEmpty()) {
      throw new IOException(String.join(", ", failed));
    }
    MemorySegment pid = arena.allocate(NativeMemory.INT, NativeMemory.INT);
    int error = spawn(pid, path, attributes, command);
    if (error == Libc.ENOEXEC) {
      List<String> script = new ArrayList<>(command);
      script.set(0, path);
      script.addFirst("/bin/sh");
      error = spawn(pid, "/bin/sh", attributes, script);
    }
    var _ = libc.call("posix_spawnattr_destroy", attributes.address());
    var _ = libc.call("posix_spawn_file_actions_destroy", actions.address());
    if (error != 0) {
      throw new SpawnFailure(libc, error);
    }
    return NativeMemory.getInt(pid, 0);
  }

  private int spawn(
      MemorySegment pid, String path, MemorySegment attributes, List<String> arguments) {
    long file = NativeText.pointer(arena, path).address();
    long words = NativeText.pointers(arena, arguments).address();
    long variables =
        NativeText.pointers(
                arena,
                environment.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .toList())
            .address();
    return inherited
        .signals()
        .during(
            libc,
            () ->
                libc.callInt(
                    "posix_spawn",
                    pid.address(),
                    file,
                    actions.address(),
                    attributes.address(),
                    words,
                    variables));
  }

  /// A `sigset_t`.
  private long set(long signals) {
    MemorySegment set = arena.allocate(OPAQUE, 16);
    NativeMemory.putLong(set, 0, signals);
    return set.address();
  }

  private void close(int descriptor) {
    check("posix_spawn_file_actions_addclose", actions.address(), descriptor);
  }

  private Spawn check(String function, long... arguments) {
    int error = libc.callInt(function, arguments);
    if (error != 0) {
      failed.add(function + ": " + libc.message(Math.abs(error)));
    }
    return this;
  }
}
