package dev.clew.web;

import dev.clew.wire.MalformedMessage;
import dev.clew.wire.ProtoCursor;
import java.io.UncheckedIOException;

/// Reads the values of `NumberDataPoint` messages.
final class Numbers {
  private Numbers() {}

  /// The value; NaN when the point has none.
  static double value(byte[] point) {
    double value = Double.NaN;
    try {
      ProtoCursor cursor = new ProtoCursor(point, 0, point.length);
      while (cursor.next()) {
        if (cursor.type() == ProtoCursor.FIXED64 && cursor.field() == 4) {
          value = Double.longBitsToDouble(cursor.number());
        } else if (cursor.type() == ProtoCursor.FIXED64 && cursor.field() == 6) {
          value = cursor.number();
        }
      }
      return value;
    } catch (MalformedMessage e) {
      throw new UncheckedIOException(e);
    }
  }
}
