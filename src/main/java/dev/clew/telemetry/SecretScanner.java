package dev.clew.telemetry;

import dev.clew.telemetry.FoundSecrets.Continuation;
import dev.clew.telemetry.SecretName.Kind;
import dev.clew.telemetry.SecretValue.Form;

/// Finds credentials, by what they are called or by their look ([TokenScanner]), in one pass over
/// the bytes of UTF-8 text. Only few bytes can stand in or before one; at those the text around is
/// looked at, so ordinary text costs a table look-up a byte, and hostile text no more than a
/// bounded look back.
///
/// Not thread-safe.
final class SecretScanner {
  /// How far back a key, `--password` or `aws.secret_access_key`, is looked at.
  private static final int MAX_KEY = 64;

  /// How far a separator may stand from its key: columns are aligned by blanks.
  private static final int MAX_BLANKS = 64;

  private static final boolean[] ANCHOR = TextWindow.table(":=_-.~%>'\"JIKVbB");
  private static final boolean[] NAME = TextWindow.alphanumericAnd("_-.");
  private static final boolean[] TOKEN = TextWindow.alphanumericAnd("_-");

  /// How long the name of a cookie is at most.
  private static final int MAX_COOKIE = 128;

  private static final byte[] PASSWORD = TextWindow.ascii("password ");
  private static final byte[] PASSWORD_BY = TextWindow.ascii("password by ");
  private static final byte[] IDENTIFIED_BY = TextWindow.ascii("identified by ");
  private static final byte[] MASK = TextWindow.ascii("add-mask::");
  private static final byte[] EXPORT = TextWindow.ascii("export ");
  private static final byte[] DECLARE = TextWindow.ascii("declare -x ");
  private static final byte[] VALUE = TextWindow.ascii("value");

  private final TextWindow window = new TextWindow();
  private final FoundSecrets found = new FoundSecrets();
  private final TokenScanner tokens = new TokenScanner(window, found);
  private final PrivateKeys keys = new PrivateKeys(window, found);
  private final UrlScanner urls = new UrlScanner(window, found);
  private final SecretValue value = new SecretValue(window);
  private final PlainWords plain = new PlainWords(window);
  private final SpokenSecrets spoken = new SpokenSecrets(window, found, plain);
  private final OptionScanner options = new OptionScanner(window, found, tokens, value, plain);

  /// Looks for secrets between two offsets.
  ///
  /// @return what was found, until the next call
  FoundSecrets scan(byte[] in, int start, int end) {
    window.set(in, start, end);
    found.clear();
    options.reset();
    int i = start < end ? spoken.row(start) : start;
    while (i < end) {
      byte b = in[i];
      i = b >= 0 && ANCHOR[b] ? Math.max(i + 1, at(i, b)) : i + 1;
    }
    return found;
  }

  /// Looks at the text around an anchor.
  ///
  /// @return where to go on
  private int at(int i, byte b) {
    return switch (b) {
      case ':' -> colon(i);
      case '=' -> window.follows(i + 1, '=') ? i + 2 : named(i, i + 1);
      case '_' -> tokens.prefixed(i, TokenPrefix.UNDERSCORE);
      case '.' -> urls.isSlack(i) ? urls.slack(i) : tokens.dot(i);
      case '-' -> hyphen(i);
      case '~' -> tokens.tilde(i);
      case '%' -> octet(i);
      case '>' -> element(i);
      case '\'', '"' -> statement(i);
      case 'J' -> tokens.webToken(i);
      case 'I' -> tokens.capitalI(i);
      case 'K' -> tokens.capitalK(i);
      case 'V' -> tokens.capitalV(i);
      default -> keys.isOpenSsh(i) ? keys.openSsh(i) : tokens.scheme(i);
    };
  }

  private int colon(int i) {
    if (window.follows(i + 1, '/') && window.follows(i + 2, '/')) {
      return urls.at(i);
    }
    if (window.follows(i + 1, ':')) {
      return window.matches(MASK, i + 2) && window.beginsLine(i)
          ? mask(i + 2 + MASK.length)
          : i + 2;
    }
    if (window.follows(i + 1, 'A')) {
      int telegram = tokens.telegram(i);
      if (telegram > i + 1) {
        return telegram;
      }
    }
    return keys.isPutty(i) ? found.addOpenKey(i + 1, window.to()) : named(i, i + 1);
  }

  /// What a step of GitHub Actions asks to mask.
  private int mask(int start) {
    int end = start;
    while (end < window.to() && !window.isOneOf(end, "\n\r")) {
      end++;
    }
    return end == start ? end : found.add(start - MASK.length, start, end);
  }

  /// `%3D` and `%3A` stand for separators.
  private int octet(int i) {
    boolean separates = window.follows(i + 1, '3') && window.followsOneOf(i + 2, "DdAa");
    return separates ? named(i, i + 3) : i + 1;
  }

  /// `key=value`, `key: value`, `"key": "value"`, with a key that is one of a secret.
  ///
  /// @param separator its first byte
  /// @param behind the first byte behind it
  private int named(int separator, int behind) {
    int keyEnd = keyEnd(separator);
    SecretName name = SecretName.before(window, keyEnd);
    if (name == null) {
      return unnamed(separator, keyEnd, behind);
    }
    int keyStart = window.back(keyEnd, NAME, MAX_KEY);
    if (name.kind() == Kind.REST) {
      return rest(behind, keyStart, keyEnd);
    }
    Form form = value.after(behind - 1, keyEnd, name, isWholeLine(separator, keyStart, name));
    return take(form, keyStart, behind, separator);
  }

  private int unnamed(int separator, int keyEnd, int behind) {
    if (window.endsWith(VALUE, keyEnd)) {
      return valueOfPair(separator, keyEnd);
    }
    if (window.at(separator) == '=') {
      return Math.max(behind, tokens.atlassian(separator));
    }
    boolean blank = behind == window.to() || window.isOneOf(behind, " \t\n\r");
    return blank && window.at(separator) == ':' ? spoken.behind(separator, keyEnd) : behind;
  }

  private int keyEnd(int separator) {
    int end = separator;
    while (end > window.from() && end > separator - MAX_BLANKS && window.isOneOf(end - 1, " \t")) {
      end--;
    }
    int quotes = end;
    while (end > window.from() && quotes - end < 6 && window.isOneOf(end - 1, "\"'\\]?")) {
      end--;
    }
    return end;
  }

  private int take(Form form, int context, int behind, int separator) {
    return switch (form) {
      case NONE -> behind;
      case WHOLE -> found.add(context, value.start(), value.end());
      case NEXT_LINE -> {
        boolean joined = window.follows(value.start(), '\\');
        found.continues(
            joined
                ? Continuation.JOINED
                : window.at(separator) == ':' ? Continuation.VALUE : Continuation.NONE);
        yield behind;
      }
      case BLOCK -> {
        found.continues(Continuation.BLOCK);
        yield behind;
      }
      case TRIPLE_QUOTED -> {
        found.continues(value.quote() == '"' ? Continuation.QUOTES : Continuation.APOSTROPHES);
        yield value.start() == value.end()
            ? value.end()
            : found.add(context, value.start(), value.end());
      }
    };
  }

  /// What an Authorization or Cookie header holds goes on to the end of the line.
  private int rest(int behind, int keyStart, int keyEnd) {
    int start = window.afterBlanks(behind, MAX_BLANKS);
    while (window.followsOneOf(start, "=>\\ ")) {
      start++;
    }
    if (start >= window.to() || plain.isCode(start, behind - 1, keyEnd)) {
      return behind;
    }
    byte around = 0;
    if (window.followsOneOf(start, "\"'")) {
      around = window.at(start++);
    } else if (keyStart > window.from() && window.isOneOf(keyStart - 1, "\"'")) {
      around = window.at(keyStart - 1);
    }
    boolean cookie = window.at(keyEnd - 1) == 'e' || window.at(keyEnd - 1) == 'E';
    if (cookie && !hasPair(start, Math.min(window.to(), start + MAX_COOKIE))) {
      return behind;
    }
    return value.rest(start, around) == Form.NONE
        ? behind
        : found.add(keyStart, value.start(), value.end());
  }

  private boolean hasPair(int start, int end) {
    for (int i = start; i < end; i++) {
      if (window.at(i) == '=') {
        return true;
      }
    }
    return false;
  }

  /// Whether a value may have blanks: a variable on a line of its own, a password in YAML.
  private boolean isWholeLine(int separator, int keyStart, SecretName name) {
    int begin = keyStart;
    boolean variable = window.at(separator) == '=' && separator > keyStart && isCapital(keyStart);
    if (!variable && (window.at(separator) != ':' || name.kind() != Kind.PASSWORD)) {
      return false;
    }
    begin = window.endsWith(EXPORT, begin) ? begin - EXPORT.length : begin;
    begin = window.endsWith(DECLARE, begin) ? begin - DECLARE.length : begin;
    return window.beginsLine(begin);
  }

  private boolean isCapital(int i) {
    return window.at(i) >= 'A' && window.at(i) <= 'Z';
  }

  /// `name: DB_PASSWORD, value: x`, `<add key="Password" value="x">`.
  private int valueOfPair(int separator, int valueEnd) {
    int i = valueEnd - VALUE.length;
    int least = Math.max(window.from(), i - MAX_KEY);
    while (i > least && window.isOneOf(i - 1, " \t,\"'\\{")) {
      i--;
    }
    SecretName name = SecretName.before(window, i);
    int key = name == null ? i : window.back(i, NAME, MAX_KEY);
    int before = key;
    while (before > least && window.isOneOf(before - 1, " \t\"'\\")) {
      before--;
    }
    if (name == null || !window.followsOneOf(before - 1, ":=")) {
      return separator + 1;
    }
    return take(value.after(separator, i, name, false), key, separator + 1, separator);
  }

  /// `<password>value</password>`.
  private int element(int i) {
    if (i == window.from() || window.at(i - 1) < 0 || !TOKEN[window.at(i - 1)]) {
      return i + 1;
    }
    int last = found.count() - 1;
    if (last >= 0 && window.at(i - 1) == '-' && i - found.end(last) <= 4) {
      return take(value.argument(window.afterBlanks(i + 1, 2)), i, i + 1, i); // Terraform's `->`
    }
    int start = window.back(i, NAME, MAX_KEY);
    SecretName name = window.followsOneOf(start - 1, "<:") ? SecretName.before(window, i) : null;
    if (name == null) {
      return i + 1;
    }
    int end = i + 1;
    while (end < window.to() && window.at(end) != '<' && window.at(end) != '\n') {
      end++;
    }
    boolean closed = window.follows(end, '<') && window.follows(end + 1, '/');
    boolean secret = closed && end > i + 1 && !plain.isNoSecretInQuotes(i + 1, end, name.kind());
    return secret ? found.add(start, i + 1, end) : i + 1;
  }

  /// `PASSWORD 'x'` and `IDENTIFIED BY 'x'` of SQL.
  private int statement(int quote) {
    if (quote == window.from()
        || window.at(quote - 1) != ' '
        || !(window.endsWith(PASSWORD, quote)
            || window.endsWith(IDENTIFIED_BY, quote)
            || window.endsWith(PASSWORD_BY, quote))) {
      return quote + 1;
    }
    return take(value.argument(quote), quote - PASSWORD.length, quote + 1, quote);
  }

  private int hyphen(int i) {
    int label = keys.label(i);
    if (label >= 0) {
      return keys.at(i, label);
    }
    if (i > window.from() && window.at(i - 1) == '-') {
      return window.boundary(i - 1) ? options.named(i, i + 1) : i + 1;
    }
    if (i == window.from() || window.isOneOf(i - 1, " \t\"'`(")) {
      return options.at(i);
    }
    return tokens.prefixed(i, TokenPrefix.HYPHEN);
  }
}
