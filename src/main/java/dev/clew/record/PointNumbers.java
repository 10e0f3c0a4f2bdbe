package dev.clew.record;

import dev.clew.otlp.codec.MalformedMessage;
import dev.clew.otlp.codec.OtlpFields.PointFields;
import dev.clew.otlp.codec.ProtoCursor;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// Reads the values of `NumberDataPoint` messages.
public final class PointNumbers {
  private PointNumbers() {}

  /// The value; NaN when the point has none.
  public static double value(byte[] point) {
    return exact(point) instanceof Number value ? value.doubleValue() : Double.NaN;
  }

  /// The value as it came, an integer with all of its digits; null where there is none, or no
  /// finite one.
  static @Nullable public Object exact(byte[] point) {
    Object value = null;
    try {
      ProtoCursor cursor = new ProtoCursor(point, 0, point.length);
      while (cursor.next()) {
        if (cursor.type() == ProtoCursor.FIXED64 && cursor.field() == PointFields.AS_DOUBLE) {
          double decimal = Double.longBitsToDouble(cursor.number());
          value = Double.isFinite(decimal) ? decimal : null;
        } else if (cursor.type() == ProtoCursor.FIXED64 && cursor.field() == PointFields.AS_INT) {
          value = cursor.number();
        }
      }
      return value;
    } catch (MalformedMessage e) {
      throw new UncheckedIOException(e);
    }
  }
}
