package dev.clew.telemetry;

import java.util.List;

/// Knows credentials by their look: keys in PEM, tokens of known services, web tokens, bearer
/// tokens. Every method looks at the text around one byte and returns where to go on.
final class TokenScanner {
  private static final byte[] BEGIN = TextWindow.ascii("-----BEGIN ");
  private static final byte[] PRIVATE_KEY = TextWindow.ascii("PRIVATE KEY-----");
  private static final byte[] END = TextWindow.ascii("-----END ");
  private static final byte[] BEARER = TextWindow.ascii("bearer ");

  private static final boolean[] TOKEN = TextWindow.alphanumericAnd("_-");
  private static final boolean[] BEARER_TOKEN = TextWindow.alphanumericAnd("._~+/=-");

  private final TextWindow window;
  private final FoundSecrets found;

  TokenScanner(TextWindow window, FoundSecrets found) {
    this.window = window;
    this.found = found;
  }

  int underscore(int i) {
    return prefixed(i, TokenPrefix.UNDERSCORE);
  }

  int hyphen(int i) {
    return prefixed(i, TokenPrefix.HYPHEN);
  }

  /// Whether a key in PEM may begin here.
  boolean beginsKey(int i) {
    return window.matches(BEGIN, i);
  }

  /// A key in PEM, to its end or that of the text.
  int privateKey(int begin) {
    int label = begin + BEGIN.length;
    int i = label;
    while (i < window.to()
        && i - label < 32
        && (window.at(i) == ' ' || (window.at(i) >= 'A' && window.at(i) <= 'Z'))) {
      if (window.matches(PRIVATE_KEY, i)) {
        int end = window.indexOf(END, i + PRIVATE_KEY.length);
        return end < 0
            ? found.addOpenKey(begin, window.to())
            : found.add(begin, begin, afterDashes(end + END.length));
      }
      i++;
    }
    return label;
  }

  /// Behind the dashes that end the line `-----END … PRIVATE KEY-----`.
  private int afterDashes(int label) {
    int i = label;
    while (i < window.to() && i - label < 48 && window.at(i) != '-' && window.at(i) != '\n') {
      i++;
    }
    while (i < window.to() && window.at(i) == '-') {
      i++;
    }
    return i;
  }

  private int prefixed(int separator, List<TokenPrefix> prefixes) {
    for (TokenPrefix prefix : prefixes) {
      int start = separator - prefix.text().length;
      if (start >= window.from()
          && window.endsWith(prefix.text(), separator)
          && window.boundary(start)) {
        int end = window.run(separator + 1, TOKEN);
        if (end - separator > prefix.atLeast()) {
          boolean credential = !prefix.needsDigit() || window.hasDigit(separator, end);
          return credential ? found.add(start, start, end) : end;
        }
      }
    }
    return separator + 1;
  }

  /// `eyJ….….…`, a JSON web token.
  int webToken(int i) {
    int start = i - 2;
    if (start < window.from()
        || window.at(start) != 'e'
        || window.at(start + 1) != 'y'
        || !window.boundary(start)) {
      return i + 1;
    }
    int header = window.run(i + 1, TOKEN);
    if (header - i <= 8 || !window.follows(header, '.')) {
      return header;
    }
    int payload = window.run(header + 1, TOKEN);
    if (payload - header <= 8 || !window.follows(payload, '.')) {
      return payload;
    }
    return found.add(start, start, window.run(payload + 1, TOKEN));
  }

  /// `AKIA` or `ASIA` and sixteen capitals or digits.
  int awsKey(int i) {
    int start = i - 2;
    if (start < window.from()
        || window.at(start) != 'A'
        || (window.at(start + 1) != 'K' && window.at(start + 1) != 'S')
        || !window.follows(i + 1, 'A')
        || !window.boundary(start)) {
      return i + 1;
    }
    int end = i + 2;
    while (end < window.to() && TextWindow.isCapitalOrDigit(window.at(end))) {
      end++;
    }
    return end - start == 20 ? found.add(start, start, end) : i + 1;
  }

  /// `bearer` and a token that may be one.
  int bearer(int i) {
    if (!window.matchesIgnoringCase(BEARER, i) || !window.boundary(i)) {
      return i + 1;
    }
    int start = i + BEARER.length;
    int end = window.run(start, BEARER_TOKEN);
    boolean credential = end - start >= 32 || (end - start >= 8 && window.hasDigit(start, end));
    return credential ? found.add(i, start, end) : i + 1;
  }
}
