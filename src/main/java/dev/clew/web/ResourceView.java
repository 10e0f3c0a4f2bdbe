package dev.clew.web;

import dev.clew.history.Attributes;
import dev.clew.history.Value;
import dev.clew.wire.MalformedMessage;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// A resource.
///
/// @param attributes values keep their types; bytes are base64
public record ResourceView(String service, Map<String, Object> attributes) {
  /// The attributes of a `Resource` message, or of any other that has them in its field 1.
  static Map<String, Object> attributes(byte[] message) {
    return attributes(message, 1);
  }

  /// The attributes of a message.
  ///
  /// @param field their number
  static Map<String, Object> attributes(byte[] message, int field) {
    try {
      return pairs(new ValueDecoder(message).attributes(0, message.length, field));
    } catch (MalformedMessage e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> pairs(Attributes attributes) {
    Map<String, Object> pairs = new LinkedHashMap<>();
    attributes.forEach((key, value) -> pairs.put(key, plain(value)));
    return pairs;
  }

  private static Object plain(Value value) {
    return switch (value) {
      case Value.Text(String text) -> text;
      case Value.Flag(boolean flag) -> flag;
      case Value.Whole(long whole) -> whole;
      case Value.Decimal(double decimal) -> decimal;
      case Value.Bytes(String base64) -> base64;
      case Value.Items(var items) -> items.stream().map(ResourceView::plain).toList();
      case Value.Table(Attributes values) -> pairs(values);
      case Value.Nothing() -> "";
    };
  }
}
