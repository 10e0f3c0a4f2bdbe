package dev.clew.otlp.codec;

/// Reads `AnyValue` messages.
public final class AnyValues {
  private AnyValues() {}

  /// A string or an integer as text; empty for any other value.
  public static String text(ProtoCursor value) throws MalformedMessage {
    String text = "";
    while (value.next()) {
      if (value.isBlock(1)) {
        text = value.text();
      } else if (value.field() == 3 && value.type() == ProtoCursor.VARINT) {
        text = Long.toString(value.number());
      }
    }
    return text;
  }
}
