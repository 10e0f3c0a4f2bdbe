package dev.clew.runs;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.record.Attributes;
import dev.clew.record.Value;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;

/// Fields that JSON output has in many places; see docs/reference/json-output.md.
public final class JsonFields {
  private JsonFields() {}

  /// A time as RFC 3339 with nanoseconds; nothing for 0, which stands for unknown.
  public static void time(JsonGenerator json, String name, long nanos) throws IOException {
    if (nanos != 0) {
      long seconds = Math.floorDiv(nanos, 1_000_000_000L);
      json.writeStringField(
          name, Instant.ofEpochSecond(seconds, Math.floorMod(nanos, 1_000_000_000L)).toString());
    }
  }

  public static void number(JsonGenerator json, String name, OptionalLong number)
      throws IOException {
    if (number.isPresent()) {
      json.writeNumberField(name, number.getAsLong());
    }
  }

  /// Text, or nothing when it is empty.
  public static void text(JsonGenerator json, String name, String text) throws IOException {
    if (!text.isEmpty()) {
      json.writeStringField(name, text);
    }
  }

  /// Attributes as one object; values keep their types.
  public static void attributes(JsonGenerator json, String name, Attributes attributes)
      throws IOException {
    json.writeFieldName(name);
    object(json, attributes);
  }

  private static void object(JsonGenerator json, Attributes attributes) throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, Value> pair : attributes.first().entrySet()) {
      json.writeFieldName(pair.getKey());
      value(json, pair.getValue());
    }
    json.writeEndObject();
  }

  public static void value(JsonGenerator json, Value value) throws IOException {
    switch (value) {
      case Value.StringValue(String text) -> json.writeString(text);
      case Value.BoolValue(boolean flag) -> json.writeBoolean(flag);
      case Value.IntValue(long whole) -> json.writeNumber(whole);
      case Value.DoubleValue(double decimal) -> json.writeNumber(decimal);
      case Value.BytesValue(String base64) -> json.writeString(base64);
      case Value.ArrayValue(var items) -> {
        json.writeStartArray();
        for (Value item : items) {
          value(json, item);
        }
        json.writeEndArray();
      }
      case Value.KeyValueList(Attributes values) -> object(json, values);
      case Value.Empty() -> json.writeNull();
    }
  }
}
