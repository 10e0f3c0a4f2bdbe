package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A run of linked traces, as `clew console` and `clew run --container` make one: screens, a launch
/// and its session. Before it stands a run that the first screen is linked to, behind it one that
/// is linked to the session.
public final class LinkedTraces {
  public static final String RUN = "00000000000c0501";
  public static final String BEFORE = "00000000000c0500";
  public static final String BEHIND = "00000000000c0502";

  /// A run of traces in rings, of many traces and of a span with many links.
  public static final String HOSTILE = "00000000000c05ff";

  public static final int MANY_TRACES = 5_000;
  public static final int MANY_LINKS = 10_000;

  private static final long MILLI = 1_000_000;

  private final long now;
  private final int port;

  /// @param now in nanoseconds since 1970
  /// @param port of the receiver
  public LinkedTraces(long now, int port) {
    this.now = now;
    this.port = port;
  }

  /// A span of a test; its trace's number and its own make the ids.
  private record Drawn(int trace, int id, int parent, String name, int from, int to, int status) {}

  /// The id of the trace with a number.
  public static String trace(int number) {
    return "%032x".formatted(0xc05000 + number);
  }

  /// The id of the span with a number.
  public static String span(int number) {
    return "%016x".formatted(0xc0500000 + number);
  }

  /// Sends the run and its neighbours.
  public void send() throws Exception {
    post(BEFORE, "build", json(new Drawn(1, 10, 0, "make image", -900, -100, 0)));
    post(
        RUN,
        "clew",
        json(new Drawn(6, 60, 0, "session alpine", 1_700, 4_600, 2), link(5, 50, "clew.launch")),
        json(new Drawn(6, 61, 60, "GET /items", 2_000, 2_300, 0)),
        json(new Drawn(6, 62, 60, "POST /items", 2_600, 4_500, 2)),
        json(new Drawn(5, 50, 0, "run alpine", 900, 5_000, 2), link(3, 30, "from")),
        json(new Drawn(5, 51, 50, "pull", 950, 1_400, 0)),
        json(new Drawn(5, 52, 50, "create", 1_400, 1_600, 0)),
        json(new Drawn(5, 53, 50, "start", 1_600, 1_700, 0)),
        json(new Drawn(2, 20, 0, "screen runs", 0, 600, 0), link(1, 10, "from")),
        json(new Drawn(3, 30, 0, "screen run", 600, 5_200, 0), link(2, 20, "from")),
        json(new Drawn(4, 40, 0, "screen log", 5_200, 6_000, 0), link(3, 30, "from")));
    post(
        BEHIND,
        "report",
        json(new Drawn(7, 70, 0, "write report", 7_000, 7_500, 0), link(6, 60, "of")));
  }

  /// Sends the run of rings, of many traces and of many links.
  public void sendHostile() throws Exception {
    List<String> spans = new ArrayList<>();
    for (int ring = 100; ring < 103; ring++) {
      int next = ring == 102 ? 100 : ring + 1;
      spans.add(
          json(new Drawn(ring, ring, 0, "ring " + ring, ring, 5_000, 0), link(next, next, "")));
    }
    spans.add(json(new Drawn(104, 104, 0, "itself", 10, 20, 0), link(104, 104, "")));
    spans.add(json(new Drawn(105, 105, 0, "nowhere", 10, 20, 0), "{}", link(99, 99, "")));
    String[] many =
        IntStream.range(0, MANY_LINKS)
            .mapToObj(i -> link(1_000 + i % MANY_TRACES, 1_000 + i % MANY_TRACES, ""))
            .toArray(String[]::new);
    spans.add(json(new Drawn(106, 106, 0, "batch", 20, 6_000, 0), many));
    IntStream.range(0, MANY_TRACES)
        .mapToObj(i -> new Drawn(1_000 + i, 1_000 + i, 0, "item " + i, 30 + i, 40 + i, 0))
        .forEach(item -> spans.add(json(item, link(106, 106, ""))));
    post(HOSTILE, "clew", spans.toArray(String[]::new));
  }

  private static String link(int trace, int span, String kind) {
    String attributes =
        kind.isEmpty()
            ? ""
            : ",\"attributes\":[{\"key\":\"link.kind\",\"value\":{\"stringValue\":\"%s\"}}]"
                .formatted(kind);
    return "{\"traceId\":\"%s\",\"spanId\":\"%s\"%s}"
        .formatted(trace(trace), span(span), attributes);
  }

  private String json(Drawn span, String... links) {
    return """
        {"traceId":"%s","spanId":"%s","parentSpanId":"%s","name":"%s","kind":1,\
        "startTimeUnixNano":"%d","endTimeUnixNano":"%d","status":{"code":%d},"links":[%s]}"""
        .formatted(
            trace(span.trace()),
            span(span.id()),
            span.parent() == 0 ? "" : span(span.parent()),
            span.name(),
            now + span.from() * MILLI,
            now + span.to() * MILLI,
            span.status(),
            String.join(",", links));
  }

  private void post(String run, String service, String... spans) throws Exception {
    String body =
        """
        {"resourceSpans":[{"resource":{"attributes":[\
        {"key":"parallax.run.id","value":{"stringValue":"%s"}},\
        {"key":"service.name","value":{"stringValue":"%s"}}]},\
        "scopeSpans":[{"spans":[%s]}]}]}"""
            .formatted(run, service, List.of(spans).stream().collect(Collectors.joining(",")));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/traces"))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }
  }
}
