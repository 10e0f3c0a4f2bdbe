package dev.clew.posix;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads a process's figures from Linux's `/proc`
/// ([proc(5)](https://man7.org/linux/man-pages/man5/proc.5.html)).
public final class ProcFs {
  /// Clock ticks of a second: USER_HZ, 100 on every architecture that the JVM supports.
  private static final double TICKS = 100;

  private static final int BUFFER = 2048;

  private final Path root;
  private final long pageSize;

  /// Reads the processes of this machine.
  ///
  /// @param root `/proc`
  /// @param pageSize bytes of a page
  public ProcFs(Path root, long pageSize) {
    this.root = root;
    this.pageSize = pageSize;
  }

  /// One process's usage, or null when it has gone.
  @Nullable
  public Usage usage(long pid) {
    return usage(pid, true);
  }

  /// The usage of this process, with the times and switches of its accounts: `/proc` counts in
  /// hundredths of a second, and asks each thread for its switches.
  @Nullable
  public Usage usage(long pid, ResourceUsage own) {
    Usage usage = usage(pid, false);
    return usage == null ? null : usage.with(own);
  }

  private @Nullable Usage usage(long pid, boolean withSwitches) {
    Path directory = root.resolve(Long.toString(pid));
    try {
      String stat = read(directory.resolve("stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      if (fields[0].equals("Z")) {
        return null;
      }
      long[] io = readIo(directory);
      long[] switches = withSwitches ? switches(directory) : new long[2];
      return new Usage(
          number(fields, 11) / TICKS,
          number(fields, 12) / TICKS,
          number(fields, 13) / TICKS,
          number(fields, 14) / TICKS,
          number(fields, 21) * pageSize,
          number(fields, 17),
          io[0],
          io[1],
          switches[0],
          switches[1],
          entries(directory.resolve("fd")));
    } catch (IOException gone) {
      return null;
    }
  }

  /// All processes that can be seen.
  public List<Long> all() {
    try (Stream<Path> entries = Files.list(root)) {
      return entries
          .map(each -> String.valueOf(each.getFileName()))
          .filter(name -> name.chars().allMatch(Character::isDigit))
          .map(Long::valueOf)
          .toList();
    } catch (IOException noProc) {
      return List.of();
    }
  }

  /// The variables that a process was started with, as `NAME=VALUE`; none of one that has gone or
  /// is another user's.
  public List<String> environment(long pid) {
    try {
      Path file = root.resolve(Long.toString(pid)).resolve("environ");
      return List.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\0", -1));
    } catch (IOException gone) {
      return List.of();
    }
  }

  /// Whether a signal has stopped a process.
  public boolean isStopped(long pid) {
    String stat = readIfThere(root.resolve(pid + "/stat"));
    return stat.startsWith("T", stat.lastIndexOf(')') + 2);
  }

  /// A process and all its living descendants.
  public List<Long> tree(long pid) {
    List<Long> found = new ArrayList<>();
    found.add(pid);
    for (int i = 0; i < found.size(); i++) {
      children(found.get(i), found);
    }
    return found;
  }

  private void children(long pid, List<Long> into) {
    for (Path task : list(root.resolve(Long.toString(pid)).resolve("task"))) {
      try {
        for (String child : read(task.resolve("children")).trim().split(" ", -1)) {
          if (!child.isEmpty()) {
            into.add(Long.parseLong(child));
          }
        }
      } catch (IOException gone) {
        // The thread ended between the listing and the reading: its children are listed under
        // another one.
      }
    }
  }

  private long[] readIo(Path directory) {
    long[] io = new long[2];
    try {
      for (String line : read(directory.resolve("io")).split("\n", -1)) {
        if (line.startsWith("read_bytes: ")) {
          io[0] = Long.parseLong(line.substring(12));
        } else if (line.startsWith("write_bytes: ")) {
          io[1] = Long.parseLong(line.substring(13));
        }
      }
    } catch (IOException forbidden) {
      // Another user's process hides its figures.
      return io;
    }
    return io;
  }

  private long[] switches(Path directory) throws IOException {
    long[] switches = new long[2];
    for (Path task : list(directory.resolve("task"))) {
      for (String line : readIfThere(task.resolve("status")).split("\n", -1)) {
        if (line.startsWith("voluntary_ctxt_switches:\t")) {
          switches[0] += Long.parseLong(line.substring(25));
        } else if (line.startsWith("nonvoluntary_ctxt_switches:\t")) {
          switches[1] += Long.parseLong(line.substring(28));
        }
      }
    }
    return switches;
  }

  /// The largest resident size that the process has had, in bytes; 0 when it has gone.
  public long peakMemory(long pid) {
    for (String line : readIfThere(root.resolve(pid + "/status")).split("\n", -1)) {
      if (line.startsWith("VmHWM:")) {
        return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    return 0;
  }

  /// Whether a process has a file open under another number than those of standard output and
  /// error.
  public boolean hasOpen(long pid, Path file) {
    for (Path entry : list(root.resolve(Long.toString(pid)).resolve("fd"))) {
      String number = entry.getFileName().toString();
      try {
        if (!number.equals("1")
            && !number.equals("2")
            && Files.readSymbolicLink(entry).equals(file)) {
          return true;
        }
      } catch (IOException closed) {
        // It is not open any more: the next one.
      }
    }
    return false;
  }

  private static long entries(Path directory) {
    return list(directory).size();
  }

  private static List<Path> list(Path directory) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(entries::add);
    } catch (IOException | java.nio.file.DirectoryIteratorException gone) {
      return entries;
    }
    return entries;
  }

  private static String readIfThere(Path file) {
    try {
      return read(file);
    } catch (IOException gone) {
      return "";
    }
  }

  /// Files there tell no size, and are read whole at once.
  private static String read(Path file) throws IOException {
    byte[] bytes = new byte[BUFFER];
    int length = 0;
    try (var in = new FileInputStream(file.toFile())) {
      int read;
      while ((read = in.read(bytes, length, bytes.length - length)) > 0) {
        length += read;
        bytes = length < bytes.length ? bytes : Arrays.copyOf(bytes, 2 * length);
      }
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private static long number(String[] fields, int index) {
    return Long.parseLong(fields[index]);
  }

  /// A process's figures at one moment.
  ///
  /// @param user CPU seconds in user mode
  /// @param system CPU seconds in the kernel
  /// @param childrenUser CPU seconds of children that have ended and been waited for
  /// @param childrenSystem the same in the kernel
  /// @param memory resident bytes
  /// @param readBytes from storage, since the start
  /// @param writtenBytes to storage, since the start
  public record Usage(
      double user,
      double system,
      double childrenUser,
      double childrenSystem,
      long memory,
      long threads,
      long readBytes,
      long writtenBytes,
      long voluntarySwitches,
      long involuntarySwitches,
      long fileDescriptors) {
    public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private Usage with(ResourceUsage own) {
      return new Usage(
          own.user(),
          own.system(),
          childrenUser,
          childrenSystem,
          memory,
          threads,
          readBytes,
          writtenBytes,
          own.voluntarySwitches(),
          own.involuntarySwitches(),
          fileDescriptors);
    }

    public Usage plus(Usage other) {
      return new Usage(
          user + other.user,
          system + other.system,
          childrenUser + other.childrenUser,
          childrenSystem + other.childrenSystem,
          memory + other.memory,
          threads + other.threads,
          readBytes + other.readBytes,
          writtenBytes + other.writtenBytes,
          voluntarySwitches + other.voluntarySwitches,
          involuntarySwitches + other.involuntarySwitches,
          fileDescriptors + other.fileDescriptors);
    }
  }
}
