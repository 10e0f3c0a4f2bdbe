package dev.clew.store;

import dev.clew.otlp.codec.MalformedMessage;
import dev.clew.otlp.codec.OtlpFields.AnyValueFields;
import dev.clew.otlp.codec.OtlpFields.KeyValueFields;
import dev.clew.otlp.codec.ProtoCursor;
import org.jspecify.annotations.Nullable;

/// Looks into `KeyValue` messages.
final class Attribute {
  private Attribute() {}

  /// The string value of the `KeyValue` that a cursor stands on, null when its key is another.
  static @Nullable String text(byte[] bytes, ProtoCursor on, String key) throws MalformedMessage {
    ProtoCursor pair = on.block();
    boolean found = false;
    String value = null;
    while (pair.next()) {
      if (pair.isBlock(KeyValueFields.KEY)) {
        found = pair.blockLength() == key.length() && pair.text().equals(key);
      } else if (pair.isBlock(KeyValueFields.VALUE)) {
        value = string(pair.block());
      }
    }
    return found ? value : null;
  }

  private static @Nullable String string(ProtoCursor value) throws MalformedMessage {
    String text = null;
    while (value.next()) {
      if (value.isBlock(AnyValueFields.STRING_VALUE)) {
        text = value.text();
      }
    }
    return text;
  }
}
