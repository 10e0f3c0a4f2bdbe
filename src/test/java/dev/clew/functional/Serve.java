package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.otlp.receiver.OtlpSender;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A running `clew serve` on free ports.
public final class Serve implements AutoCloseable {
  public final Process process;
  final JsonNode started;
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private final Thread reader;

  private Serve(Process process) throws IOException {
    this.process = process;
    this.reader = Thread.ofPlatform().daemon().start(() -> read(process.getErrorStream()));
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    if (line == null) {
      throw new AssertionError("it did not start: " + errors());
    }
    started = new ObjectMapper().readTree(line);
  }

  /// Starts it, and waits until it says that it is ready.
  public static Serve start(Program clew, String... options) throws IOException {
    return new Serve(
        clew.start(
            Stream.concat(
                    Stream.of("serve", "--port", "0", "--otlp-port", "0,0", "-o", "json"),
                    Stream.of(options))
                .toArray(String[]::new)));
  }

  /// One that ignores the signal for files that grow beyond a limit.
  static Serve startWithoutXfsz(Program clew) throws IOException {
    String options = " serve --port 0 --otlp-port 0,0 -o json";
    return new Serve(clew.shell("trap '' XFSZ; exec " + Program.path() + options));
  }

  /// One that may have so many open files.
  static Serve startWithDescriptors(Program clew, int most) throws IOException {
    String options = " serve --port 0 --otlp-port 0,0 -o json";
    return new Serve(clew.shell("ulimit -n " + most + "; exec " + Program.path() + options));
  }

  /// Ports for one that is started again. They lie below those that the system gives to
  /// connections: one of these could be taken meanwhile.
  static List<Integer> freePorts(int count) {
    List<Integer> ports = new ArrayList<>();
    int first = 20_000 + (int) (ProcessHandle.current().pid() % 10_000);
    for (int port = first; ports.size() < count; port++) {
      try (ServerSocket _ = new ServerSocket(port)) {
        ports.add(port);
      } catch (IOException taken) {
        // The next one may be free.
      }
    }
    return ports;
  }

  private void read(InputStream from) {
    byte[] part = new byte[8192];
    try (from) {
      for (int count = from.read(part); count >= 0; count = from.read(part)) {
        synchronized (errors) {
          errors.write(part, 0, count);
          errors.notifyAll();
        }
      }
    } catch (IOException _) {
      // It has been killed.
    }
  }

  /// Waits until it has written a text to stderr, and the rest of its line.
  ///
  /// @return all that it has written there
  String awaitError(String text) throws InterruptedException {
    synchronized (errors) {
      while (!Pattern.compile(Pattern.quote(text) + ".*\n").matcher(errors()).find()) {
        errors.wait();
      }
      return errors();
    }
  }

  /// What it has written to stderr so far.
  public String errors() {
    return errors.toString(StandardCharsets.UTF_8);
  }

  public int port() {
    return ports("page").getFirst();
  }

  /// Of the receivers.
  public List<Integer> otlp() {
    return ports("otlp");
  }

  private List<Integer> ports(String purpose) {
    List<Integer> ports = new ArrayList<>();
    for (JsonNode each : started.get("addresses")) {
      if (each.get("purpose").asText().equals(purpose)
          && !ports.contains(each.get("port").asInt())) {
        ports.add(each.get("port").asInt());
      }
    }
    return ports;
  }

  /// A metric's value, over all labels that contain the text.
  double metric(String name, String labels) throws IOException {
    try (OtlpSender http = new OtlpSender(port())) {
      return http.send(false, http.request("/metrics"))
          .text()
          .lines()
          .filter(line -> line.startsWith(name) && line.contains(labels))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
          .sum();
    }
  }

  boolean isReady() throws IOException {
    try (OtlpSender http = new OtlpSender(port())) {
      return http.send(false, http.request("/health/ready")).status() == 200;
    }
  }

  boolean isReadyOver(java.net.http.HttpClient client) throws IOException, InterruptedException {
    var request =
        java.net.http.HttpRequest.newBuilder(
                java.net.URI.create("https://127.0.0.1:" + port() + "/health/ready"))
            .build();
    return client.send(request, java.net.http.HttpResponse.BodyHandlers.discarding()).statusCode()
        == 200;
  }

  /// Asks it to end.
  ///
  /// @return its exit code
  public int end() throws InterruptedException {
    // Process.destroy() would close its output before the last of it is read.
    assertThat(process.toHandle().destroy()).isTrue();
    return await();
  }

  int await() throws InterruptedException {
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("it does not end: " + errors());
    }
    reader.join();
    return process.exitValue();
  }

  @Override
  public void close() {
    // The store's lock is free once the process is gone.
    process.destroyForcibly().onExit().join();
  }
}
