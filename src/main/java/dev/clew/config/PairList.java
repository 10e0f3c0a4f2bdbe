package dev.clew.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `name=value,name=value` with percent-encoding, the form of `OTEL_RESOURCE_ATTRIBUTES` and
/// `OTEL_EXPORTER_OTLP_HEADERS`.
///
/// @param pairs in their order; the last of equal names wins
/// @param fault why the list is malformed, or null; never holds a part of it, which may be a secret
record PairList(Map<String, String> pairs, @Nullable String fault) {
  static PairList parse(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    int number = 0;
    for (int from = 0; from <= text.length(); ) {
      int comma = text.indexOf(',', from);
      int to = comma < 0 ? text.length() : comma;
      String entry = text.substring(from, to).strip();
      from = to + 1;
      number++;
      // An empty entry, as after a trailing comma, says nothing.
      if (entry.isEmpty()) {
        continue;
      }
      int equals = entry.indexOf('=');
      if (equals < 0) {
        return malformed("entry " + number + " has no \"=\"");
      }
      String name = PercentEncoding.decode(entry.substring(0, equals).strip());
      String value = PercentEncoding.decode(entry.substring(equals + 1).strip());
      if (name == null || value == null) {
        return malformed("entry " + number + " has an incomplete percent-encoding");
      }
      if (name.isEmpty()) {
        return malformed("entry " + number + " has no name");
      }
      pairs.put(name, value);
    }
    return new PairList(pairs, null);
  }

  private static PairList malformed(String fault) {
    return new PairList(Map.of(), fault);
  }
}
