package dev.clew.redaction;

/// Finds the private numbers of keys that are written as JSON (JWK) or XML (`RSAKeyValue`).
final class KeyNumbers {
  private static final int LEAST = 40;
  private static final int MOST = 1400;

  /// How far from its type a number stands: a modulus may be between.
  private static final int MAX_OBJECT = 2048;

  private static final byte[] KEY_TYPE = TextWindow.ascii("\"kty\"");
  private static final String[] OF_JSON = {"d", "p", "q", "dp", "dq", "qi", "k"};
  private static final String[] OF_XML = {"d", "p", "q", "dp", "dq", "inverseq"};
  private static final boolean[] BASE64 = TextWindow.alphanumericAnd("+/=");
  private static final boolean[] BASE64_URL = TextWindow.alphanumericAnd("_-");

  private final TextWindow window;
  private final FoundSecrets found;

  KeyNumbers(TextWindow window, FoundSecrets found) {
    this.window = window;
    this.found = found;
  }

  /// `"d": "…"` of a JWK: on one line with its type, or alone on a line.
  ///
  /// @return where to go on
  int json(int colon, int keyEnd) {
    int start = window.afterBlanks(colon + 1, 4) + 1;
    int end = window.run(Math.min(start, window.to()), BASE64_URL);
    if (end - start < LEAST
        || end - start > MOST
        || !window.follows(start - 1, '"')
        || !window.follows(end, '"')) {
      return colon + 1;
    }
    int key = named(OF_JSON, keyEnd, '"');
    boolean alone = key >= 0 && window.beginsLine(key - 1) && RandomWord.is(window, start, end);
    return key >= 0 && (alone || isBesideType(key)) ? found.add(key, start, end) : colon + 1;
  }

  private boolean isBesideType(int key) {
    int least = Math.max(window.from(), key - MAX_OBJECT);
    int most = Math.min(window.to() - KEY_TYPE.length, key + MAX_OBJECT);
    for (int i = least; i <= most; i++) {
      if (window.at(i) == '"' && window.matches(KEY_TYPE, i)) {
        return true;
      }
    }
    return false;
  }

  /// `<D>…</D>`.
  ///
  /// @return where to go on
  int xml(int close) {
    int start = close + 1;
    if (named(OF_XML, close, '<') < 0) {
      return start;
    }
    int end = window.run(start, BASE64);
    boolean closed = window.follows(end, '<') && window.follows(end + 1, '/');
    return closed && end - start >= LEAST ? found.add(close, start, end) : start;
  }

  /// Where one of the names begins that ends here behind a character, or -1.
  private int named(String[] names, int end, char before) {
    for (String name : names) {
      int start = end - name.length();
      if (window.followsOneOf(start - 1, String.valueOf(before))
          && window.endsWith(TextWindow.ascii(name), end)) {
        return start;
      }
    }
    return -1;
  }
}
