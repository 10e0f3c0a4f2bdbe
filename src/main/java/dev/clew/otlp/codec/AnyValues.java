package dev.clew.otlp.codec;

import dev.clew.otlp.codec.OtlpFields.AnyValueFields;

/// Reads `AnyValue` messages.
public final class AnyValues {
  private AnyValues() {}

  /// A string or an integer as text; empty for any other value.
  public static String text(ProtoCursor value) throws MalformedMessage {
    String text = "";
    while (value.next()) {
      if (value.isBlock(AnyValueFields.STRING_VALUE)) {
        text = value.text();
      } else if (value.field() == AnyValueFields.INT_VALUE && value.type() == ProtoCursor.VARINT) {
        text = Long.toString(value.number());
      }
    }
    return text;
  }
}
