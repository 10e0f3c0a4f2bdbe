package dev.clew.functional.page;

import dev.clew.functional.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The real `clew serve`, on free ports, with a store of its own.
final class Server implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");
  private static final Pattern OTLP = Pattern.compile("\"otlp\":\\[\"([^\"]+)\"");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final String token;
  private final String page;
  private final String otlp;

  /// @param port of the page; 0 takes a free one
  Server(Path home, int port) throws IOException {
    this(home, port, "");
  }

  /// @param token that clients need; empty for none
  Server(Path home, int port, String token) throws IOException {
    this.token = token;
    Program clew = new Program(home);
    String[] serve = {"serve", "--port", String.valueOf(port), "--otlp-port", "0"};
    process =
        token.isEmpty() ? clew.start(serve) : clew.with("CLEW_SERVE_TOKEN", token).start(serve);
    page = address();
    otlp = field(OTLP, get(page + "/api/v1/status"));
    drain(process);
  }

  /// The address of the page, without a slash at the end.
  String page() {
    return page;
  }

  int port() {
    return URI.create(page).getPort();
  }

  /// Where runs are sent.
  String otlp() {
    return otlp;
  }

  /// Reads what the program says until one of the addresses in it answers as the page's.
  private String address() throws IOException {
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    StringBuilder all = new StringBuilder();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      all.append(line).append('\n');
      Matcher address = ADDRESS.matcher(line);
      while (address.find()) {
        if (get(address.group() + "/api/v1/status").contains("\"version\"")) {
          return address.group();
        }
      }
    }
    throw new AssertionError("clew serve did not say where it is:\n" + all);
  }

  private String get(String url) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url))
              .header("Authorization", "Bearer " + token)
              .build();
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String field(Pattern pattern, String json) {
    Matcher found = pattern.matcher(json);
    if (!found.find()) {
      throw new AssertionError("not in the status: " + pattern + "\n" + json);
    }
    return found.group(1);
  }

  private static void drain(Process process) {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                process.getErrorStream().transferTo(System.err);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  /// Ends it without a chance to do anything more.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
