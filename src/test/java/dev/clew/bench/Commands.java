package dev.clew.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Starts commands that record into a home of their own, without a backend.
final class Commands {
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s*(\\d+) kB");

  private final Path home;

  Commands(Path home) {
    this.home = home;
  }

  static boolean isThere(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  private Process start(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("CLEW_") || name.startsWith("OTEL_"));
    environment.put("CLEW_HOME", home.toString());
    return builder
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.DISCARD)
        .start();
  }

  private static void succeeded(List<String> command, int code) throws IOException {
    if (code != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + code);
    }
  }

  /// How long a command takes.
  double millis(List<String> command) throws IOException, InterruptedException {
    long start = System.nanoTime();
    int code = start(command).waitFor();
    long took = System.nanoTime() - start;
    succeeded(command, code);
    return took / 1e6;
  }

  /// The most memory that a process of a command had resident, looked at until it ends.
  double megabytes(String... command) throws IOException, InterruptedException {
    Process process = start(List.of(command));
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    double peak = 0;
    do {
      peak = Math.max(peak, peak(status));
    } while (!process.waitFor(50, TimeUnit.MILLISECONDS));
    succeeded(List.of(command), process.exitValue());
    return peak;
  }

  private static double peak(Path status) throws IOException {
    try {
      // One that has ended and was not waited for has no memory.
      return PEAK.matcher(Files.readString(status))
          .results()
          .mapToDouble(found -> Long.parseLong(found.group(1)) / 1024.0)
          .findFirst()
          .orElse(0);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  /// The bytes of all run files.
  long recorded() throws IOException {
    long all = 0;
    for (Path file : runFiles()) {
      all += Files.size(file);
    }
    return all;
  }

  /// Removes what was recorded.
  void forget() throws IOException {
    for (Path file : runFiles()) {
      Files.delete(file);
    }
  }

  private List<Path> runFiles() throws IOException {
    Path directory = home.resolve("data/diagnostics/runs");
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
