package dev.clew.posix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The descriptors of this process behind standard input, output and error.
public final class OpenDescriptors {
  private static final Path OWN = Path.of("/proc/self/fd");
  private static final Path PROGRAM = Path.of("/proc/self/exe");

  private static final String LIMIT = "Max open files";

  private OpenDescriptors() {}

  /// Those that this process was started with, such as make's job server. To be asked before Clew
  /// opens anything; what the JVM or the native image has opened for itself by then is known by its
  /// place.
  ///
  /// @param javaHome null in a native image, which opens its own file only
  /// @param classPath of the JVM
  public static Set<Integer> inherited(@Nullable String javaHome, String classPath) {
    Set<Integer> open = now();
    if (!open.isEmpty()) {
      String program = target(PROGRAM);
      open.removeIf(
          number -> {
            String target = target(OWN.resolve(Integer.toString(number)));
            return target.equals(program)
                || classPath.contains(target)
                || (javaHome != null && target.startsWith(javaHome));
          });
    }
    return open;
  }

  /// All that are open now.
  static Set<Integer> now() {
    Set<Integer> open = new TreeSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(OWN)) {
      entries.forEach(entry -> open.add(Integer.parseInt(entry.getFileName().toString())));
    } catch (IOException | DirectoryIteratorException noProc) {
      return open;
    }
    // What the listing itself had open is closed again.
    open.removeIf(number -> number < 3 || target(OWN.resolve(Integer.toString(number))).isEmpty());
    return open;
  }

  /// How many this process may have.
  ///
  /// @param limits `/proc/self/limits`
  /// @return [Integer#MAX_VALUE] where the system does not say
  public static int most(Path limits) {
    try (Stream<String> lines = Files.lines(limits)) {
      return lines
          .filter(line -> line.startsWith(LIMIT))
          .map(line -> line.substring(LIMIT.length()).strip().split(" +", 2)[0])
          .filter(soft -> soft.matches("[0-9]{1,9}"))
          .mapToInt(Integer::parseInt)
          .findFirst()
          .orElse(Integer.MAX_VALUE);
    } catch (IOException | UncheckedIOException noProc) {
      return Integer.MAX_VALUE;
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closed) {
      return "";
    }
  }
}
