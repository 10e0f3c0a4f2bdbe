package dev.clew.otlp.codec;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The names under which JSON has OTLP's fields: as proto3's JSON mapping makes them, as the
/// definition has them (`trace_id`), which the mapping allows as well, and as earlier versions of
/// OTLP and Tempo had them.
public final class OtlpNames {
  /// Tempo's name for the resources of a trace.
  private static final String BATCHES = "batches";

  private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

  private static final Map<String, Map<String, String>> FORMER =
      Map.of(
          "Request.traces", Map.of(BATCHES, "resourceSpans"),
          "ResourceSpans", Map.of("instrumentationLibrarySpans", "scopeSpans"),
          "ResourceLogs", Map.of("instrumentationLibraryLogs", "scopeLogs"),
          "ResourceMetrics", Map.of("instrumentationLibraryMetrics", "scopeMetrics"),
          "ScopeSpans", Map.of("instrumentationLibrary", "scope"),
          "ScopeLogs", Map.of("instrumentationLibrary", "scope", "logs", "logRecords"),
          "ScopeMetrics", Map.of("instrumentationLibrary", "scope"));

  private static final Map<String, Map<String, Field>> FIELDS = fields();

  private static final Set<String> ALL =
      FIELDS.values().stream()
          .flatMap(each -> each.keySet().stream())
          .collect(Collectors.toUnmodifiableSet());

  private OtlpNames() {}

  /// The fields of a message type by all their names; of an unknown type, none.
  static Map<String, Field> of(String type) {
    return FIELDS.getOrDefault(type, Map.of());
  }

  /// The name that a field of a message type has in OTLP/JSON; empty when the type has no such
  /// field.
  public static String canonical(String type, String name) {
    Field field = of(type).get(name);
    return field == null ? "" : field.name();
  }

  /// Whether a field of any message has the name.
  static boolean isKnown(String name) {
    return ALL.contains(name);
  }

  private static Map<String, Map<String, Field>> fields() {
    Map<String, Map<String, Field>> types = new HashMap<>();
    OtlpSchema.messages()
        .forEach(
            (type, fields) -> {
              Map<String, Field> names = new HashMap<>();
              fields.forEach((name, field) -> add(names, name, field));
              FORMER
                  .getOrDefault(type, Map.of())
                  .forEach(
                      (name, now) -> {
                        Field field = fields.get(now);
                        if (field != null) {
                          add(names, name, field);
                        }
                      });
              types.put(type, Map.copyOf(names));
            });
    return Map.copyOf(types);
  }

  private static void add(Map<String, Field> names, String name, Field field) {
    names.put(name, field);
    names.put(
        CAPITAL.matcher(name).replaceAll(each -> "_" + each.group().toLowerCase(Locale.ROOT)),
        field);
  }
}
