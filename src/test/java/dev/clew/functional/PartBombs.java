package dev.clew.functional;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.clew.otlp.codec.OtlpSignal;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/// Requests of one record each, of the run `bomb`, that is made of many nested empty messages.
final class PartBombs {
  private static final AtomicInteger RESOURCES = new AtomicInteger();
  private static final AtomicInteger SPANS = new AtomicInteger();

  private PartBombs() {}

  /// What reads them: the last span, and all of them.
  static List<String> readers() {
    return List.of(
        "runs",
        "runs/bomb",
        "runs/bomb/tree",
        "runs/bomb/spans",
        "runs/bomb/logs?limit=1000",
        "runs/bomb/logs?q=zz",
        "runs/bomb/logs/histogram",
        "runs/bomb/logs/matches?q=a",
        "runs/bomb/metrics",
        "runs/bomb/export",
        "logs?limit=1000",
        "metrics-data?name=m",
        "traces",
        "traces/" + "01".repeat(16) + "/spans",
        "spans/%s/%016x".formatted("01".repeat(16), SPANS.get()),
        "compare?a=bomb&b=bomb",
        "services",
        "status");
  }

  /// A request.
  ///
  /// @param json with `%s` in the place of the messages
  record Bomb(String name, OtlpSignal signal, IntFunction<Message> message, String json) {
    byte[] protobuf(int parts) {
      return message.apply(parts).toByteArray();
    }

    String json(int parts) {
      return json.formatted(String.join(",", Collections.nCopies(parts, "{}")));
    }
  }

  private static <T> List<T> times(int count, T value) {
    return Collections.nCopies(count, value);
  }

  private static KeyValue pair(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  /// Each is another one.
  private static Resource.Builder resource() {
    return Resource.newBuilder()
        .addAttributes(pair("session.id", "bomb"))
        .addAttributes(pair("n", "" + RESOURCES.incrementAndGet()));
  }

  private static Span.Builder span() {
    byte[] trace = new byte[16];
    java.util.Arrays.fill(trace, (byte) 1);
    return Span.newBuilder()
        .setTraceId(ByteString.copyFrom(trace))
        .setSpanId(
            ByteString.copyFrom(
                java.nio.ByteBuffer.allocate(8).putLong(SPANS.incrementAndGet()).array()))
        .setName("s")
        .setStartTimeUnixNano(1)
        .setEndTimeUnixNano(2);
  }

  private static Message spans(Resource.Builder resource, Span.Builder span) {
    return TracesData.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(resource)
                .addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
        .build();
  }

  private static Message logs(LogRecord.Builder log) {
    return LogsData.newBuilder()
        .addResourceLogs(
            ResourceLogs.newBuilder()
                .setResource(resource())
                .addScopeLogs(
                    ScopeLogs.newBuilder().addLogRecords(log.setTimeUnixNano(1).setEventName("e"))))
        .build();
  }

  private static Message metric(Metric.Builder metric) {
    return MetricsData.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .setResource(resource())
                .addScopeMetrics(ScopeMetrics.newBuilder().addMetrics(metric.setName("m"))))
        .build();
  }

  private static String logs(String record) {
    return "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{" + record + "}]}]}]}";
  }

  private static String span(String part) {
    return "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"s\",\""
        + part
        + "\":[%s]}]}]}]}";
  }

  private static String metric(String point) {
    return "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":\"m\","
        + point
        + "}]}]}]}";
  }

  static List<Bomb> all() {
    KeyValue empty = KeyValue.getDefaultInstance();
    return List.of(
        new Bomb(
            "attributes of a resource",
            OtlpSignal.TRACES,
            n -> spans(resource().addAllAttributes(times(n, empty)), span()),
            "{\"resourceSpans\":[{\"resource\":{\"attributes\":[%s]}}]}"),
        new Bomb(
            "attributes of a span",
            OtlpSignal.TRACES,
            n -> spans(resource(), span().addAllAttributes(times(n, empty))),
            span("attributes")),
        new Bomb(
            "events of a span",
            OtlpSignal.TRACES,
            n -> spans(resource(), span().addAllEvents(times(n, Span.Event.getDefaultInstance()))),
            span("events")),
        new Bomb(
            "links of a span",
            OtlpSignal.TRACES,
            n -> spans(resource(), span().addAllLinks(times(n, Span.Link.getDefaultInstance()))),
            span("links")),
        new Bomb(
            "attributes of a log record",
            OtlpSignal.LOGS,
            n -> logs(LogRecord.newBuilder().addAllAttributes(times(n, empty))),
            logs("\"attributes\":[%s]")),
        new Bomb(
            "values of a body",
            OtlpSignal.LOGS,
            n ->
                logs(
                    LogRecord.newBuilder()
                        .setBody(
                            AnyValue.newBuilder()
                                .setArrayValue(
                                    ArrayValue.newBuilder()
                                        .addAllValues(times(n, AnyValue.getDefaultInstance()))))),
            logs("\"body\":{\"arrayValue\":{\"values\":[%s]}}")),
        new Bomb(
            "pairs of a body",
            OtlpSignal.LOGS,
            n ->
                logs(
                    LogRecord.newBuilder()
                        .setBody(
                            AnyValue.newBuilder()
                                .setKvlistValue(
                                    KeyValueList.newBuilder().addAllValues(times(n, empty))))),
            logs("\"body\":{\"kvlistValue\":{\"values\":[%s]}}")),
        new Bomb(
            "buckets of a histogram",
            OtlpSignal.METRICS,
            n ->
                metric(
                    Metric.newBuilder()
                        .setHistogram(
                            Histogram.newBuilder()
                                .addDataPoints(
                                    HistogramDataPoint.newBuilder()
                                        .addAllBucketCounts(times(Math.min(n, 8_000_000), 0L))))),
            metric("\"histogram\":{\"dataPoints\":[{\"exemplars\":[%s]}]}")),
        new Bomb(
            "quantiles of a summary",
            OtlpSignal.METRICS,
            n ->
                metric(
                    Metric.newBuilder()
                        .setSummary(
                            Summary.newBuilder()
                                .addDataPoints(
                                    SummaryDataPoint.newBuilder()
                                        .addAllQuantileValues(
                                            times(
                                                n,
                                                SummaryDataPoint.ValueAtQuantile
                                                    .getDefaultInstance()))))),
            metric("\"summary\":{\"dataPoints\":[{\"quantileValues\":[%s]}]}")));
  }
}
