package dev.clew.redaction;

/// What programs print around a value in its debug form: `Some("x")` and `Secret("x")` of Rust,
/// `Optional[x]` of Java, `(string) (len=1) "x"` of Go, `Just "x"` of Haskell.
final class DebugForm {
  private static final byte[][] OPENINGS = {
    TextWindow.ascii("Some("),
    TextWindow.ascii("Ok("),
    TextWindow.ascii("Optional["),
    TextWindow.ascii("Optional("),
    TextWindow.ascii("Secret("),
    TextWindow.ascii("SecretString("),
    TextWindow.ascii("SecretStr("),
    TextWindow.ascii("SecretBox("),
    TextWindow.ascii("Zeroizing("),
    TextWindow.ascii("(string) ")
  };

  /// With a quote behind them.
  private static final byte[][] PREFIXES = {TextWindow.ascii("Just "), TextWindow.ascii("&")};

  /// With a length and a parenthesis behind it.
  private static final byte[][] LENGTHS = {TextWindow.ascii("(len="), TextWindow.ascii("string(")};

  private static final boolean[] DIGITS = TextWindow.table("0123456789");
  private static final int DEEPEST = 4;

  private DebugForm() {}

  /// Where the value proper begins, or where it was looked for.
  static int open(TextWindow window, int at) {
    int i = at;
    for (int depth = 0; depth < DEEPEST && i < window.to(); depth++) {
      int next = behind(window, i);
      if (next == i) {
        return i;
      }
      i = next;
    }
    return i;
  }

  private static int behind(TextWindow window, int at) {
    for (byte[] opening : OPENINGS) {
      if (window.at(at) == opening[0] && window.matches(opening, at)) {
        return at + opening.length;
      }
    }
    for (byte[] prefix : PREFIXES) {
      int end = at + prefix.length;
      if (window.matches(prefix, at) && window.followsOneOf(end, "\\\"'")) {
        return end;
      }
    }
    for (byte[] opening : LENGTHS) {
      if (window.matches(opening, at)) {
        int close = window.run(at + opening.length, DIGITS);
        return close > at + opening.length
                && window.follows(close, ')')
                && window.follows(close + 1, ' ')
            ? close + 2
            : at;
      }
    }
    return at;
  }

  /// Where a value without quotes ends within the form.
  static int close(TextWindow window, int from) {
    int i = from;
    while (i < window.to() && window.at(i) > ' ' && !window.isOneOf(i, ")]")) {
      i++;
    }
    return i;
  }
}
