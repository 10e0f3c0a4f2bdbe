package dev.clew.functional;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Every span, log record and data point as a message of its own, with all that it stands in:
/// resource, scope, their schemas, and a point's metric. Where two of these hold the same messages,
/// nothing was lost, however the records were put together.
final class SingleRecords extends Records {
  private static final Set<String> IDS = Set.of("trace_id", "span_id", "parent_span_id");

  private final boolean fromJson;
  private final List<String> messages = new ArrayList<>();

  private SingleRecords(boolean fromJson) {
    this.fromJson = fromJson;
  }

  /// @param protocol by which they come: JSON's ids are not what protobuf's parser takes them for
  static SingleRecords by(Protocol protocol) {
    return new SingleRecords(protocol == Protocol.JSON);
  }

  /// Out of OTLP/JSON Lines.
  static SingleRecords ofLines(String lines) {
    SingleRecords records = by(Protocol.JSON);
    lines.lines().forEach(records::addJson);
    return records;
  }

  synchronized List<String> messages() {
    return List.copyOf(messages);
  }

  @Override
  synchronized void add(TracesData data) {
    super.add(data);
    for (ResourceSpans resource : data.getResourceSpansList()) {
      ResourceSpans.Builder one = resource.toBuilder().clearScopeSpans();
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        scope
            .getSpansList()
            .forEach(
                span ->
                    keep(
                        one.clone()
                            .addScopeSpans(scope.toBuilder().clearSpans().addSpans(span))
                            .build()));
      }
    }
  }

  @Override
  synchronized void add(LogsData data) {
    super.add(data);
    for (ResourceLogs resource : data.getResourceLogsList()) {
      ResourceLogs.Builder one = resource.toBuilder().clearScopeLogs();
      for (ScopeLogs scope : resource.getScopeLogsList()) {
        scope
            .getLogRecordsList()
            .forEach(
                log ->
                    keep(
                        one.clone()
                            .addScopeLogs(scope.toBuilder().clearLogRecords().addLogRecords(log))
                            .build()));
      }
    }
  }

  @Override
  synchronized void add(MetricsData data) {
    super.add(data);
    for (ResourceMetrics resource : data.getResourceMetricsList()) {
      ResourceMetrics.Builder one = resource.toBuilder().clearScopeMetrics();
      for (ScopeMetrics scope : resource.getScopeMetricsList()) {
        for (Metric metric : scope.getMetricsList()) {
          points(metric)
              .forEach(
                  point ->
                      keep(
                          one.clone()
                              .addScopeMetrics(scope.toBuilder().clearMetrics().addMetrics(point))
                              .build()));
        }
      }
    }
  }

  /// The metric once for each of its points.
  private static List<Metric> points(Metric metric) {
    List<Metric> all = new ArrayList<>();
    for (Map.Entry<FieldDescriptor, Object> field : metric.getAllFields().entrySet()) {
      if (field.getKey().getContainingOneof() == null) {
        continue;
      }
      Message data = (Message) field.getValue();
      FieldDescriptor list = data.getDescriptorForType().findFieldByName("data_points");
      for (Object point : (List<?>) data.getField(list)) {
        Message.Builder single = data.toBuilder().clearField(list);
        single.addRepeatedField(list, point);
        all.add(metric.toBuilder().setField(field.getKey(), single.build()).build());
      }
    }
    return all;
  }

  private void keep(Message message) {
    messages.add((fromJson ? withIds(message) : message).toString());
  }

  /// The message with its ids, which stand in hex in JSON and were read as base64.
  private static Message withIds(Message message) {
    Message.Builder builder = message.toBuilder();
    message
        .getAllFields()
        .forEach(
            (field, value) -> {
              if (IDS.contains(field.getName()) && value instanceof ByteString bytes) {
                String hex = Base64.getEncoder().encodeToString(bytes.toByteArray());
                builder.setField(field, ByteString.copyFrom(HexFormat.of().parseHex(hex)));
              } else if (value instanceof Message inner) {
                builder.setField(field, withIds(inner));
              } else if (field.isRepeated()
                  && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                builder.setField(
                    field,
                    ((List<?>) value).stream().map(each -> withIds((Message) each)).toList());
              }
            });
    return builder.build();
  }
}
