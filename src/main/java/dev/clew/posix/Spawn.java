package dev.clew.posix;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Starts a process with
/// [`posix_spawn`](https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawn.html).
///
/// It inherits the signals that are ignored, and the signal mask that this process was started
/// with, not the one that the JVM gives its threads. The JDK opens files so that every child would
/// share them: all but the named descriptors are closed.
///
/// For one start, on one thread.
public final class Spawn {
  private static final int SET_PROCESS_GROUP = 0x02;
  private static final int SET_SIGNAL_MASK = 0x08;
  private static final int SET_SESSION = 0x80;

  private static final int READ_WRITE = 2;

  /// Larger than `posix_spawnattr_t`, `posix_spawn_file_actions_t` and `sigset_t` of any C library.
  private static final int OPAQUE = 1024;

  private final Libc libc;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Set<Integer> inherited;
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment actions = arena.allocate(OPAQUE, 16);
  private final Set<Integer> targets = new HashSet<>();
  private final List<String> failed = new ArrayList<>();
  private int flags = SET_SIGNAL_MASK;

  /// @param command what the program is told that it is called, and its arguments
  /// @param environment all of it
  /// @param inherited descriptors behind the standard ones that it shares
  public Spawn(
      Libc libc, List<String> command, Map<String, String> environment, Set<Integer> inherited) {
    this.libc = libc;
    this.command = command;
    this.environment = environment;
    this.inherited = inherited;
    check("posix_spawn_file_actions_init", actions.address());
  }

  /// Starts it in a directory.
  public Spawn directory(Path directory) {
    return check(
        "posix_spawn_file_actions_addchdir_np",
        actions.address(),
        text(directory.toString()).address());
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
        text(path).address(),
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
      if (!inherited.contains(open) && !targets.contains(open)) {
        check("posix_spawn_file_actions_addclose", actions.address(), open);
      }
    }
    MemorySegment attributes = arena.allocate(OPAQUE, 16);
    check("posix_spawnattr_init", attributes.address());
    check("posix_spawnattr_setflags", attributes.address(), flags);
    check("posix_spawnattr_setsigmask", attributes.address(), signalMask().address());
    if (!failed.isEmpty()) {
      throw new IOException(String.join(", ", failed));
    }
    MemorySegment pid = arena.allocate(Numbers.INT, Numbers.INT);
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
    return Numbers.getInt(pid, 0);
  }

  private int spawn(
      MemorySegment pid, String path, MemorySegment attributes, List<String> arguments) {
    return libc.callInt(
        "posix_spawn",
        pid.address(),
        text(path).address(),
        actions.address(),
        attributes.address(),
        texts(arguments).address(),
        texts(
                environment.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .toList())
            .address());
  }

  /// The signals that this process' first thread blocks: those that it was started with.
  private MemorySegment signalMask() throws IOException {
    MemorySegment mask = arena.allocate(OPAQUE, 16);
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("SigBlk:")) {
        Numbers.putLong(mask, 0, Long.parseUnsignedLong(line.substring(7).strip(), 16));
      }
    }
    return mask;
  }

  private Spawn check(String function, long... arguments) {
    int error = libc.callInt(function, arguments);
    if (error != 0) {
      failed.add(function + ": " + libc.message(Math.abs(error)));
    }
    return this;
  }

  private MemorySegment text(String text) {
    byte[] bytes = NativeText.encode(text);
    MemorySegment copy = arena.allocate(bytes.length + 1L);
    MemorySegment.copy(bytes, 0, copy, java.lang.foreign.ValueLayout.JAVA_BYTE, 0, bytes.length);
    return copy;
  }

  private MemorySegment texts(List<String> texts) {
    MemorySegment array = arena.allocate((texts.size() + 1L) * Numbers.LONG, Numbers.LONG);
    for (int i = 0; i < texts.size(); i++) {
      Numbers.putLong(array, i * Numbers.LONG, text(texts.get(i)).address());
    }
    return array;
  }
}
