package dev.clew.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/// The [TinyServer] behind streamable HTTP, with a session.
public final class TinyHttpServer implements AutoCloseable {
  private final HttpServer server;
  private final boolean streaming;
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  /// @param streaming whether answers are events
  public TinyHttpServer(boolean streaming) throws IOException {
    this.streaming = streaming;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/mcp", this::handle);
    server.createContext("/locked", exchange -> status(exchange, 401));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  public URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /// Method, session, version and authorization of each request.
  public List<String> seen() {
    return seen;
  }

  private static void status(HttpExchange exchange, int status) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    JsonNode message = TinyServer.JSON.readTree(exchange.getRequestBody());
    String method =
        exchange.getRequestMethod().equals("DELETE") ? "DELETE" : message.path("method").asText();
    seen.add(
        "%s %s %s %s"
            .formatted(
                method,
                headers.getFirst("mcp-session-id"),
                headers.getFirst("mcp-protocol-version"),
                headers.getFirst("authorization")));
    if (method.equals("DELETE")) {
      status(exchange, 204);
      return;
    }
    var others = new ByteArrayOutputStream();
    ObjectNode answer = TinyServer.answer(message, new PrintStream(others));
    try (exchange) {
      if (message.at("/params/name").asText().equals("silence")) {
        exchange.getResponseHeaders().set("content-type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().flush();
        closing.await();
      } else if (answer == null) {
        exchange.sendResponseHeaders(202, -1);
      } else {
        answer(exchange, method, answer);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(HttpExchange exchange, String method, ObjectNode answer) throws IOException {
    if (method.equals("initialize")) {
      exchange.getResponseHeaders().set("mcp-session-id", "session-1");
    }
    String note = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{}}";
    String body =
        streaming
            ? "event: message\ndata: " + note + "\n\nid: 2\ndata: " + answer + "\n\n"
            : answer.toString();
    exchange
        .getResponseHeaders()
        .set("content-type", streaming ? "text/event-stream" : "application/json");
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
  }
}
