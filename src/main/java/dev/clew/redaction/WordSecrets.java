package dev.clew.redaction;

import dev.clew.redaction.SecretValue.Form;

/// Finds the secrets that follow a word and a blank, without separator or option: `ENV DB_PASSWORD
/// x`, `npm config set _authToken x`, `vault login x`, `machine h login u password x`.
final class WordSecrets {
  private static final int MAX_NAME = 128;
  private static final int MAX_FLAGS = 3;
  private static final byte[] ENV = TextWindow.ascii("env");
  private static final byte[] SETENV = TextWindow.ascii("setenv");
  private static final byte[] SET = TextWindow.ascii("set");
  private static final byte[] CONFIG = TextWindow.ascii("config");
  private static final byte[] BUNDLE = TextWindow.ascii("bundle ");
  private static final byte[] PUT = TextWindow.ascii("secret put");
  private static final byte[] SECRET_SET = TextWindow.ascii("secret set");
  private static final byte[] LOGIN = TextWindow.ascii("login");
  private static final byte[] USER = TextWindow.ascii("login ");
  private static final byte[] IS = TextWindow.ascii("is ");
  private static final byte[] HTTP_BASIC = TextWindow.ascii("http-basic.");
  private static final byte[] HTPASSWD = TextWindow.ascii("htpasswd");
  private static final byte[] CHPASSWD = TextWindow.ascii("chpasswd <<<");
  private static final byte[] OBSCURE = TextWindow.ascii("rclone obscure");
  private static final byte[] AUTHTOKEN = TextWindow.ascii("authtoken");
  private static final byte[][] PASSWORDS = {
    TextWindow.ascii("password"), TextWindow.ascii("passwd"), TextWindow.ascii("passphrase")
  };
  private static final byte[] TOKEN = TextWindow.ascii("token");
  private static final byte[][] LOGINS = {
    TextWindow.ascii("cargo login"), TextWindow.ascii("vault login"),
    TextWindow.ascii("railway login"), TextWindow.ascii("doppler login")
  };
  private static final byte[][] AUTHS = {
    TextWindow.ascii("snyk auth"), TextWindow.ascii("redis auth")
  };
  private static final boolean[] WORD = TextWindow.alphanumericAnd("_.@+-");

  private final TextWindow window;
  private final FoundSecrets found;
  private int spoken = -1;
  private final SecretValue value;
  private final PlainWords plain;
  private final KeyValueWords pairs;

  WordSecrets(
      TextWindow window,
      FoundSecrets found,
      SecretValue value,
      PlainWords plain,
      KeyValueWords.Scan scan) {
    this.pairs = new KeyValueWords(window, found, value, plain, scan);
    this.window = window;
    this.found = found;
    this.value = value;
    this.plain = plain;
  }

  /// Looks at the word that a blank ends.
  ///
  /// @return where to go on
  int at(int blank) {
    if (blank - 3 < window.from()) {
      return blank + 1;
    }
    int first = window.at(blank - 3) | 0x20;
    int second = window.at(blank - 2) | 0x20;
    return switch (window.at(blank - 1) | 0x20) {
      case 'd' -> (first == 'o' && second == 'r') || second == 'w' ? password(blank) : blank + 1;
      case 'e' ->
          first == 'a' && second == 's'
              ? password(blank)
              : first == 'u' && second == 'r' && is(OBSCURE, blank) ? random(blank) : blank + 1;
      case 'g' ->
          second != 'i' || !is(CONFIG, blank)
              ? blank + 1
              : pairs.isBehind(blank) ? pairs.at(blank) : setting(blank, false);
      case 'h' -> second == 't' && isOneOf(AUTHS, blank) ? random(blank) : blank + 1;
      case 'n' ->
          (first == 'g' && second == 'i') || (first == 'k' && second == 'e')
              ? login(blank)
              : blank + 1;
      case 't' -> (first == 's' && second == 'e') || second == 'u' ? set(blank) : blank + 1;
      case 'v' -> first == 'e' && second == 'n' ? variable(blank) : blank + 1;
      default -> blank + 1;
    };
  }

  private boolean is(byte[] word, int end) {
    return window.endsWith(word, end) && window.boundary(end - word.length);
  }

  private boolean isOneOf(byte[][] words, int end) {
    for (byte[] word : words) {
      if (is(word, end)) {
        return true;
      }
    }
    return false;
  }

  private int variable(int blank) {
    boolean docker = is(ENV, blank) && window.at(blank - 1) == 'V';
    return docker || is(SETENV, blank) ? setting(blank, true) : blank + 1;
  }

  private int set(int blank) {
    if (!window.endsWith(SET, blank) && !window.endsWith(PUT, blank)) {
      return blank + 1;
    }
    boolean secret = is(SECRET_SET, blank) || is(PUT, blank);
    return secret ? ofAnyName(blank) : is(SET, blank) ? setting(blank, false) : blank + 1;
  }

  /// Begins with another text.
  void reset() {
    spoken = -1;
  }

  /// Where the last word such as «password» ended, or -1.
  int spoken() {
    return spoken;
  }

  private int login(int blank) {
    if (window.endsWith(LOGIN, blank) ? isOneOf(LOGINS, blank) : is(AUTHTOKEN, blank)) {
      return random(blank);
    }
    return window.endsWith(TOKEN, blank) ? told(blank) : blank + 1;
  }

  /// A word, or what stands in quotes, that only chance makes.
  private int random(int blank) {
    int start = window.afterBlanks(blank, 4);
    return isWord(start, false) ? found.add(blank, value.start(), value.end()) : blank + 1;
  }

  /// @param certain whether what follows is a secret unless it cannot be one
  private boolean isWord(int start, boolean certain) {
    if (value.argument(start) != Form.WHOLE) {
      return false;
    }
    int end = value.end();
    while (end > value.start() && window.isOneOf(end - 1, ".,;)")) {
      end--;
    }
    return certain
        ? !plain.isNoValue(value.start(), value.end(), start)
        : RandomWord.is(window, value.start(), end);
  }

  /// `secret put NAME x`.
  private int ofAnyName(int blank) {
    int name = afterFlags(blank);
    int start = window.afterBlanks(wordEnd(name), 4);
    return isWord(start, false) ? found.add(blank, value.start(), value.end()) : blank + 1;
  }

  private int afterFlags(int blank) {
    int i = window.afterBlanks(blank, 8);
    for (int flags = 0; flags < MAX_FLAGS && window.follows(i, '-'); flags++) {
      i = window.afterBlanks(wordEnd(i), 8);
    }
    return i;
  }

  private int wordEnd(int start) {
    int i = start;
    while (i < window.to() && i - start < MAX_NAME && window.at(i) > ' ') {
      i++;
    }
    return i;
  }

  /// `NAME x`.
  ///
  /// @param certain whether nothing else can stand in the value's place
  private int setting(int blank, boolean certain) {
    int name = afterFlags(blank);
    int end = wordEnd(name);
    int start = window.afterBlanks(end, 64);
    if (end == name || start == end) {
      return blank + 1;
    }
    if (window.matches(HTTP_BASIC, name)) {
      return secondWord(blank, start);
    }
    if (window.endsWith(BUNDLE, blank - CONFIG.length)) {
      return userAndPassword(blank, start);
    }
    int dot = end;
    while (dot > name && window.at(dot - 1) != '.') {
      dot--;
    }
    SecretName known = SecretName.before(window, end);
    boolean secret = known != null || (dot > name && SecretName.before(window, dot - 1) != null);
    boolean whole = certain && window.at(blank - 1) == 'V';
    if (!secret || window.followsOneOf(start, "=:") || !isWord(start, certain)) {
      return blank + 1;
    }
    return found.add(name, value.start(), whole ? lineEnd(value.end()) : value.end());
  }

  /// What Docker's `ENV` takes as the value, without a backslash that goes on to the next line.
  private int lineEnd(int from) {
    int i = from;
    while (i < window.to() && !window.isOneOf(i, "\n\r")) {
      i++;
    }
    while (i > from && window.isOneOf(i - 1, " \t\\")) {
      i--;
    }
    return i;
  }

  /// `http-basic.repository user x`.
  private int secondWord(int blank, int user) {
    int start = window.afterBlanks(wordEnd(user), 8);
    return isWord(start, true) ? found.add(blank, value.start(), value.end()) : blank + 1;
  }

  /// `gems.example.com user:x`.
  private int userAndPassword(int blank, int start) {
    int end = wordEnd(start);
    int colon = window.run(start, WORD);
    return window.follows(colon, ':') && RandomWord.is(window, colon + 1, end)
        ? found.add(blank, colon + 1, end)
        : blank + 1;
  }

  private int password(int blank) {
    if (is(HTPASSWD, blank)) {
      return ofHtpasswd(blank);
    }
    if (window.matches(CHPASSWD, blank - 8)) {
      return userAndPassword(blank, window.afterBlanks(blank + 4, 4));
    }
    for (byte[] word : PASSWORDS) {
      if (window.endsWith(word, blank)) {
        int before = blank - word.length;
        return isOfNetrc(before) ? certain(blank) : told(blank);
      }
    }
    return blank + 1;
  }

  private int certain(int blank) {
    int start = window.afterBlanks(blank, 8);
    return isWord(start, true) ? found.add(blank, value.start(), value.end()) : blank + 1;
  }

  /// Whether `login NAME` stands before.
  private boolean isOfNetrc(int password) {
    int end = password;
    while (end > window.from() && window.isOneOf(end - 1, " \t")) {
      end--;
    }
    int user = window.back(end, WORD, MAX_NAME);
    return end < password && user < end && window.endsWith(USER, user);
  }

  /// `password is x`.
  private int told(int blank) {
    spoken = blank;
    int is = window.afterBlanks(blank, 1);
    if (!window.matchesIgnoringCase(IS, is)) {
      return blank + 1;
    }
    int start = window.afterBlanks(is + IS.length, 4);
    return isWord(start, false) ? found.add(blank, value.start(), value.end()) : blank + 1;
  }

  /// `htpasswd -b FILE USER x`, `htpasswd -nb USER x`.
  private int ofHtpasswd(int blank) {
    int i = window.afterBlanks(blank, 4);
    boolean batch = false;
    boolean noFile = false;
    for (int flags = 0; flags < MAX_FLAGS && window.follows(i, '-'); flags++) {
      int end = wordEnd(i);
      for (int k = i; k < end; k++) {
        batch |= window.at(k) == 'b';
        noFile |= window.at(k) == 'n';
      }
      i = window.afterBlanks(end, 4);
    }
    for (int words = noFile ? 1 : 2; batch && words > 0; words--) {
      i = window.afterBlanks(wordEnd(i), 4);
    }
    return batch && isWord(i, true) ? found.add(blank, value.start(), value.end()) : blank + 1;
  }
}
