package dev.clew.otlp.codec;

/// Well-formedness of UTF-8 by table 3-7 of the Unicode standard.
public final class Utf8 {
  private Utf8() {}

  /// Looks at the sequence that starts with a byte ≥ 0x80.
  ///
  /// @return the length of a well-formed sequence, or minus the length of the ill-formed subpart to
  ///   be replaced by one U+FFFD
  public static int sequence(byte[] text, int at, int end) {
    int lead = text[at] & 0xFF;
    int size =
        lead >= 0xC2 && lead <= 0xDF
            ? 2
            : lead >= 0xE0 && lead <= 0xEF ? 3 : lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
    if (size == 0 || at + 1 >= end || !isSecond(lead, text[at + 1] & 0xFF)) {
      return -1;
    }
    for (int i = 2; i < size; i++) {
      if (at + i >= end || (text[at + i] & 0xC0) != 0x80) {
        return -i;
      }
    }
    return size;
  }

  private static boolean isSecond(int lead, int second) {
    return switch (lead) {
      case 0xE0 -> second >= 0xA0 && second <= 0xBF;
      case 0xED -> second >= 0x80 && second <= 0x9F;
      case 0xF0 -> second >= 0x90 && second <= 0xBF;
      case 0xF4 -> second >= 0x80 && second <= 0x8F;
      default -> second >= 0x80 && second <= 0xBF;
    };
  }
}
