package dev.clew.functional;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Spans, log records and metrics with their resources, from a run file or a receiver. A run file's
/// lines are parsed by protobuf's JSON parser, which reads hex ids as base64; ids are compared in
/// that form.
class Records {
  final List<Resource> resources = new ArrayList<>();
  final List<Span> spans = new ArrayList<>();
  final List<LogRecord> logs = new ArrayList<>();
  final List<Metric> metrics = new ArrayList<>();

  static Records of(Path file) {
    Records records = new Records();
    records.addAll(file);
    return records;
  }

  /// Adds what a run file holds. A killed writer may leave half a line, after which the next one
  /// begins a new line; a blank line remains when it saw a line that was still being written.
  final void addAll(Path file) {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.endsWith("}")) {
          add(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Adds a request, or a line of a file.
  final void addJson(String line) {
    try {
      add(line);
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String line) throws InvalidProtocolBufferException {
    if (line.startsWith("{\"resourceSpans\"")) {
      TracesData.Builder data = TracesData.newBuilder();
      JsonFormat.parser().merge(line, data);
      add(data.build());
    } else if (line.startsWith("{\"resourceLogs\"")) {
      LogsData.Builder data = LogsData.newBuilder();
      JsonFormat.parser().merge(line, data);
      add(data.build());
    } else {
      MetricsData.Builder data = MetricsData.newBuilder();
      JsonFormat.parser().merge(line, data);
      add(data.build());
    }
  }

  synchronized void add(TracesData data) {
    data.getResourceSpansList()
        .forEach(
            each -> {
              resources.add(each.getResource());
              each.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList()));
            });
  }

  synchronized void add(LogsData data) {
    data.getResourceLogsList()
        .forEach(
            each -> {
              resources.add(each.getResource());
              each.getScopeLogsList()
                  .forEach(scope -> scope.getLogRecordsList().forEach(this::keep));
            });
  }

  /// How many records have come, data points of one metric as one.
  long total() {
    return (long) logs.size() + spans.size() + metrics.size();
  }

  void keep(LogRecord log) {
    logs.add(log);
  }

  synchronized void add(MetricsData data) {
    data.getResourceMetricsList()
        .forEach(
            each -> {
              resources.add(each.getResource());
              each.getScopeMetricsList().forEach(scope -> metrics.addAll(scope.getMetricsList()));
            });
  }

  /// What tells each record apart from every other one of its run.
  synchronized List<String> keys() {
    List<String> keys = new ArrayList<>();
    logs.forEach(
        log ->
            keys.add(
                log.getTimeUnixNano() + " " + log.getEventName() + log.getBody().getStringValue()));
    spans.forEach(span -> keys.add(span.getStartTimeUnixNano() + " " + span.getName()));
    metrics.forEach(metric -> keys.add(metric.toString()));
    return keys;
  }

  List<String> events() {
    return logs.stream().map(LogRecord::getEventName).filter(name -> !name.isEmpty()).toList();
  }

  LogRecord event(String name) {
    return logs.stream()
        .filter(log -> log.getEventName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in " + events()));
  }

  Span span(String name) {
    return spans.stream()
        .filter(span -> span.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no span " + name + " in " + spans));
  }

  /// Lines of output of a stream, in their order.
  List<String> output(String stream) {
    return logs.stream()
        .filter(log -> stream.equals(attributes(log.getAttributesList()).get("log.iostream")))
        .map(log -> log.getBody().getStringValue())
        .toList();
  }

  List<NumberDataPoint> points(String metric, long pid) {
    return metrics.stream()
        .filter(each -> each.getName().equals(metric))
        .flatMap(
            each ->
                (each.hasGauge()
                        ? each.getGauge().getDataPointsList()
                        : each.getSum().getDataPointsList())
                    .stream())
        .filter(
            point ->
                attributes(point.getAttributesList())
                    .getOrDefault("process.pid", "0")
                    .equals(Long.toString(pid)))
        .toList();
  }

  /// An id out of a run file in the hex that stands there.
  static String hex(ByteString id) {
    return Base64.getEncoder().encodeToString(id.toByteArray());
  }

  static Map<String, String> attributes(List<KeyValue> attributes) {
    Map<String, String> map = new TreeMap<>();
    attributes.forEach(each -> map.put(each.getKey(), text(each.getValue())));
    return map;
  }

  private static String text(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> Long.toString(value.getIntValue());
      case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream().map(Records::text).toList().toString();
      default -> value.toString();
    };
  }
}
