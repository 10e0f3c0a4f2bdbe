package dev.clew.otlp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OtlpFieldsTest {
  /// The messages that have the fields of an interface.
  private static final Map<String, List<String>> MESSAGES =
      Map.ofEntries(
          Map.entry("RequestFields", forSignals("Request.", "traces", "logs", "metrics")),
          Map.entry("ResourceRecordsFields", forSignals("Resource", "Spans", "Logs", "Metrics")),
          Map.entry("ScopeRecordsFields", forSignals("Scope", "Spans", "Logs", "Metrics")),
          Map.entry("ResourceFields", List.of("Resource")),
          Map.entry("ScopeFields", List.of("InstrumentationScope")),
          Map.entry("KeyValueFields", List.of("KeyValue")),
          Map.entry("AnyValueFields", List.of("AnyValue")),
          Map.entry("ListFields", List.of("ArrayValue", "KeyValueList")),
          Map.entry("SpanFields", List.of("Span")),
          Map.entry("EventFields", List.of("Event")),
          Map.entry("LinkFields", List.of("Link")),
          Map.entry("StatusFields", List.of("Status")),
          Map.entry("LogFields", List.of("LogRecord")),
          Map.entry("MetricFields", List.of("Metric")),
          Map.entry(
              "DataFields",
              List.of("Gauge", "Sum", "Histogram", "ExponentialHistogram", "Summary")),
          Map.entry("SumFields", List.of("Sum")),
          Map.entry("PointFields", List.of("NumberDataPoint")),
          Map.entry(
              "DistributionFields",
              List.of("HistogramDataPoint", "ExponentialHistogramDataPoint", "SummaryDataPoint")),
          Map.entry("HistogramFields", List.of("HistogramDataPoint")),
          Map.entry("ExponentialFields", List.of("ExponentialHistogramDataPoint")),
          Map.entry("BucketsFields", List.of("Buckets")),
          Map.entry("SummaryFields", List.of("SummaryDataPoint")),
          Map.entry("QuantileFields", List.of("ValueAtQuantile")));

  /// Fields that each signal calls otherwise.
  private static final Map<String, List<String>> NAMES =
      Map.of(
          "RESOURCES", List.of("resourceSpans", "resourceLogs", "resourceMetrics"),
          "SCOPES", List.of("scopeSpans", "scopeLogs", "scopeMetrics"),
          "RECORDS", List.of("spans", "logRecords", "metrics"));

  private static List<String> forSignals(String start, String... ends) {
    return Stream.of(ends).map(start::concat).toList();
  }

  static List<Field> numbers() {
    List<Field> numbers = new ArrayList<>();
    for (Class<?> message : OtlpFields.class.getDeclaredClasses()) {
      numbers.addAll(List.of(message.getDeclaredFields()));
    }
    return numbers;
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void aNameStandsForTheNumberOfTheProtocol(Field number) throws IllegalAccessException {
    List<String> messages = MESSAGES.get(number.getDeclaringClass().getSimpleName());
    for (int i = 0; i < messages.size(); i++) {
      String name =
          NAMES.containsKey(number.getName())
              ? NAMES.get(number.getName()).get(i)
              : camelCase(number.getName());

      assertThat(OtlpSchema.messages().get(messages.get(i)).get(name).number())
          .as(messages.get(i) + "." + name)
          .isEqualTo(number.getInt(null));
    }
  }

  private static String camelCase(String name) {
    StringBuilder text = new StringBuilder();
    for (String word : name.toLowerCase(java.util.Locale.ROOT).split("_")) {
      text.append(
          text.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return text.toString();
  }
}
