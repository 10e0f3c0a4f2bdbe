package dev.clew.store;

import dev.clew.otlp.codec.MalformedMessage;
import dev.clew.otlp.codec.ProtoCursor;
import org.jspecify.annotations.Nullable;

/// Looks into `KeyValue` messages.
final class Attribute {
  private Attribute() {}

  /// The string value of the `KeyValue` that a cursor stands on, null when its key is another.
  static @Nullable String text(byte[] bytes, ProtoCursor on, String key) throws MalformedMessage {
    ProtoCursor pair = new ProtoCursor(bytes, on.blockStart(), on.blockEnd());
    boolean found = false;
    String value = null;
    while (pair.next()) {
      if (pair.isBlock(1)) {
        found = pair.blockLength() == key.length() && pair.text().equals(key);
      } else if (pair.isBlock(2)) {
        value = string(new ProtoCursor(bytes, pair.blockStart(), pair.blockEnd()));
      }
    }
    return found ? value : null;
  }

  private static @Nullable String string(ProtoCursor value) throws MalformedMessage {
    String text = null;
    while (value.next()) {
      if (value.isBlock(1)) {
        text = value.text();
      }
    }
    return text;
  }
}
