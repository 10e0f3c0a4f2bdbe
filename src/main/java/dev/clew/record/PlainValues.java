package dev.clew.record;

import dev.clew.otlp.codec.MalformedMessage;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Attributes and their values as what JSON has: values keep their types, bytes are base64, no
/// value is null.
public final class PlainValues {
  private PlainValues() {}

  /// The attributes of a message.
  ///
  /// @param field their number
  public static Map<String, Object> of(byte[] message, int field) {
    try {
      return of(new ValueDecoder(message).attributes(0, message.length, field));
    } catch (MalformedMessage e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Map<String, Object> of(Attributes attributes) {
    Map<String, Object> pairs = new LinkedHashMap<>();
    attributes.first().forEach((key, value) -> pairs.put(key, of(value)));
    return pairs;
  }

  static @Nullable public Object of(Value value) {
    return switch (value) {
      case Value.StringValue(String text) -> text;
      case Value.BoolValue(boolean flag) -> flag;
      case Value.IntValue(long whole) -> whole;
      case Value.DoubleValue(double decimal) -> decimal;
      case Value.BytesValue(String base64) -> base64;
      case Value.ArrayValue(var items) -> items.stream().map(PlainValues::of).toList();
      case Value.KeyValueList(Attributes values) -> of(values);
      case Value.Empty() -> null;
    };
  }
}
