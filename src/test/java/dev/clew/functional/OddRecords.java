package dev.clew.functional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.otlp.receiver.OtlpSender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Records that OTLP allows, or that receivers take all the same: without times, with times that no
/// clock shows, without names, with empty and doubled keys. Every reader shows them.
public final class OddRecords {
  /// The run that has most of them, and a span that lacks nothing.
  public static final String RUN = "odd-run";

  /// Runs with one span each: without a time, with one after 2262, with an end before its start.
  public static final List<String> UNTIMED = List.of("untimed", "late", "backwards");

  /// Ids that mean something in a path, to a shell or to a terminal.
  public static final List<String> IDS =
      List.of("a/b", "../x", "#", "?", ".", "..", "%2E", "%2F", "a b;c=d", "x\u001b[2Jy\u202ez");

  /// An integer that a number of JavaScript's cannot hold.
  public static final String BIG = "9007199254740993";

  private static final String LATE = "\"9223372036854775813\"";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final long start;

  /// @param start of what has a time, nanoseconds since 1970
  public OddRecords(long start) {
    this.start = start;
  }

  /// All of them, a request a line.
  public String lines() {
    StringBuilder lines = new StringBuilder();
    lines.append(spans(RUN, oddSpans())).append(logs(oddLogs())).append(metrics());
    lines.append(spans("untimed", span(2, 1, "\"name\":\"untimed\"")));
    lines.append(spans("late", span(3, 1, "\"name\":\"late\"," + times(LATE, LATE))));
    String backwards = "\"name\":\"backwards\"," + times(at(5_000_000_000L), at(0));
    lines.append(spans("backwards", span(4, 1, backwards)));
    for (int i = 0; i < IDS.size(); i++) {
      String named = "\"name\":\"id " + i + "\"," + times(at(0), at(1_000_000));
      lines.append(spans(IDS.get(i), span(10 + i, 1, named)));
    }
    return lines.toString();
  }

  /// Sends them to a receiver.
  public void send(int port) throws IOException {
    try (OtlpSender http = new OtlpSender(port)) {
      for (String line : lines().split("\n", -1)) {
        if (!line.isEmpty()) {
          String signal =
              line.startsWith("{\"resourceSpans")
                  ? "traces"
                  : line.startsWith("{\"resourceLogs") ? "logs" : "metrics";
          byte[] body = line.getBytes(StandardCharsets.UTF_8);
          OtlpSender.Answer answer =
              http.http(false, "/v1/" + signal, "application/json", body, false);
          if (answer.status() != 200) {
            throw new AssertionError(answer.text() + "\n" + line);
          }
        }
      }
    }
  }

  private String at(long nanos) {
    return "\"" + (start + nanos) + "\"";
  }

  private static String times(String start, String end) {
    return "\"startTimeUnixNano\":" + start + ",\"endTimeUnixNano\":" + end;
  }

  private static String span(int trace, int id, String fields) {
    return "{\"traceId\":\"%032x\",\"spanId\":\"%016x\",%s}".formatted(trace, id, fields);
  }

  private String oddSpans() {
    String below = "\"parentSpanId\":\"0000000000000001\",";
    String attributes =
        "\"attributes\":["
            + pair("", "\"stringValue\":\"of an empty key\"")
            + ","
            + pair("dup", "\"stringValue\":\"first\"")
            + ","
            + pair("dup", "\"intValue\":\"2\"")
            + ","
            + pair("big", "\"intValue\":\"" + BIG + "\"")
            + ",{\"key\":\"none\"}]";
    return String.join(
        ",",
        span(1, 1, "\"name\":\"whole\"," + times(at(0), at(1_000_000_000))),
        span(1, 2, below + "\"name\":\"no times\""),
        span(1, 3, below + "\"name\":\"too late\"," + times(LATE, LATE)),
        span(1, 4, below + "\"name\":\"ends before\"," + times(at(500_000_000), at(0))),
        span(
            1,
            5,
            below
                + times(at(0), at(1000))
                + ",\"events\":[{},{\"name\":\"named\"},{\"timeUnixNano\":"
                + at(0)
                + "},{\"name\":\"late\",\"timeUnixNano\":"
                + LATE
                + "}],\"links\":[{},{\"traceId\":\"%032x\",\"spanId\":\"%016x\",\"attributes\":["
                    .formatted(2, 1)
                + pair("why", "\"stringValue\":\"because\"")
                + "]}],"
                + attributes));
  }

  private String oddLogs() {
    return String.join(
        ",",
        "{\"body\":{\"stringValue\":\"no time\"}}",
        "{\"timeUnixNano\":" + LATE + ",\"body\":{\"stringValue\":\"too late\"}}",
        "{\"timeUnixNano\":"
            + at(0)
            + ",\"severityNumber\":17,\"body\":{\"stringValue\":\"many\\nlines\\nhere\\n\"}}",
        "{\"timeUnixNano\":" + at(1) + "}",
        "{\"timeUnixNano\":"
            + at(2)
            + ",\"body\":{\"stringValue\":\"odd attributes\"},\"attributes\":["
            + pair("", "\"stringValue\":\"of an empty key\"")
            + ","
            + pair("dup", "\"stringValue\":\"first\"")
            + ","
            + pair("dup", "\"stringValue\":\"second\"")
            + ","
            + pair("big", "\"intValue\":\"" + BIG + "\"")
            + "]}");
  }

  private String metrics() {
    String points =
        String.join(
            ",",
            gauge("", "\"timeUnixNano\":" + at(0) + ",\"asInt\":\"" + BIG + "\""),
            gauge("no.time", "\"asDouble\":1.5"),
            gauge("late.time", "\"timeUnixNano\":" + LATE + ",\"asDouble\":2"),
            gauge("whole", "\"timeUnixNano\":" + at(0) + ",\"asDouble\":3"),
            "{\"name\":\"empty\"}");
    return "{\"resourceMetrics\":[{"
        + resource(RUN)
        + ",\"scopeMetrics\":[{\"metrics\":["
        + points
        + "]}]}]}\n";
  }

  private static String gauge(String name, String point) {
    return "{\"name\":\"" + name + "\",\"gauge\":{\"dataPoints\":[{" + point + "}]}}";
  }

  private static String spans(String run, String spans) {
    return "{\"resourceSpans\":[{"
        + resource(run)
        + ",\"scopeSpans\":[{\"spans\":["
        + spans
        + "]}]}]}\n";
  }

  private static String logs(String records) {
    return "{\"resourceLogs\":[{"
        + resource(RUN)
        + ",\"scopeLogs\":[{\"logRecords\":["
        + records
        + "]}]}]}\n";
  }

  private static String resource(String run) {
    JsonNode id = JSON.getNodeFactory().textNode(run);
    return "\"resource\":{\"attributes\":["
        + pair("service.name", "\"stringValue\":\"odd\"")
        + ",{\"key\":\"session.id\",\"value\":{\"stringValue\":"
        + id
        + "}}]}";
  }

  private static String pair(String key, String value) {
    return "{\"key\":\"" + key + "\",\"value\":{" + value + "}}";
  }
}
