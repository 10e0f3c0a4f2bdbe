package dev.clew.functional;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Runs the real program, `target/clew` or what the property `clew.program` names, in a home of its
/// own and with an environment that holds nothing but PATH.
public final class Program {
  private final Path home;
  private final Map<String, String> environment = new TreeMap<>();

  public Program(Path home) {
    this.home = home;
    environment.put("CLEW_HOME", home.toString());
    environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    environment.put("HOME", home.toString());
    environment.put("LC_ALL", "C.UTF-8");
  }

  public static Path path() {
    return Path.of(System.getProperty("clew.program", "target/clew")).toAbsolutePath();
  }

  /// Whether it is a binary, not the launcher over the jar.
  public static boolean isNative() throws IOException {
    try (InputStream in = Files.newInputStream(path())) {
      return in.read() == 0x7F;
    }
  }

  /// Exports to a backend that is there, and waits for it as long as this machine needs.
  Program exportingTo(OtlpReceiver backend) {
    return with("OTEL_EXPORTER_OTLP_ENDPOINT", backend.endpoint())
        .with("OTEL_EXPORTER_OTLP_TIMEOUT", "120000");
  }

  public Program with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  public Program without(String name) {
    environment.remove(name);
    return this;
  }

  /// Runs to the end, with nothing on standard input.
  public Ended run(String... arguments) {
    return run(new byte[0], arguments);
  }

  Ended run(byte[] input, String... arguments) {
    try {
      return end(start(arguments), input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits until a process has ended, with nothing on standard input.
  public Ended end(Process process) throws IOException {
    return end(process, new byte[0]);
  }

  private static Ended end(Process process, byte[] input) throws IOException {
    try {
      CompletableFuture<byte[]> out = read(process.getInputStream());
      CompletableFuture<byte[]> err = read(process.getErrorStream());
      process.getOutputStream().write(input);
      process.getOutputStream().close();
      if (!process.waitFor(10, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("still running after 10 min: " + process.info());
      }
      return new Ended(process.exitValue(), out.join(), text(err.join()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /// Starts it and leaves it running.
  public Process start(String... arguments) throws IOException {
    return start(Stream.concat(Stream.of(path().toString()), Stream.of(arguments)).toList());
  }

  /// Starts another program in the same environment.
  public Process command(String... command) throws IOException {
    return start(List.of(command));
  }

  /// Starts a shell script in the same environment.
  public Process shell(String script) throws IOException {
    return start(List.of("sh", "-c", script));
  }

  Process start(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.directory(home.toFile());
    return builder.start();
  }

  private static CompletableFuture<byte[]> read(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (stream) {
            var all = new ByteArrayOutputStream();
            stream.transferTo(all);
            return all.toByteArray();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        reader -> Thread.ofPlatform().daemon().start(reader));
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /// The run files that are there, in either place.
  public List<Path> runFiles() {
    return Stream.of("data/diagnostics/runs", "data/spool")
        .map(home::resolve)
        .filter(Files::isDirectory)
        .flatMap(
            directory -> {
              try (Stream<Path> files = Files.list(directory)) {
                return files.filter(file -> file.toString().endsWith(".jsonl")).toList().stream();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .toList();
  }

  /// What the only run file holds.
  Records records() {
    List<Path> files = runFiles();
    if (files.size() != 1) {
      throw new AssertionError("not one run file: " + files);
    }
    return Records.of(files.getFirst());
  }

  /// How a command ended.
  public record Ended(int code, byte[] out, String err) {
    public String text() {
      return Program.text(out);
    }
  }
}
