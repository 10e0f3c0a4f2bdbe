package dev.clew.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// A server that speaks the formats of OpenAI (`/v1/chat/completions`) and Anthropic
/// (`/v1/messages`), whole and streamed, and answers by a script.
public final class ScriptedProvider implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// The length of an answer that never comes to its end.
  private static final long CUT = 1 << 20;

  private final HttpServer server;
  private final Deque<Reply> script = new ArrayDeque<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch silent = new CountDownLatch(1);
  private volatile Function<JsonNode, Reply> otherwise =
      _ -> new Refuse(400, Map.of(), "{\"error\":{\"type\":\"script_is_over\"}}");

  public ScriptedProvider() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  /// What the server does with one request.
  public sealed interface Reply {}

  /// It answers.
  public record Say(String text, List<ToolCall> calls, TokenUsage usage) implements Reply {
    public Say(String text) {
      this(text, List.of(), new TokenUsage(12, 7));
    }

    public Say(String text, ToolCall... calls) {
      this(text, List.of(calls), new TokenUsage(12, 7));
    }
  }

  /// It refuses.
  public record Refuse(int status, Map<String, String> headers, String body) implements Reply {
    public Refuse(int status, String type) {
      this(status, Map.of(), "{\"error\":{\"type\":\"" + type + "\",\"message\":\"no\"}}");
    }
  }

  /// It sends a body as it is.
  public record Raw(String contentType, String body) implements Reply {}

  /// It begins an answer and breaks the connection.
  public record Cut(String begun) implements Reply {}

  /// It ends a stream in good order before the answer is complete.
  public record Short(String begun) implements Reply {}

  /// It streams an event that tells of an error, after a text if there is one.
  public record ErrorEvent(String begun, String type) implements Reply {}

  /// It begins an answer and says no more.
  public record Silence(String begun) implements Reply {}

  /// What came in.
  public record Request(String path, Map<String, List<String>> headers, JsonNode body) {
    public String header(String name) {
      return headers.entrySet().stream()
          .filter(each -> each.getKey().equalsIgnoreCase(name))
          .map(each -> each.getValue().getFirst())
          .findFirst()
          .orElse("");
    }
  }

  public ScriptedProvider then(Reply... replies) {
    synchronized (script) {
      script.addAll(List.of(replies));
    }
    return this;
  }

  /// What it does when the script is over.
  public ScriptedProvider otherwise(Function<JsonNode, Reply> reply) {
    otherwise = reply;
    return this;
  }

  public List<Request> requests() {
    return requests;
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  /// Waits until it has gone silent.
  public void awaitSilence() throws InterruptedException {
    silent.await();
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    JsonNode body = JSON.readTree(exchange.getRequestBody());
    requests.add(
        new Request(
            exchange.getRequestURI().getPath(), Map.copyOf(exchange.getRequestHeaders()), body));
    Wire wire =
        exchange.getRequestURI().getPath().endsWith("/messages")
            ? new AnthropicWire()
            : new OpenAiWire();
    boolean stream = body.path("stream").asBoolean();
    try (exchange) {
      switch (next(body)) {
        case Say say when stream -> sendAll(exchange, "text/event-stream", wire.events(body, say));
        case Say say -> sendAll(exchange, "application/json", List.of(wire.whole(body, say)));
        case Refuse refuse -> {
          refuse.headers().forEach(exchange.getResponseHeaders()::set);
          send(exchange, refuse.status(), "application/json", refuse.body());
        }
        case Raw raw -> send(exchange, 200, raw.contentType(), raw.body());
        case Cut cut -> begin(exchange, wire.begun(body, cut.begun()), CUT).flush();
        case Short ended -> begin(exchange, wire.begun(body, ended.begun())).close();
        case ErrorEvent error -> {
          List<String> events =
              error.begun().isEmpty()
                  ? new ArrayList<>()
                  : new ArrayList<>(wire.begun(body, error.begun()));
          events.add(wire.error(error.type()));
          begin(exchange, events).close();
        }
        case Silence silence -> {
          begin(exchange, wire.begun(body, silence.begun())).flush();
          silent.countDown();
          closing.await();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Reply next(JsonNode body) {
    synchronized (script) {
      Reply reply = script.poll();
      return reply == null ? otherwise.apply(body) : reply;
    }
  }

  private static OutputStream begin(HttpExchange exchange, List<String> pieces) throws IOException {
    return begin(exchange, pieces, 0);
  }

  /// @param length that is announced, 0 for none
  private static OutputStream begin(HttpExchange exchange, List<String> pieces, long length)
      throws IOException {
    exchange.getResponseHeaders().set("content-type", "text/event-stream");
    exchange.sendResponseHeaders(200, length);
    OutputStream out = exchange.getResponseBody();
    for (String piece : pieces) {
      out.write(piece.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
    return out;
  }

  private static void sendAll(HttpExchange exchange, String type, List<String> pieces)
      throws IOException {
    exchange.getResponseHeaders().set("content-type", type);
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      for (String piece : pieces) {
        out.write(piece.getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("content-type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /// A provider's format.
  interface Wire {
    String whole(JsonNode request, Say say);

    List<String> events(JsonNode request, Say say);

    /// The events of an answer up to the end of a text.
    List<String> begun(JsonNode request, String text);

    String error(String type);
  }
}
