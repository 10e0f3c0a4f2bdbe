package dev.clew.transfer;

/// Tells JSON in UTF-16 or UTF-32 by its first bytes: OTLP/JSON is UTF-8.
final class Utf16 {
  private Utf16() {}

  /// Whether a file begins so: with its mark, or with characters of ASCII of which every other byte
  /// is zero.
  static boolean is(byte[] start) {
    if (start.length < 4) {
      return false;
    }
    boolean mark =
        (start[0] == (byte) 0xFE && start[1] == (byte) 0xFF)
            || (start[0] == (byte) 0xFF && start[1] == (byte) 0xFE)
            || (start[0] == 0 && start[1] == 0 && start[2] == (byte) 0xFE);
    return mark
        || (isJson(start[0]) && areZero(start, 1))
        || (isJson(start[1]) && areZero(start, 0))
        || (start[0] == 0 && start[1] == 0 && start[2] == 0 && isJson(start[3]) && wide(start));
  }

  private static boolean isJson(byte first) {
    return first == '{' || first == '[';
  }

  private static boolean areZero(byte[] start, int from) {
    for (int i = from; i < Math.min(start.length, 8); i += 2) {
      if (start[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /// Whether the next character has four bytes too.
  private static boolean wide(byte[] start) {
    return start.length >= 8 && start[4] == 0 && start[5] == 0 && start[6] == 0;
  }
}
