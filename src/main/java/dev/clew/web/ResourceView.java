package dev.clew.web;

import dev.clew.wire.MalformedMessage;
import dev.clew.wire.ProtoCursor;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
      return pairs(message, 0, message.length, field);
    } catch (MalformedMessage e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> pairs(byte[] bytes, int from, int to, int field)
      throws MalformedMessage {
    Map<String, Object> pairs = new LinkedHashMap<>();
    ProtoCursor cursor = new ProtoCursor(bytes, from, to);
    while (cursor.next()) {
      if (cursor.isBlock(field)) {
        pair(bytes, cursor.blockStart(), cursor.blockEnd(), pairs);
      }
    }
    return pairs;
  }

  private static void pair(byte[] bytes, int from, int to, Map<String, Object> pairs)
      throws MalformedMessage {
    String key = "";
    Object value = null;
    ProtoCursor cursor = new ProtoCursor(bytes, from, to);
    while (cursor.next()) {
      if (cursor.isBlock(1)) {
        key = cursor.text();
      } else if (cursor.isBlock(2)) {
        value = value(bytes, cursor.blockStart(), cursor.blockEnd());
      }
    }
    pairs.put(key, value == null ? "" : value);
  }

  private static @Nullable Object value(byte[] bytes, int from, int to) throws MalformedMessage {
    Object value = null;
    ProtoCursor cursor = new ProtoCursor(bytes, from, to);
    while (cursor.next()) {
      value =
          switch (cursor.field()) {
            case 1 -> cursor.text();
            case 2 -> cursor.number() != 0;
            case 3 -> cursor.number();
            case 4 -> Double.longBitsToDouble(cursor.number());
            case 5 -> items(bytes, cursor.blockStart(), cursor.blockEnd());
            case 6 -> pairs(bytes, cursor.blockStart(), cursor.blockEnd(), 1);
            case 7 ->
                Base64.getEncoder()
                    .encodeToString(
                        Arrays.copyOfRange(bytes, cursor.blockStart(), cursor.blockEnd()));
            default -> value;
          };
    }
    return value;
  }

  private static List<Object> items(byte[] bytes, int from, int to) throws MalformedMessage {
    List<Object> items = new ArrayList<>();
    ProtoCursor cursor = new ProtoCursor(bytes, from, to);
    while (cursor.next()) {
      if (cursor.isBlock(1)) {
        Object item = value(bytes, cursor.blockStart(), cursor.blockEnd());
        items.add(item == null ? "" : item);
      }
    }
    return items;
  }
}
