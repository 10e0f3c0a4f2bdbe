package dev.clew.functional;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Requests whose records are of another signal, or whose fields have another type, are refused.
class WrongShapeTest {
  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";

  @TempDir Path home;

  private static List<byte[]> metrics() {
    var point = NumberDataPoint.newBuilder().setTimeUnixNano(1).setAsInt(7).build();
    var gauge = Metric.newBuilder().setName("process.memory.usage").setUnit("By");
    gauge.getGaugeBuilder().addDataPoints(point);
    var sum = Metric.newBuilder().setName("tests");
    sum.getSumBuilder().setIsMonotonic(true).addDataPoints(point);
    return List.of(data(gauge), data(sum));
  }

  private static byte[] data(Metric.Builder metric) {
    var data = MetricsData.newBuilder();
    data.addResourceMetricsBuilder().addScopeMetricsBuilder().addMetrics(metric);
    return data.build().toByteArray();
  }

  private static List<byte[]> logs() {
    var record =
        LogRecord.newBuilder()
            .setObservedTimeUnixNano(5)
            .setBody(AnyValue.newBuilder().setStringValue("hello"));
    var data = LogsData.newBuilder();
    data.addResourceLogsBuilder().addScopeLogsBuilder().addLogRecords(record);
    return List.of(data.build().toByteArray());
  }

  private static List<byte[]> traces() {
    var span =
        Span.newBuilder()
            .setTraceId(ByteString.copyFromUtf8("a trace's own id"))
            .setSpanId(ByteString.copyFromUtf8("its span"))
            .setName("GET /")
            .setStartTimeUnixNano(1)
            .setEndTimeUnixNano(2);
    var data = TracesData.newBuilder();
    data.addResourceSpansBuilder().addScopeSpansBuilder().addSpans(span);
    return List.of(data.build().toByteArray());
  }

  private static int post(HttpClient client, Serve serve, String signal, String type, byte[] body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + serve.otlp().getFirst() + "/v1/" + signal))
            .header("content-type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  @Test
  void recordsOfAnotherSignalAreRefused() throws Exception {
    Map<String, List<byte[]>> protobuf =
        Map.of("traces", traces(), "logs", logs(), "metrics", metrics());
    Map<String, String> json =
        Map.of(
            "traces",
            "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"%032x\",\"spanId\":\"%016x\"}]}]}]}"
                .formatted(1, 2),
            "logs",
            "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"severityNumber\":9}]}]}]}",
            "metrics",
            "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":\"m\"}]}]}]}");
    try (Serve serve = Serve.start(new Program(home));
        HttpClient client = HttpClient.newHttpClient()) {
      for (String path : protobuf.keySet()) {
        for (String sent : protobuf.keySet()) {
          int expected = sent.equals(path) ? 200 : 400;
          for (byte[] body : protobuf.getOrDefault(sent, List.of())) {
            assertThat(post(client, serve, path, PROTOBUF, body))
                .as("%s to /v1/%s", sent, path)
                .isEqualTo(expected);
          }
          String body = json.getOrDefault(sent, "");
          assertThat(post(client, serve, path, JSON, body.getBytes(UTF_8)))
              .as("%s to /v1/%s", sent, path)
              .isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void attributesAsAnObjectAreRefused() throws Exception {
    String attributes = "\"attributes\":{\"a\":\"b\"}";
    Map<String, String> json =
        Map.of(
            "traces",
            "{\"resourceSpans\":[{\"resource\":{%s}}]}".formatted(attributes),
            "logs",
            "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{%s}]}]}]}".formatted(attributes),
            "metrics",
            "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"scope\":{%s}}]}]}".formatted(attributes));
    try (Serve serve = Serve.start(new Program(home));
        HttpClient client = HttpClient.newHttpClient()) {
      for (Map.Entry<String, String> each : json.entrySet()) {
        byte[] body = each.getValue().getBytes(UTF_8);
        assertThat(post(client, serve, each.getKey(), JSON, body)).as(each.getKey()).isEqualTo(400);
      }
    }
  }
}
