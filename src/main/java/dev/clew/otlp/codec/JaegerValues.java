package dev.clew.otlp.codec;

import dev.clew.otlp.codec.OtlpFields.AnyValueFields;
import dev.clew.otlp.codec.OtlpFields.KeyValueFields;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes Jaeger's tags as attributes.
final class JaegerValues {
  private JaegerValues() {}

  static void text(ProtoBuffer out, int field, String value) {
    out.bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  static void attribute(ProtoBuffer out, int field, String key, Object value)
      throws MalformedMessage {
    int pair = out.begin(field);
    text(out, KeyValueFields.KEY, key);
    int any = out.begin(KeyValueFields.VALUE);
    value(out, value);
    out.end(any);
    out.end(pair);
  }

  /// A tag: key, type and value.
  static void attribute(ProtoBuffer out, int field, Map<?, ?> tag) throws MalformedMessage {
    Object value = tag.get("value");
    boolean bytes = "binary".equals(tag.get("type"));
    boolean real = "float64".equals(tag.get("type"));
    if (bytes && value instanceof String text) {
      int pair = out.begin(field);
      text(out, KeyValueFields.KEY, key(tag));
      int any = out.begin(KeyValueFields.VALUE);
      out.bytes(AnyValueFields.BYTES_VALUE, base64(text));
      out.end(any);
      out.end(pair);
    } else {
      attribute(
          out,
          field,
          key(tag),
          real && value instanceof Number number ? number.doubleValue() : orEmpty(value));
    }
  }

  private static byte[] base64(String text) throws MalformedMessage {
    try {
      return java.util.Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new MalformedMessage("a binary tag of Jaeger's is not base64");
    }
  }

  static String key(Map<?, ?> tag) throws MalformedMessage {
    if (tag.get("key") instanceof String key) {
      return key;
    }
    throw new MalformedMessage("a tag of Jaeger's has no key");
  }

  private static Object orEmpty(@Nullable Object value) {
    return value == null ? "" : value;
  }

  private static void value(ProtoBuffer out, Object value) throws MalformedMessage {
    switch (value) {
      case String text -> text(out, AnyValueFields.STRING_VALUE, text);
      case Boolean truth -> out.varint(AnyValueFields.BOOL_VALUE, truth ? 1 : 0);
      case Integer whole -> out.varint(AnyValueFields.INT_VALUE, whole);
      case Long whole -> out.varint(AnyValueFields.INT_VALUE, whole);
      case Double real -> {
        out.tag(AnyValueFields.DOUBLE_VALUE, ProtoCursor.FIXED64);
        out.fixed64(Double.doubleToRawLongBits(real));
      }
      default -> throw new MalformedMessage("a tag of Jaeger's has no value of its types");
    }
  }
}
