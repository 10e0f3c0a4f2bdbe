package dev.clew.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The rows of one commit, in a file of `target/bench`.
///
/// @param commit as git abbreviates it, with `-dirty` where files were changed
/// @param date of the last row, UTC, ISO 8601
/// @param program what was measured
/// @param form `native`, or `jvm` for the launcher over the jar
public record Results(
    String commit, String date, Machine machine, String program, String form, List<Row> rows) {
  private static final Path DIRECTORY = Path.of("target/bench");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /// What it was measured on.
  public record Machine(int cores, String processor, String system) {
    static Machine own() throws IOException {
      return new Machine(
          Runtime.getRuntime().availableProcessors(),
          model(),
          System.getProperty("os.name") + " " + System.getProperty("os.version"));
    }

    private static String model() throws IOException {
      Path file = Path.of("/proc/cpuinfo");
      if (Files.isReadable(file)) {
        try (Stream<String> lines = Files.lines(file)) {
          return lines
              .filter(line -> line.startsWith("model name"))
              .map(line -> line.substring(line.indexOf(':') + 1).strip())
              .findFirst()
              .orElseGet(() -> System.getProperty("os.arch"));
        }
      }
      return System.getProperty("os.arch");
    }
  }

  /// Adds rows of a program to those of the commit that is checked out, in the place of those of
  /// the same name, and says where they are. Rows of another program go.
  public static Path add(Path program, List<Row> more) throws IOException {
    return add(DIRECTORY, program.toString(), form(program), more);
  }

  /// The same for loops that ran in this JVM.
  static Path addLoops(List<Row> more) throws IOException {
    return add(DIRECTORY.resolve("jmh"), Runtime.version().toString(), "jvm", more);
  }

  private static Path add(Path directory, String program, String form, List<Row> more)
      throws IOException {
    String described = git("describe", "--always", "--dirty", "--exclude=*");
    String commit = described == null ? "unknown" : described;
    Path file = file(directory, commit);
    Map<String, Row> rows = new LinkedHashMap<>();
    if (Files.exists(file)) {
      Results before = read(file);
      if (before.program.equals(program)) {
        before.rows.forEach(row -> rows.put(row.name(), row));
      } else {
        System.err.println(file + ": replaces what was measured of " + before.program);
      }
    }
    more.forEach(row -> rows.put(row.name(), row));
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    Files.createDirectories(directory);
    JSON.writeValue(
        file.toFile(),
        new Results(commit, now, Machine.own(), program, form, List.copyOf(rows.values())));
    return file;
  }

  static Results read(Path file) throws IOException {
    return JSON.readValue(file.toFile(), Results.class);
  }

  private static String form(Path program) throws IOException {
    try (InputStream in = Files.newInputStream(program)) {
      return in.read() == 0x7F ? "native" : "jvm";
    }
  }

  private static Path file(Path directory, String commit) {
    return directory.resolve(commit + ".json");
  }

  /// The file of a commit, however it is named, or the one that is named itself.
  static Path find(String base) throws IOException {
    Path named = Path.of(base);
    if (Files.isRegularFile(named)) {
      return named;
    }
    Path given = file(DIRECTORY, base);
    if (Files.exists(given)) {
      return given;
    }
    String commit = git("rev-parse", "--short", "--verify", "-q", base + "^{commit}");
    if (commit == null) {
      throw new Missing(base + " is neither a file nor a commit");
    }
    Path file = file(DIRECTORY, commit);
    if (!Files.exists(file)) {
      throw new Missing(
          """
          nothing was measured of %s: there is no %s. Measure it first:
            git worktree add --detach /tmp/base %s && make -C /tmp/base bench
          and name the file then: make bench-compare BASE=/tmp/base/%s"""
              .formatted(base, file, commit, file));
    }
    return file;
  }

  /// The last one that was measured of those that lie beside a file.
  static Path newestBeside(Path base) throws IOException {
    Path newest = null;
    try (Stream<Path> files = Files.list(base.toAbsolutePath().getParent())) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
        if (!Files.isSameFile(file, base)
            && (newest == null || read(file).date.compareTo(read(newest).date) > 0)) {
          newest = file;
        }
      }
    }
    if (newest == null) {
      throw new Missing("there is nothing beside " + base + " to compare it with: run make bench");
    }
    return newest;
  }

  /// What git says, or null when it fails or is not there.
  private static @Nullable String git(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    try {
      Process git =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String said = new String(git.getInputStream().readAllBytes()).strip();
      return git.waitFor(1, TimeUnit.MINUTES) && git.exitValue() == 0 ? said : null;
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /// Why two commits cannot be compared.
  static final class Missing extends IOException {
    private static final long serialVersionUID = 1;

    Missing(String message) {
      super(message);
    }
  }
}
