package dev.clew.otlp.codec;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The messages of OTLP (opentelemetry-proto 1.9) and their fields, as [Field#parse] reads them. A
/// test compares them with the descriptors of opentelemetry-proto.
final class OtlpSchema {
  /// Whether the parts of a message are counted apart from those of the message that it is in.
  static boolean isCountedApart(String type) {
    return switch (type) {
      case "Resource", "InstrumentationScope", "Span", "LogRecord", "Metric" -> true;
      default ->
          type.endsWith("DataPoint") || type.startsWith("Resource") || type.startsWith("Scope");
    };
  }

  /// Records that a field counts as: spans, log records, data points.
  static boolean isRecord(String field) {
    return field.equals("spans") || field.equals("logRecords") || field.equals("dataPoints");
  }

  /// The signal of a line by its top-level field.
  static final Map<String, OtlpSignal> SIGNALS =
      Map.of(
          "resourceSpans",
          OtlpSignal.TRACES,
          "resourceLogs",
          OtlpSignal.LOGS,
          "resourceMetrics",
          OtlpSignal.METRICS);

  private static final Map<String, Map<String, Field>> MESSAGES =
      Map.ofEntries(
          message("Request.traces", "resourceSpans 1 ResourceSpans*"),
          message("Request.logs", "resourceLogs 1 ResourceLogs*"),
          message("Request.metrics", "resourceMetrics 1 ResourceMetrics*"),
          message(
              "ResourceSpans",
              "resource 1 Resource",
              "scopeSpans 2 ScopeSpans*",
              "schemaUrl 3 STRING"),
          message(
              "ResourceLogs",
              "resource 1 Resource",
              "scopeLogs 2 ScopeLogs*",
              "schemaUrl 3 STRING"),
          message(
              "ResourceMetrics",
              "resource 1 Resource",
              "scopeMetrics 2 ScopeMetrics*",
              "schemaUrl 3 STRING"),
          message(
              "Resource",
              "attributes 1 KeyValue*",
              "droppedAttributesCount 2 UINT32",
              "entityRefs 3 EntityRef*"),
          message(
              "EntityRef",
              "schemaUrl 1 STRING",
              "type 2 STRING",
              "idKeys 3 STRING*",
              "descriptionKeys 4 STRING*"),
          message(
              "InstrumentationScope",
              "name 1 STRING",
              "version 2 STRING",
              "attributes 3 KeyValue*",
              "droppedAttributesCount 4 UINT32"),
          message("KeyValue", "key 1 STRING", "value 2 AnyValue"),
          message(
              "AnyValue",
              "stringValue 1 STRING|",
              "boolValue 2 BOOL|",
              "intValue 3 INT64|",
              "doubleValue 4 DOUBLE|",
              "arrayValue 5 ArrayValue|",
              "kvlistValue 6 KeyValueList|",
              "bytesValue 7 BASE64|"),
          message("ArrayValue", "values 1 AnyValue*"),
          message("KeyValueList", "values 1 KeyValue*"),
          message(
              "ScopeSpans", "scope 1 InstrumentationScope", "spans 2 Span*", "schemaUrl 3 STRING"),
          message(
              "Span",
              "traceId 1 HEX",
              "spanId 2 HEX",
              "traceState 3 STRING",
              "parentSpanId 4 HEX",
              "name 5 STRING",
              "kind 6 ENUM",
              "startTimeUnixNano 7 FIXED64",
              "endTimeUnixNano 8 FIXED64",
              "attributes 9 KeyValue*",
              "droppedAttributesCount 10 UINT32",
              "events 11 Event*",
              "droppedEventsCount 12 UINT32",
              "links 13 Link*",
              "droppedLinksCount 14 UINT32",
              "status 15 Status",
              "flags 16 FIXED32"),
          message(
              "Event",
              "timeUnixNano 1 FIXED64",
              "name 2 STRING",
              "attributes 3 KeyValue*",
              "droppedAttributesCount 4 UINT32"),
          message(
              "Link",
              "traceId 1 HEX",
              "spanId 2 HEX",
              "traceState 3 STRING",
              "attributes 4 KeyValue*",
              "droppedAttributesCount 5 UINT32",
              "flags 6 FIXED32"),
          message("Status", "message 2 STRING", "code 3 ENUM"),
          message(
              "ScopeLogs",
              "scope 1 InstrumentationScope",
              "logRecords 2 LogRecord*",
              "schemaUrl 3 STRING"),
          message(
              "LogRecord",
              "timeUnixNano 1 FIXED64",
              "severityNumber 2 ENUM",
              "severityText 3 STRING",
              "body 5 AnyValue",
              "attributes 6 KeyValue*",
              "droppedAttributesCount 7 UINT32",
              "flags 8 FIXED32",
              "traceId 9 HEX",
              "spanId 10 HEX",
              "observedTimeUnixNano 11 FIXED64",
              "eventName 12 STRING"),
          message(
              "ScopeMetrics",
              "scope 1 InstrumentationScope",
              "metrics 2 Metric*",
              "schemaUrl 3 STRING"),
          message(
              "Metric",
              "name 1 STRING",
              "description 2 STRING",
              "unit 3 STRING",
              "gauge 5 Gauge|",
              "sum 7 Sum|",
              "histogram 9 Histogram|",
              "exponentialHistogram 10 ExponentialHistogram|",
              "summary 11 Summary|",
              "metadata 12 KeyValue*"),
          message("Gauge", "dataPoints 1 NumberDataPoint*"),
          message(
              "Sum",
              "dataPoints 1 NumberDataPoint*",
              "aggregationTemporality 2 ENUM",
              "isMonotonic 3 BOOL"),
          message("Histogram", "dataPoints 1 HistogramDataPoint*", "aggregationTemporality 2 ENUM"),
          message(
              "ExponentialHistogram",
              "dataPoints 1 ExponentialHistogramDataPoint*",
              "aggregationTemporality 2 ENUM"),
          message("Summary", "dataPoints 1 SummaryDataPoint*"),
          message(
              "NumberDataPoint",
              "startTimeUnixNano 2 FIXED64",
              "timeUnixNano 3 FIXED64",
              "asDouble 4 DOUBLE|",
              "exemplars 5 Exemplar*",
              "asInt 6 SFIXED64|",
              "attributes 7 KeyValue*",
              "flags 8 UINT32"),
          message(
              "HistogramDataPoint",
              "startTimeUnixNano 2 FIXED64",
              "timeUnixNano 3 FIXED64",
              "count 4 FIXED64",
              "sum 5 DOUBLE?",
              "bucketCounts 6 FIXED64*",
              "explicitBounds 7 DOUBLE*",
              "exemplars 8 Exemplar*",
              "attributes 9 KeyValue*",
              "flags 10 UINT32",
              "min 11 DOUBLE?",
              "max 12 DOUBLE?"),
          message(
              "ExponentialHistogramDataPoint",
              "attributes 1 KeyValue*",
              "startTimeUnixNano 2 FIXED64",
              "timeUnixNano 3 FIXED64",
              "count 4 FIXED64",
              "sum 5 DOUBLE?",
              "scale 6 SINT32",
              "zeroCount 7 FIXED64",
              "positive 8 Buckets",
              "negative 9 Buckets",
              "flags 10 UINT32",
              "exemplars 11 Exemplar*",
              "min 12 DOUBLE?",
              "max 13 DOUBLE?",
              "zeroThreshold 14 DOUBLE"),
          message("Buckets", "offset 1 SINT32", "bucketCounts 2 UINT64*"),
          message(
              "SummaryDataPoint",
              "startTimeUnixNano 2 FIXED64",
              "timeUnixNano 3 FIXED64",
              "count 4 FIXED64",
              "sum 5 DOUBLE",
              "quantileValues 6 ValueAtQuantile*",
              "attributes 7 KeyValue*",
              "flags 8 UINT32"),
          message("ValueAtQuantile", "quantile 1 DOUBLE", "value 2 DOUBLE"),
          message(
              "Exemplar",
              "timeUnixNano 2 FIXED64",
              "asDouble 3 DOUBLE|",
              "spanId 4 HEX",
              "traceId 5 HEX",
              "asInt 6 SFIXED64|",
              "filteredAttributes 7 KeyValue*"));

  private OtlpSchema() {}

  /// All message types by name, for the test that compares them with the descriptors.
  static Map<String, Map<String, Field>> messages() {
    return MESSAGES;
  }

  private static Map.Entry<String, Map<String, Field>> message(String name, String... fields) {
    return Map.entry(
        name,
        Arrays.stream(fields)
            .map(Field::parse)
            .collect(Collectors.toUnmodifiableMap(Field::name, Function.identity())));
  }
}
