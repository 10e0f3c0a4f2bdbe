package dev.clew.web.api;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Searches messages for text, in any case, without decoding them: protobuf holds text as it is.
/// The time depends on the message's length only (Knuth, Morris and Pratt).
final class TextSearch {
  private final String text;
  private final byte[] wanted;
  private final boolean ascii;

  /// For each number of bytes that agree: how many still do where the next one does not.
  private final int[] shorter;

  /// @param text empty to find anything
  TextSearch(String text) {
    this.text = text.toLowerCase(Locale.ROOT);
    this.wanted = this.text.getBytes(StandardCharsets.UTF_8);
    this.ascii = this.text.chars().allMatch(c -> c < 0x80);
    this.shorter = table(wanted);
  }

  private static int[] table(byte[] wanted) {
    int[] shorter = new int[wanted.length + 1];
    for (int i = 1, agree = 0; i < wanted.length; i++) {
      while (agree > 0 && wanted[i] != wanted[agree]) {
        agree = shorter[agree];
      }
      agree += wanted[i] == wanted[agree] ? 1 : 0;
      shorter[i + 1] = agree;
    }
    return shorter;
  }

  /// Whether a message contains the text.
  boolean isIn(byte[] bytes) {
    if (wanted.length == 0) {
      return true;
    }
    // Letters other than ASCII's change their length with their case.
    return ascii
        ? contains(bytes)
        : new String(bytes, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT).contains(text);
  }

  private boolean contains(byte[] bytes) {
    int agree = 0;
    for (byte each : bytes) {
      byte lower = each >= 'A' && each <= 'Z' ? (byte) (each + 32) : each;
      while (agree > 0 && lower != wanted[agree]) {
        agree = shorter[agree];
      }
      agree += lower == wanted[agree] ? 1 : 0;
      if (agree == wanted.length) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TextSearch that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
