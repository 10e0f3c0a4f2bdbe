package dev.clew.telemetry;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// Finds credentials, by what they are called or by their look ([TokenScanner]), in one pass over
/// the bytes of UTF-8 text. Only few bytes can stand in or before one; at those the text around is
/// looked at, so ordinary text costs a table look-up a byte, and hostile text no more than a
/// bounded look back.
///
/// Not thread-safe.
final class SecretScanner {
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

  private final TextWindow window = new TextWindow();
  private final FoundSecrets found = new FoundSecrets();
  private final TokenScanner tokens = new TokenScanner(window, found);

  /// Looks for secrets between two offsets.
  ///
  /// @return what was found, until the next call
  FoundSecrets scan(byte[] in, int start, int end) {
    window.set(in, start, end);
    found.clear();
    int i = start;
    while (i < end) {
      byte b = in[i];
      i = b >= 0 && ANCHOR[b] ? Math.max(i + 1, at(i, b)) : i + 1;
    }
    return found;
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
      case '_' -> tokens.underscore(i);
      case '-' -> hyphen(i);
      case 'J' -> tokens.webToken(i);
      case 'I' -> tokens.awsKey(i);
      default -> tokens.bearer(i);
    };
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
    return found.add(window.back(colon, WORD, MAX_KEY), start, at);
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
    return empty ? separator + 1 : found.add(window.back(keyEnd, NAME, MAX_KEY), start, end);
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
    if (tokens.beginsKey(i)) {
      return tokens.privateKey(i);
    }
    if (i > window.from() && window.at(i - 1) == '-' && window.boundary(i - 1)) {
      return option(i);
    }
    return tokens.hyphen(i);
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
    return found.add(secondHyphen - 1, start, stop);
  }
}
