package dev.clew.web.api;

import java.util.HexFormat;

/// Ids of traces and spans in hex.
final class HexIds {
  private HexIds() {}

  static byte[] trace(String hex) {
    return parse(hex, 32, "trace id");
  }

  /// A span id as the store has it.
  static long span(String hex) {
    parse(hex, 16, "span id");
    return HexFormat.fromHexDigitsToLong(hex);
  }

  private static byte[] parse(String hex, int length, String what) {
    try {
      if (hex.length() == length) {
        return HexFormat.of().parseHex(hex);
      }
    } catch (IllegalArgumentException e) {
      throw malformed(hex, length, what);
    }
    throw malformed(hex, length, what);
  }

  private static BadRequest malformed(String hex, int length, String what) {
    return new BadRequest(
        "\"" + hex + "\" is no " + what + "; it has " + length + " hexadecimal characters.");
  }
}
