package dev.clew.telemetry.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.posix.PortOwner;
import dev.clew.telemetry.Measurement;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// `/metrics` on a port of the loopback address, for as long as it is open.
public final class MetricsEndpoint implements AutoCloseable {
  private static final String PATH = "/metrics";

  private static final String CONNECTIONS = "32";
  private static final String REQUEST_SECONDS = "10";

  private final HttpServer server;
  private final ExecutorService exchanges = Executors.newVirtualThreadPerTaskExecutor();

  private MetricsEndpoint(HttpServer server) {
    this.server = server;
  }

  /// Answers from now on.
  ///
  /// @param values the present ones; asked for at each request, on any thread
  /// @param help what a metric measures, by its name
  /// @throws ClewError E050 when the port is taken, E051 when it cannot be had
  public static MetricsEndpoint open(
      int port, Supplier<List<Measurement>> values, UnaryOperator<String> help) {
    var endpoint = new MetricsEndpoint(bound(port));
    endpoint.server.createContext(
        "/", exchange -> answer(exchange, () -> PrometheusText.of(values.get(), help)));
    endpoint.server.setExecutor(endpoint.exchanges);
    endpoint.server.start();
    return endpoint;
  }

  private static HttpServer bound(int port) {
    limit();
    try {
      var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      return HttpServer.create(new InetSocketAddress(loopback, port), 0);
    } catch (BindException e) {
      String message = String.valueOf(e.getMessage());
      throw message.contains("already in use")
          ? new ClewError(ErrorCode.E050, "port " + port + ": " + PortOwner.of(port), e)
          : new ClewError(ErrorCode.E051, "port " + port + ": " + message, e);
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E051, "port " + port + ": " + e.getMessage(), e);
    }
  }

  /// Connections that send nothing take descriptors which the execution needs. The server reads its
  /// limits once, from properties; a native image has them from its build
  /// (`application.properties`).
  private static void limit() {
    System.setProperty("jdk.httpserver.maxConnections", CONNECTIONS);
    System.setProperty("sun.net.httpserver.maxReqTime", REQUEST_SECONDS);
  }

  private static void answer(HttpExchange exchange, Supplier<String> metrics) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      if (!isOfThisMachine(exchange.getRequestHeaders().getFirst("Host"))) {
        send(exchange, 421, "metrics are at 127.0.0.1 and localhost only\n");
      } else if (!PATH.equals(exchange.getRequestURI().getPath())) {
        send(exchange, 404, "metrics are at /metrics\n");
      } else if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        send(exchange, 405, "only GET and HEAD\n");
      } else {
        exchange.getResponseHeaders().set("Content-Type", PrometheusText.CONTENT_TYPE);
        send(exchange, 200, metrics.get());
      }
    }
  }

  /// No web site can make a name of its own mean this machine.
  private static boolean isOfThisMachine(@Nullable String host) {
    String name = host == null ? "" : host.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
    return name.equals("127.0.0.1") || name.equals("localhost");
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(UTF_8);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  /// Ends connections, too.
  @Override
  public void close() {
    server.stop(0);
    exchanges.shutdownNow();
  }
}
