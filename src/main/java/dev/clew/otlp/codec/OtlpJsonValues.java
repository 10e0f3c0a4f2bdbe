package dev.clew.otlp.codec;

import dev.clew.otlp.codec.Field.Kind;
import java.util.Arrays;
import java.util.Base64;

/// Writes values as proto3's JSON mapping has them, with ids in hex and enums as numbers. Every
/// method returns whether the value differs from its type's default.
final class OtlpJsonValues {
  private final JsonBuffer out;

  OtlpJsonValues(JsonBuffer out) {
    this.out = out;
  }

  /// Writes a text or bytes.
  boolean block(Kind kind, byte[] bytes, int from, int to) {
    out.put('"');
    switch (kind) {
      case HEX -> out.hex(bytes, from, to);
      case BASE64 -> out.put(Base64.getEncoder().encode(Arrays.copyOfRange(bytes, from, to)));
      default -> out.text(bytes, from, to);
    }
    out.put('"');
    return to > from;
  }

  /// Writes a number or a boolean.
  ///
  /// @param value as it is on the wire
  boolean scalar(Kind kind, long value) {
    return switch (kind) {
      case ENUM -> {
        // On the wire a negative one is extended to 64 bits, of which parsers take 32.
        int number = (int) value;
        yield number(number);
      }
      case UINT32, FIXED32 -> number(value & 0xFFFF_FFFFL);
      case SINT32 -> number(((int) value >>> 1) ^ -((int) value & 1));
      case INT64, SFIXED64 -> quoted(value, true);
      case UINT64, FIXED64 -> quoted(value, false);
      case DOUBLE -> decimal(value);
      case BOOL -> {
        out.put(value != 0 ? "true" : "false");
        yield value != 0;
      }
      case STRING, HEX, BASE64, MESSAGE ->
          throw new IllegalArgumentException(kind + " is not a scalar");
    };
  }

  private boolean number(long value) {
    out.number(value);
    return value != 0;
  }

  private boolean quoted(long value, boolean signed) {
    out.put('"');
    if (signed || value >= 0) {
      out.number(value);
    } else {
      out.put(Long.toUnsignedString(value));
    }
    out.put('"');
    return value != 0;
  }

  private boolean decimal(long bits) {
    double value = Double.longBitsToDouble(bits);
    if (Double.isFinite(value)) {
      out.put(Double.toString(value));
    } else {
      out.put('"');
      out.put(Double.toString(value));
      out.put('"');
    }
    return bits != 0;
  }
}
