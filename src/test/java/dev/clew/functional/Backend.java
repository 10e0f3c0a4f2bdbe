package dev.clew.functional;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A `clew serve` on free ports of the loopback address.
final class Backend implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("(page|otlp) +(http://127[^ ]*).*");

  private final Process process;
  private final String url;
  private final String otlp;

  private Backend(Process process, String url, String otlp) {
    this.process = process;
    this.url = url;
    this.otlp = otlp;
  }

  /// Starts it, and waits until it says where it listens.
  static Backend start(Path home, String... more) throws IOException {
    Process process =
        new Program(home)
            .shell(
                Stream.concat(
                            Stream.of(
                                "exec",
                                Program.path().toString(),
                                "serve",
                                "--port",
                                "0",
                                "--otlp-port",
                                "0"),
                            Stream.of(more))
                        .reduce("", (a, b) -> a + " " + b)
                    + " 2>&1");
    BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
    String url = "";
    String otlp = "";
    StringBuilder all = new StringBuilder();
    while (url.isEmpty() || otlp.isEmpty()) {
      String line = said.readLine();
      if (line == null) {
        throw new AssertionError("clew serve did not start: " + all);
      }
      all.append(line).append('\n');
      Matcher address = ADDRESS.matcher(line);
      if (address.matches()) {
        url = address.group(1).equals("page") ? address.group(2) : url;
        otlp = address.group(1).equals("otlp") ? address.group(2) : otlp;
      }
    }
    Thread.ofVirtual().start(() -> said.lines().forEach(line -> {}));
    return new Backend(process, url, otlp);
  }

  /// The address of the page and the API.
  String url() {
    return url;
  }

  /// The address that takes OTLP.
  String otlp() {
    return otlp;
  }

  /// Asks again and again until an answer has a text in it.
  void await(String path, String text) throws IOException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).build();
      long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
      while (!http.send(request, HttpResponse.BodyHandlers.ofString()).body().contains(text)) {
        if (System.nanoTime() > end) {
          throw new AssertionError("never got " + text);
        }
        Thread.onSpinWait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
