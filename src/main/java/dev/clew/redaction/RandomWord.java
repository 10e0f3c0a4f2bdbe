package dev.clew.redaction;

/// Tells by its characters whether a word was made by chance or to be hard to guess, where only a
/// weak hint says that it is a secret.
final class RandomWord {
  private static final int LEAST = 8;

  /// Names and versions in small letters are shorter or have separators.
  private static final int LEAST_OF_SMALL = 16;

  private static final int LEAST_DIGITS = 3;
  private static final int UUID = 36;
  private static final String SPECIAL = "!$%^*#+=?~";
  private static final byte[] SCHEME = TextWindow.ascii("://");

  private RandomWord() {}

  /// Capitals, small letters and digits; digits and what names do not have; or many small ones.
  static boolean is(TextWindow window, int start, int end) {
    int length = end - start;
    if (length < LEAST || window.isOneOf(start, "/~.$<{%-&@")) {
      return false;
    }
    int small = 0;
    int capital = 0;
    int digits = 0;
    int special = 0;
    int joints = 0;
    for (int i = start; i < end; i++) {
      byte b = window.at(i);
      if (b < '!' || "()[]{}<>\"'`|,;".indexOf(b) >= 0) {
        return false;
      }
      small += b >= 'a' && b <= 'z' ? 1 : 0;
      capital += b >= 'A' && b <= 'Z' ? 1 : 0;
      digits += b >= '0' && b <= '9' ? 1 : 0;
      special += SPECIAL.indexOf(b) >= 0 ? 1 : 0;
      joints += "-._:/@\\".indexOf(b) >= 0 ? 1 : 0;
    }
    if (digits == 0 || small + capital == 0 || holdsUrl(window, start, end)) {
      return false;
    }
    boolean mixed = small > 0 && capital > 0 && joints <= length / 6;
    boolean odd = special > 0 && joints <= 2;
    boolean many = joints == 0 && length >= LEAST_OF_SMALL && digits >= LEAST_DIGITS;
    return mixed || odd || many || (length == UUID && joints == 4 && capital == 0);
  }

  private static boolean holdsUrl(TextWindow window, int start, int end) {
    for (int i = start; i < end; i++) {
      if (window.at(i) == ':' && window.matches(SCHEME, i)) {
        return true;
      }
    }
    return false;
  }
}
