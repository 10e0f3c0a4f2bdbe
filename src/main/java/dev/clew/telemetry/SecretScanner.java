package dev.clew.telemetry;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Finds what looks like a credential, in one pass over the bytes of UTF-8 text. Only few bytes can
/// stand in or before one; at those the text around is looked at, so ordinary text costs a table
/// look-up a byte, and hostile text no more than a bounded look back.
///
/// Not thread-safe.
final class SecretScanner {
  private static final byte[] BEGIN = TextWindow.ascii("-----BEGIN ");
  private static final byte[] PRIVATE_KEY = TextWindow.ascii("PRIVATE KEY-----");
  private static final byte[] END = TextWindow.ascii("-----END ");
  private static final byte[] BEARER = TextWindow.ascii("bearer ");
  private static final List<byte[]> KEYWORDS =
      Stream.of(
              "password",
              "passwd",
              "passphrase",
              "secret",
              "token",
              "api_key",
              "api-key",
              "apikey",
              "access_key",
              "access-key",
              "accesskey",
              "private_key",
              "private-key",
              "authorization")
          .map(TextWindow::ascii)
          .toList();

  private static final int AUTHORIZATION = KEYWORDS.size() - 1;
  private static final int MIN_CREDENTIALS = 6;

  private static final byte[] SSH = TextWindow.ascii("ssh");

  /// How far back a key, `--password` or `aws.secret_access_key`, is looked at.
  private static final int MAX_KEY = 64;

  private static final boolean[] ANCHOR = TextWindow.table(":=_-JIbB");
  private static final boolean[] WORD = TextWindow.alphanumericAnd("_");
  private static final boolean[] NAME = TextWindow.alphanumericAnd("_-.");
  private static final boolean[] TOKEN = TextWindow.alphanumericAnd("_-");
  private static final boolean[] BEARER_TOKEN = TextWindow.alphanumericAnd("._~+/=-");

  private final TextWindow window = new TextWindow();
  private int[] found = new int[12];
  private int count;
  private boolean keyOpen;

  /// Looks for secrets between two offsets.
  void scan(byte[] in, int start, int end) {
    window.set(in, start, end);
    count = 0;
    keyOpen = false;
    int i = start;
    while (i < end) {
      byte b = in[i];
      i = b >= 0 && ANCHOR[b] ? Math.max(i + 1, at(i, b)) : i + 1;
    }
  }

  /// How many were found; they do not overlap and are in order.
  int count() {
    return count;
  }

  /// Where the text begins without which a secret would not be known as one.
  int context(int index) {
    return found[3 * index];
  }

  int start(int index) {
    return found[3 * index + 1];
  }

  int end(int index) {
    return found[3 * index + 2];
  }

  /// Whether the last one is a private key whose end did not come.
  boolean keyOpen() {
    return keyOpen;
  }

  /// Whether the argument that follows this one is a secret, as after `--password`.
  boolean announcesSecret(String argument) {
    return argument.startsWith("-") && isSecretName(argument);
  }

  /// Whether what is called so is a secret, whatever it looks like.
  boolean isSecretName(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    window.set(bytes, 0, bytes.length);
    return keyword(bytes.length) >= 0;
  }

  /// Looks at the text around an anchor.
  ///
  /// @return where to go on
  private int at(int i, byte b) {
    return switch (b) {
      case ':' -> window.follows(i + 1, '/') && window.follows(i + 2, '/') ? userInfo(i) : value(i);
      case '=' -> window.follows(i + 1, '=') ? i + 2 : value(i);
      case '_' -> prefixed(i, TokenPrefix.UNDERSCORE);
      case '-' -> hyphen(i);
      case 'J' -> webToken(i);
      case 'I' -> awsKey(i);
      default -> bearer(i);
    };
  }

  private int add(int context, int start, int end) {
    if (count > 0 && start < found[3 * count - 1]) {
      found[3 * count - 1] = Math.max(end, found[3 * count - 1]);
      return end;
    }
    if (3 * count == found.length) {
      found = Arrays.copyOf(found, 2 * found.length);
    }
    found[3 * count] = context;
    found[3 * count + 1] = start;
    found[3 * count + 2] = end;
    count++;
    return end;
  }

  /// `scheme://user:password@host`. A name without a password is none where it is usual, as in
  /// `ssh://git@host`.
  private int userInfo(int colon) {
    int start = colon + 3;
    int at = -1;
    boolean password = false;
    int i = start;
    while (i < window.to() && !TextWindow.isSpace(window.at(i)) && !window.isOneOf(i, "/?#\"'<>")) {
      password |= window.at(i) == ':' && at < 0;
      at = window.at(i) == '@' ? i : at;
      i++;
    }
    if (at <= start || (!password && window.endsWith(SSH, colon))) {
      return start;
    }
    return add(window.back(colon, WORD, MAX_KEY), start, at);
  }

  /// `key=value`, `key: value`, `"key": "value"`, with a key that ends with one of the keywords.
  private int value(int separator) {
    int keyEnd = separator;
    while (keyEnd > window.from()
        && separator - keyEnd < 4
        && window.isOneOf(keyEnd - 1, " \"'\\")) {
      keyEnd--;
    }
    int keyword = keyword(keyEnd);
    if (keyword < 0) {
      return separator + 1;
    }
    int start = separator + 1;
    while (start < window.to() && start - separator < 8 && window.isOneOf(start, " \t=>\\")) {
      start++;
    }
    byte quote =
        start < window.to() && (window.at(start) == '"' || window.at(start) == '\'')
            ? window.at(start++)
            : 0;
    int end = start;
    while (end < window.to() && !endsValue(window.at(end), quote, keyword)) {
      end++;
    }
    // «authorization: none» speaks of it only.
    boolean empty = end - start < (keyword == AUTHORIZATION ? MIN_CREDENTIALS : 1);
    return empty ? separator + 1 : add(window.back(keyEnd, NAME, MAX_KEY), start, end);
  }

  private static boolean endsValue(byte b, byte quote, int keyword) {
    if (b == '\n' || b == '\r') {
      return true;
    }
    if (quote != 0) {
      return b == quote;
    }
    if (b == '"' || b == '\'') {
      return true;
    }
    // A scheme and credentials: what an Authorization header holds goes on to the line's end.
    return keyword != AUTHORIZATION && (TextWindow.isSpace(b) || b == '&');
  }

  /// Which of the keywords ends here, or -1.
  private int keyword(int end) {
    for (int i = 0; i < KEYWORDS.size(); i++) {
      if (window.endsWith(KEYWORDS.get(i), end)) {
        return i;
      }
    }
    return -1;
  }

  private int hyphen(int i) {
    if (window.matches(BEGIN, i)) {
      return privateKey(i);
    }
    if (i > window.from() && window.at(i - 1) == '-' && window.boundary(i - 1)) {
      return option(i);
    }
    return prefixed(i, TokenPrefix.HYPHEN);
  }

  /// A key in PEM, to its end or that of the text.
  private int privateKey(int begin) {
    int label = begin + BEGIN.length;
    int i = label;
    while (i < window.to()
        && i - label < 32
        && (window.at(i) == ' ' || (window.at(i) >= 'A' && window.at(i) <= 'Z'))) {
      if (window.matches(PRIVATE_KEY, i)) {
        int end = window.indexOf(END, i + PRIVATE_KEY.length);
        keyOpen = end < 0;
        return add(begin, begin, keyOpen ? window.to() : afterDashes(end + END.length));
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

  /// `--some-password value`.
  private int option(int secondHyphen) {
    int end = secondHyphen + 1;
    while (end < window.to()
        && end - secondHyphen < MAX_KEY
        && window.at(end) >= 0
        && TOKEN[window.at(end)]) {
      end++;
    }
    int start = end;
    while (start < window.to() && window.at(start) == ' ') {
      start++;
    }
    if (start == end || keyword(end) < 0 || start == window.to() || window.at(start) == '-') {
      return secondHyphen + 1;
    }
    int stop = start;
    while (stop < window.to() && !TextWindow.isSpace(window.at(stop))) {
      stop++;
    }
    return add(secondHyphen - 1, start, stop);
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
          return credential ? add(start, start, end) : end;
        }
      }
    }
    return separator + 1;
  }

  /// `eyJ….….…`, a JSON web token.
  private int webToken(int i) {
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
    return add(start, start, window.run(payload + 1, TOKEN));
  }

  /// `AKIA` or `ASIA` and sixteen capitals or digits.
  private int awsKey(int i) {
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
    return end - start == 20 ? add(start, start, end) : i + 1;
  }

  private int bearer(int i) {
    if (!window.matchesIgnoringCase(BEARER, i) || !window.boundary(i)) {
      return i + 1;
    }
    int start = i + BEARER.length;
    int end = window.run(start, BEARER_TOKEN);
    boolean credential = end - start >= 32 || (end - start >= 8 && window.hasDigit(start, end));
    return credential ? add(i, start, end) : i + 1;
  }
}
