package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/// A run with spans that share their ids: of two traces, and of both sides of a call. And with
/// metrics that share their names: of two services, and in two units.
public final class SharedIds {
  public static final String RUN = "0000000000005a1d";
  public static final String FIRST = "00000000000000000000000000000e01";
  public static final String SECOND = "00000000000000000000000000000e02";

  private final long now;

  /// @param now in nanoseconds since 1970
  public SharedIds(long now) {
    this.now = now;
  }

  /// The id of the number.
  public static String id(long number) {
    return "%016x".formatted(number);
  }

  /// Sends all of it to a receiver.
  public void send(int port) throws Exception {
    String spans =
        spans("api", span(FIRST, 1, 0, "good", 1, 0), span(FIRST, 2, 1, "child of good", 1, 0))
            + ","
            + spans(
                "api", span(SECOND, 1, 0, "bad", 1, 2), span(SECOND, 3, 1, "child of bad", 1, 0))
            + ","
            + spans("front", span(FIRST, 4, 2, "client side", 3, 0))
            + ","
            + spans(
                "back", span(FIRST, 4, 2, "server side", 2, 0), span(FIRST, 5, 4, "query", 1, 0));
    String metrics =
        metrics("api", gauge("queue", "", 1090), gauge("latency", "s", 0.25))
            + ","
            + metrics("worker", gauge("queue", "", 9), gauge("latency", "ms", 250));
    try (HttpClient client = HttpClient.newHttpClient()) {
      post(client, port, "traces", "{\"resourceSpans\":[%s]}".formatted(spans));
      post(client, port, "metrics", "{\"resourceMetrics\":[%s]}".formatted(metrics));
    }
  }

  private static void post(HttpClient client, int port, String signal, String body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/" + signal))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
  }

  private static String resource(String service) {
    return """
        "resource":{"attributes":[{"key":"parallax.run.id","value":{"stringValue":"%s"}},\
        {"key":"service.name","value":{"stringValue":"%s"}}]}"""
        .formatted(RUN, service);
  }

  private static String spans(String service, String... spans) {
    return "{%s,\"scopeSpans\":[{\"spans\":[%s]}]}"
        .formatted(resource(service), String.join(",", spans));
  }

  private String span(String trace, long id, long parent, String name, int kind, int status) {
    String up = parent == 0 ? "" : id(parent);
    return """
        {"traceId":"%s","spanId":"%s","parentSpanId":"%s","name":"%s","kind":%d,\
        "startTimeUnixNano":"%d","endTimeUnixNano":"%d","status":{"code":%d}}"""
        .formatted(trace, id(id), up, name, kind, now + id * 1_000_000, now + 90_000_000, status);
  }

  private static String metrics(String service, String... metrics) {
    return "{%s,\"scopeMetrics\":[{\"metrics\":[%s]}]}"
        .formatted(resource(service), String.join(",", metrics));
  }

  private String gauge(String name, String unit, double value) {
    return "{\"name\":\"%s\",\"unit\":\"%s\",\"gauge\":{\"dataPoints\":[{\"timeUnixNano\":\"%d\",\"asDouble\":%s}]}}"
        .formatted(name, unit, now, value);
  }
}
