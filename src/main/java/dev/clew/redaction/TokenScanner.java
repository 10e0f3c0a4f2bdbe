package dev.clew.redaction;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Knows credentials by their look: tokens of known services, web tokens. Every method looks at the
/// text around one byte and returns where to go on.
final class TokenScanner {
  private static final byte[] GOOGLE = TextWindow.ascii("AIza");
  private static final byte[] ALIBABA = TextWindow.ascii("LTAI");
  private static final byte[] ARTIFACTORY = TextWindow.ascii("AKCp");
  private static final byte[] ARTIFACTORY_REFERENCE = TextWindow.ascii("cmVmd");
  private static final byte[] EASYPOST = TextWindow.ascii("EZAK");
  private static final byte[] EASYPOST_TEST = TextWindow.ascii("EZTK");
  private static final byte[] BEDROCK = TextWindow.ascii("ABSK");
  private static final byte[] WEB_TOKEN_IN_BASE64 = TextWindow.ascii("ZXlK");
  private static final byte[] PEM_IN_BASE64 = TextWindow.ascii("LS0tLS1CRUdJTi");
  private static final byte[] BOT = TextWindow.ascii("bot");
  private static final byte[] ATLASSIAN = TextWindow.ascii("ATATT3");
  private static final byte[] SQUARE = TextWindow.ascii("EAA");
  private static final byte[] GITLAB_RUNNER = TextWindow.ascii("GR1348941");
  private static final byte[] DATABRICKS = TextWindow.ascii("dapi");
  private static final byte[] OPENSHIFT = TextWindow.ascii("sha256");

  private static final boolean[] TOKEN = TextWindow.alphanumericAnd("_-");
  private static final boolean[] BEARER_TOKEN = TextWindow.alphanumericAnd("._~+/=-");
  private static final boolean[] ALPHANUMERIC = TextWindow.alphanumericAnd("");
  private static final boolean[] BASE64 = TextWindow.alphanumericAnd("+/=");
  private static final boolean[] HEX = TextWindow.table("0123456789abcdefABCDEF");
  private static final boolean[] AZURE = TextWindow.alphanumericAnd("_~.-");
  private static final boolean[] DIGITS = TextWindow.table("0123456789");

  /// Within how many characters a token has letters of both cases and digits.
  private static final int MAX_MIXED = 512;

  private final TextWindow window;
  private final FoundSecrets found;

  TokenScanner(TextWindow window, FoundSecrets found) {
    this.window = window;
    this.found = found;
  }

  /// A token behind a prefix that a separator ends.
  int prefixed(int separator, Endings<TokenPrefix> prefixes) {
    for (TokenPrefix prefix : prefixes.before(window, separator)) {
      int start = separator - prefix.text().length;
      if (start >= window.from()
          && window.endsWith(prefix.text(), separator)
          && window.boundary(start)) {
        int end = window.run(separator + 1, prefix.wide() ? BEARER_TOKEN : TOKEN);
        if (end - separator > prefix.atLeast()) {
          boolean credential = !prefix.needsDigit() || window.hasDigit(separator, end);
          return credential ? found.add(start, start, end) : end;
        }
      }
    }
    return separator + 1;
  }

  /// Vault's older tokens, Airtable's, Discord's: their parts have fixed lengths.
  int dot(int i) {
    int next = prefixed(i, TokenPrefix.DOT);
    if (next > i + 1) {
      return next;
    }
    if (!isPart(i)) {
      return i + 1;
    }
    int start = window.back(i, TOKEN, 32);
    int length = i - start;
    if (length >= 2 && window.at(i - 2) == 'v' && window.at(i - 1) == '1') {
      int end = window.run(i + 1, HEX);
      return end - i == 41 && window.boundary(i - 2) ? found.add(i - 2, i - 2, end) : i + 1;
    }
    if (length == 1 && window.at(start) == 's' && window.boundary(start)) {
      int end = window.run(i + 1, ALPHANUMERIC);
      return end - i == 25 && isMixed(i + 1, end) ? found.add(start, start, end) : i + 1;
    }
    if (length == 17 && window.at(start) == 'p') {
      int end = window.run(i + 1, HEX);
      return end - i == 65 ? found.add(start, start, end) : i + 1;
    }
    if (length >= 24 && length <= 28 && "MNO".indexOf(window.at(start)) >= 0) {
      int middle = window.run(i + 1, TOKEN);
      int end = window.follows(middle, '.') ? window.run(middle + 1, TOKEN) : middle;
      return middle - i == 7 && end - middle > 27 ? found.add(start, start, end) : i + 1;
    }
    return i + 1;
  }

  /// Whether a dot can be one of a token at all: what follows is long, or a part of six.
  private boolean isPart(int i) {
    return i + 24 < window.to()
        && (window.follows(i + 7, '.') || window.run(i + 1, ALPHANUMERIC) - i > 24);
  }

  private boolean isMixed(int start, int end) {
    boolean small = false;
    boolean capital = false;
    for (int i = start; i < end; i++) {
      small |= window.at(i) >= 'a';
      capital |= window.at(i) >= 'A' && window.at(i) <= 'Z';
    }
    return small && capital && window.hasDigit(start, end);
  }

  /// `sha256~…` of OpenShift, `…8Q~…` of Azure.
  int tilde(int i) {
    if (i - 2 < window.from() || !window.isOneOf(i - 1, "6Q")) {
      return i + 1;
    }
    int end = window.run(i + 1, AZURE);
    if (window.endsWith(OPENSHIFT, i)) {
      return end - i >= 40 ? found.add(i - 6, i - 6, end) : i + 1;
    }
    int start = i - 5;
    boolean azure =
        start >= window.from()
            && window.at(i - 1) == 'Q'
            && window.at(i - 2) >= '0'
            && window.at(i - 2) <= '9'
            && end - i >= 31;
    return azure ? found.add(start, start, end) : i + 1;
  }

  /// `123456789:AA…` of Telegram.
  int telegram(int colon) {
    int start = window.back(colon, DIGITS, 16);
    int end = window.run(colon + 1, TOKEN);
    boolean begins =
        window.boundary(start)
            || (window.endsWith(BOT, start) && window.boundary(start - BOT.length));
    return colon - start >= 8 && end - colon >= 34 && end - colon <= 40 && begins
        ? found.add(start, start, end)
        : colon + 1;
  }

  /// `eyJ….….…`, a JSON web token, or Grafana's key.
  int webToken(int i) {
    if (word(PEM_IN_BASE64, i - 11)) {
      return pemInBase64(i - 11, i);
    }
    int start = i - 2;
    if (start < window.from()
        || window.at(start) != 'e'
        || window.at(start + 1) != 'y'
        || !window.boundary(start)) {
      return i + 1;
    }
    int header = window.run(i + 1, TOKEN);
    if (header - i <= 8 || !window.follows(header, '.')) {
      boolean grafana =
          header - i >= 60 && window.follows(i + 1, 'r') && window.follows(i + 2, 'I');
      return grafana ? found.add(start, start, window.run(header, BASE64)) : header;
    }
    int payload = window.run(header + 1, TOKEN);
    if (payload - header <= 8 || !window.follows(payload, '.')) {
      return payload;
    }
    return found.add(start, start, window.run(payload + 1, BEARER_TOKEN));
  }

  /// A private key in PEM that is encoded again, as in the secrets of Kubernetes.
  private int pemInBase64(int start, int anchor) {
    int end = window.run(start, BASE64);
    byte[] head = new byte[Math.min(end - start, 64) / 4 * 4];
    for (int i = 0; i < head.length; i++) {
      head[i] = window.at(start + i);
    }
    try {
      String decoded = new String(Base64.getDecoder().decode(head), StandardCharsets.ISO_8859_1);
      return decoded.contains("PRIVATE KEY") ? found.add(start, start, end) : end;
    } catch (IllegalArgumentException notBase64) {
      return anchor + 1;
    }
  }

  /// `ATATT3…=1A2B3C4D` of Atlassian, by the checksum at its end; or where it goes on.
  int atlassian(int equals) {
    int end = window.run(equals + 1, HEX);
    if (end - equals != 9) {
      return equals;
    }
    int start = window.back(equals, TOKEN, 400);
    return equals - start >= 100 && word(ATLASSIAN, start) ? found.add(start, start, end) : equals;
  }

  /// `AKIA` and its like with sixteen capitals or digits, keys of Google and Alibaba.
  int capitalI(int i) {
    if (window.matches(GOOGLE, i - 1) && i > window.from() && window.boundary(i - 1)) {
      int end = window.run(i - 1, TOKEN);
      return end - i >= 37 ? found.add(i - 1, i - 1, end) : i + 1;
    }
    if (i - 3 >= window.from() && window.matches(ALIBABA, i - 3) && window.boundary(i - 3)) {
      int end = window.run(i, ALPHANUMERIC);
      return end - i == 21 ? found.add(i - 3, i - 3, end) : i + 1;
    }
    int start = i - 2;
    if (start < window.from()
        || window.at(start) != 'A'
        || !window.isOneOf(start + 1, "KSB")
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

  /// Kinds with a `K`: Artifactory, EasyPost, Bedrock, Twilio, web tokens in base64.
  int capitalK(int i) {
    if (window.follows(i + 1, 'C') && word(ARTIFACTORY, i - 1)) {
      return exactly(i - 1, ALPHANUMERIC, 73, 73, i);
    }
    if (word(EASYPOST, i - 3) || word(EASYPOST_TEST, i - 3)) {
      return exactly(i - 3, ALPHANUMERIC, 58, 58, i);
    }
    if (word(BEDROCK, i - 3)) {
      return exactly(i - 3, BASE64, 100, 300, i);
    }
    if (word(WEB_TOKEN_IN_BASE64, i - 3)) {
      return exactly(i - 3, BASE64, 60, Integer.MAX_VALUE, i);
    }
    boolean twilio =
        i - 1 >= window.from()
            && window.at(i - 1) == 'S'
            && window.boundary(i - 1)
            && window.run(i + 1, HEX) - i == 33
            && window.run(i + 1, ALPHANUMERIC) - i == 33;
    return twilio ? found.add(i - 1, i - 1, i + 33) : i + 1;
  }

  /// Kinds that the second or last letter of their prefix tells: Atlassian, Square, Facebook,
  /// GitLab's runners, Databricks.
  int byFirstLetters(int i) {
    return switch (window.at(i)) {
      case '3' -> word(ATLASSIAN, i - 5) ? longer(i - 5, 100, i) : i + 1;
      case 'A' -> word(SQUARE, i - 1) ? longer(i - 1, 60, i) : i + 1;
      case '1' -> word(GITLAB_RUNNER, i - 2) ? longer(i - 2, 29, i) : i + 1;
      case 'i' ->
          window.followsOneOf(i - 3, "d") && word(DATABRICKS, i - 3)
              ? exactly(i - 3, ALPHANUMERIC, 36, 36, i)
              : i + 1;
      default -> i + 1;
    };
  }

  private int longer(int start, int least, int anchor) {
    int end = window.run(start, TOKEN);
    boolean credential = end - start >= least && isMixed(start, Math.min(end, start + MAX_MIXED));
    return credential ? found.add(start, start, end) : anchor + 1;
  }

  /// Artifactory's reference tokens.
  int capitalV(int i) {
    return word(ARTIFACTORY_REFERENCE, i - 2) ? exactly(i - 2, ALPHANUMERIC, 64, 64, i) : i + 1;
  }

  private boolean word(byte[] prefix, int start) {
    return start >= window.from() && window.matches(prefix, start) && window.boundary(start);
  }

  private int exactly(int start, boolean[] members, int least, int most, int anchor) {
    int end = window.run(start, members);
    return end - start >= least && end - start <= most ? found.add(start, start, end) : anchor + 1;
  }
}
