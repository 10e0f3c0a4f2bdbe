package dev.clew.otlp.codec;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A field of one of OTLP's messages.
///
/// @param name as JSON has it
/// @param type name of the message type, for [Kind#MESSAGE]
record Field(String name, int number, Kind kind, Presence presence, @Nullable String type) {
  /// How a field's value is written, on the wire and in JSON.
  enum Kind {
    STRING(ProtoCursor.BLOCK),
    /// Bytes that OTLP/JSON writes in hex: trace and span ids.
    HEX(ProtoCursor.BLOCK),
    /// Bytes in base64, as proto3 JSON has them.
    BASE64(ProtoCursor.BLOCK),
    ENUM(ProtoCursor.VARINT),
    UINT32(ProtoCursor.VARINT),
    INT64(ProtoCursor.VARINT),
    UINT64(ProtoCursor.VARINT),
    SINT32(ProtoCursor.VARINT),
    FIXED32(ProtoCursor.FIXED32),
    FIXED64(ProtoCursor.FIXED64),
    SFIXED64(ProtoCursor.FIXED64),
    DOUBLE(ProtoCursor.FIXED64),
    BOOL(ProtoCursor.VARINT),
    MESSAGE(ProtoCursor.BLOCK);

    private final int wireType;

    Kind(int wireType) {
      this.wireType = wireType;
    }

    int wireType() {
      return wireType;
    }

    /// Whether several values of a repeated field share one length-delimited block.
    boolean isPacked() {
      return wireType != ProtoCursor.BLOCK;
    }
  }

  /// How often a field occurs, and whether its default value says something.
  enum Presence {
    /// The default value is as good as none.
    IMPLICIT,
    /// The default value differs from none.
    OPTIONAL,
    /// Of the members of a message's only `oneof`, the last one holds.
    ONE_OF,
    REPEATED
  }

  /// Reads a name, a number, and a kind or message type, to which `*` is appended when the field is
  /// repeated, `|` when it is in a `oneof`, `?` when it is optional.
  static Field parse(String text) {
    int a = text.indexOf(' ');
    int b = text.indexOf(' ', a + 1);
    Presence presence =
        switch (text.charAt(text.length() - 1)) {
          case '*' -> Presence.REPEATED;
          case '|' -> Presence.ONE_OF;
          case '?' -> Presence.OPTIONAL;
          default -> Presence.IMPLICIT;
        };
    String type = text.substring(b + 1, text.length() - (presence == Presence.IMPLICIT ? 0 : 1));
    boolean scalar = type.equals(type.toUpperCase(Locale.ROOT));
    return new Field(
        text.substring(0, a),
        Integer.parseInt(text, a + 1, b, 10),
        scalar ? Kind.valueOf(type) : Kind.MESSAGE,
        presence,
        scalar ? null : type);
  }

  boolean isRepeated() {
    return presence == Presence.REPEATED;
  }

  /// Whether a value may be encoded in a wire type: packed ones are blocks.
  boolean fits(int wireType) {
    return wireType == kind.wireType
        || (wireType == ProtoCursor.BLOCK && isRepeated() && kind.isPacked());
  }
}
