package dev.clew.otlp.codec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names of OTLP's enum values. OTLP/JSON has numbers; proto3's JSON mapping allows names.
final class OtlpEnums {
  private static final Map<String, Map<String, Integer>> VALUES =
      Map.of(
          "kind",
              values(
                  "SPAN_KIND_",
                  List.of("UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER")),
          "code", values("STATUS_CODE_", List.of("UNSET", "OK", "ERROR")),
          "aggregationTemporality",
              values("AGGREGATION_TEMPORALITY_", List.of("UNSPECIFIED", "DELTA", "CUMULATIVE")),
          "severityNumber", severities());

  private OtlpEnums() {}

  /// The number of a value.
  ///
  /// @param field name of the field, which belongs to one enum
  /// @return null when the field has no such value
  static @Nullable Integer number(String field, String name) {
    return VALUES.getOrDefault(field, Map.of()).get(name);
  }

  /// The names of a field's values.
  static Map<String, Integer> of(String field) {
    return VALUES.getOrDefault(field, Map.of());
  }

  private static Map<String, Integer> values(String prefix, List<String> names) {
    Map<String, Integer> values = new HashMap<>();
    names.forEach(name -> values.put(prefix + name, values.size()));
    return Map.copyOf(values);
  }

  private static Map<String, Integer> severities() {
    Map<String, Integer> values = new HashMap<>();
    String prefix = "SEVERITY_NUMBER_";
    values.put(prefix + "UNSPECIFIED", 0);
    for (String level : List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL")) {
      for (int i = 1; i <= 4; i++) {
        values.put(prefix + level + (i == 1 ? "" : i), values.size());
      }
    }
    return Map.copyOf(values);
  }
}
