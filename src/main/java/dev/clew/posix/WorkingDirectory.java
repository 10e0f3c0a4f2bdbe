package dev.clew.posix;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;

/// The directory in which this process works. It may have no name that leads there: it has been
/// removed, a mount covers it, its name is not UTF-8, or a directory above it is closed to this
/// user.
public final class WorkingDirectory {
  private static final Path OWN = Path.of("/proc/self/cwd");

  /// The property in which the launcher over the jar names the descriptor of the directory that it
  /// has left for `/`, because the JVM does not start in one without a name.
  private static final String LEFT = "clew.directory";

  private static final int PATH_ONLY = 0x200000;
  private static final int NAME = 4096;

  private WorkingDirectory() {}

  /// Makes the directory one that Java can work in. To be called before Java asks for its name: it
  /// does so once, and fails in a directory that has been removed.
  static void prepare(Libc libc) {
    String left = System.getProperty(LEFT, "");
    if (!left.isEmpty()) {
      back(libc, Integer.parseInt(left));
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      if (libc.call("getcwd", arena.allocate(NAME).address(), NAME) > 0) {
        return;
      }
      long here = NativeText.pointer(arena, ".").address();
      int directory = libc.callInt("open", here, PATH_ONLY | Pipe.CLOSE_ON_EXEC, 0);
      var _ = libc.callInt("chdir", NativeText.pointer(arena, "/").address());
      var _ = Path.of("").toAbsolutePath().toFile().exists();
      back(libc, directory);
    }
  }

  private static void back(Libc libc, int directory) {
    var _ = libc.callInt("fchdir", directory);
    var _ = libc.callInt("close", directory);
  }

  /// A path that leads there: its name, or else the kernel's link to it.
  public static Path path() {
    try {
      Path named = Path.of("").toAbsolutePath();
      return Files.exists(OWN) && !isSame(named) ? OWN : named;
    } catch (RuntimeException noName) {
      // The JDK has no exception of its own for it.
      return OWN;
    }
  }

  private static boolean isSame(Path named) {
    try {
      return Files.isSameFile(named, OWN);
    } catch (IOException unreachable) {
      return false;
    }
  }

  /// The name of what [#path] gives, to be shown.
  public static String name(Path path) {
    try {
      return path.equals(OWN) ? Files.readSymbolicLink(OWN).toString() : path.toString();
    } catch (IOException noProc) {
      return path.toString();
    }
  }

  /// The name of a directory below, or of an absolute one.
  ///
  /// @param relative as [NativeText]
  public static String join(String directory, String relative) {
    try {
      return Path.of(directory).resolve(relative).normalize().toString();
    } catch (java.nio.file.InvalidPathException notText) {
      return relative.startsWith("/") ? relative : directory + "/" + relative;
    }
  }
}
