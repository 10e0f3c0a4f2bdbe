package dev.clew.web;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Searches messages for text, in any case, without decoding them: protobuf holds text as it is.
final class TextSearch {
  private TextSearch() {}

  /// Whether the bytes contain a text.
  ///
  /// @param lower in lower case
  static boolean contains(byte[] bytes, String lower) {
    byte[] wanted = lower.getBytes(StandardCharsets.UTF_8);
    for (byte each : wanted) {
      if (each < 0) {
        // Other letters than ASCII's change their length with their case.
        return new String(bytes, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT).contains(lower);
      }
    }
    return ascii(bytes, wanted);
  }

  private static boolean ascii(byte[] bytes, byte[] wanted) {
    if (wanted.length == 0) {
      return true;
    }
    byte low = wanted[0];
    byte high = (byte) Character.toUpperCase(low);
    for (int i = 0; i <= bytes.length - wanted.length; i++) {
      if ((bytes[i] == low || bytes[i] == high) && isAt(bytes, i, wanted)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAt(byte[] bytes, int at, byte[] wanted) {
    for (int i = 1; i < wanted.length; i++) {
      byte b = bytes[at + i];
      if (wanted[i] != (b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b)) {
        return false;
      }
    }
    return true;
  }
}
