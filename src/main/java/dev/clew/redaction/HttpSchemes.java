package dev.clew.redaction;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Finds the credentials behind the names of HTTP's authentication schemes.
final class HttpSchemes {
  private static final byte[] BEARER = TextWindow.ascii("bearer ");
  private static final byte[] BASIC = TextWindow.ascii("basic ");
  private static final boolean[] BEARER_TOKEN = TextWindow.alphanumericAnd("._~+/=-");
  private static final boolean[] BASE64 = TextWindow.alphanumericAnd("+/=");

  private final TextWindow window;
  private final FoundSecrets found;

  HttpSchemes(TextWindow window, FoundSecrets found) {
    this.window = window;
    this.found = found;
  }

  /// `bearer` and a token that may be one, `basic` and a name with a password.
  int at(int i) {
    if (window.matchesIgnoringCase(BASIC, i) && window.boundary(i)) {
      return basic(i);
    }
    if (!window.matchesIgnoringCase(BEARER, i) || !window.boundary(i)) {
      return i + 1;
    }
    int start = i + BEARER.length;
    int end = window.run(start, BEARER_TOKEN);
    boolean credential = end - start >= 32 || (end - start >= 8 && window.hasDigit(start, end));
    return credential ? found.add(i, start, end) : i + 1;
  }

  private int basic(int i) {
    int start = i + BASIC.length;
    int end = window.run(start, BASE64);
    int whole = Math.min(end - start, 64) / 4 * 4;
    if (whole < 8) {
      return start;
    }
    byte[] text = new byte[whole];
    for (int k = 0; k < whole; k++) {
      text[k] = window.at(start + k);
    }
    try {
      String decoded = new String(Base64.getDecoder().decode(text), StandardCharsets.ISO_8859_1);
      return decoded.indexOf(':') >= 0 ? found.add(i, start, end) : start;
    } catch (IllegalArgumentException notBase64) {
      return start;
    }
  }
}
