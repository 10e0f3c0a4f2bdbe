package dev.clew.redaction;

import dev.clew.redaction.SecretName.Kind;
import dev.clew.redaction.SecretValue.Form;

/// Finds credentials, by what they are called or by their look ([TokenScanner]), in one pass over
/// the bytes of UTF-8 text. Only few bytes can stand in or before one; at those the text around is
/// looked at, so ordinary text costs a table look-up a byte, and hostile text no more than a
/// bounded look back. Not thread-safe.
final class SecretScanner {
  /// How far back a key, `--password` or `aws.secret_access_key`, is looked at, and how far a
  /// separator may stand from it: columns are aligned by blanks.
  private static final int MAX_KEY = 64;

  private static final int MAX_BLANKS = 64;

  /// How long the name of a cookie is at most.
  private static final int MAX_COOKIE = 128;

  private static final boolean[] BLANK = TextWindow.table(" \t");
  private static final boolean[] CLOSING = TextWindow.table("\"'\\]?");
  private static final boolean[] BEFORE_OPTION = TextWindow.table(" \t\n\"'`(");
  private static final boolean[] DIGITS = TextWindow.table("0123456789");
  private static final boolean[] NAME = TextWindow.alphanumericAnd("_-.");

  /// What is longer is no name, path or number.
  private static final int LONG = 4096;

  private static final byte[] EXPORT = TextWindow.ascii("export ");
  private static final byte[] DECLARE = TextWindow.ascii("declare -x ");
  private static final byte[] VALUE = TextWindow.ascii("value");
  private static final byte[] UNICODE = TextWindow.ascii("\\u00");
  private static final byte[] ENTITY_EQUALS = TextWindow.ascii("&#61;");
  private static final byte[] ENTITY_COLON = TextWindow.ascii("&#58;");

  private final TextWindow window = new TextWindow();
  private final FoundSecrets found = new FoundSecrets();
  private final TokenScanner tokens = new TokenScanner(window, found);
  private final HttpSchemes schemes = new HttpSchemes(window, found);
  private final PrivateKeys keys = new PrivateKeys(window, found);
  private final UrlScanner urls = new UrlScanner(window, found);
  private final SecretValue value = new SecretValue(window);
  private final PlainWords plain = new PlainWords(window);
  private final SpokenSecrets spoken = new SpokenSecrets(window, found, plain);
  private final OptionScanner options = new OptionScanner(window, found, tokens, value, plain);
  private final KeyNumbers numbers = new KeyNumbers(window, found);
  private final NamedElsewhere elsewhere = new NamedElsewhere(window, found, value, plain, numbers);
  private final WordSecrets words = new WordSecrets(window, found, value, plain, this::range);
  private final WorkflowCommands commands = new WorkflowCommands(window, found, plain);
  private final PipedSecrets pipes = new PipedSecrets(window, found, plain);
  private final PasswordHashes hashes = new PasswordHashes(window, found);
  private final ConnectArguments connects = new ConnectArguments(window, found, value);

  /// Looks for secrets between two offsets.
  ///
  /// @return what was found, until the next call
  FoundSecrets scan(byte[] in, int start, int end) {
    window.set(in, start, end);
    found.clear();
    options.reset();
    elsewhere.reset();
    words.reset();
    pipes.reset();
    range(start < end ? spoken.row(start) : start, end);
    return found;
  }

  private void range(int start, int end) {
    byte[] in = window.text();
    int i = start;
    byte before = i > window.from() ? in[i - 1] : (byte) '\n';
    while (i < end) {
      byte b = in[i];
      if (Triggers.at(before, b)) {
        int next = Math.max(i + 1, at(i, b));
        i = Math.min(next, end);
        before = in[i - 1];
      } else {
        before = b;
        i++;
      }
    }
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
      case '$' -> hashes.dollar(i);
      case '}' -> hashes.brace(i);
      case '%' -> octet(i);
      case '>' -> elsewhere.element(i);
      case '\'', '"' -> elsewhere.statement(i);
      case ' ' -> words.at(i);
      case '|' -> pipes.bar(i);
      case '@' -> connects.atSign(i);
      case '/' -> connects.slash(i);
      case ';', 'd', 'D' -> escaped(i);
      case 'J' -> tokens.webToken(i);
      case 'I' -> tokens.capitalI(i);
      case 'K' -> tokens.capitalK(i);
      case 'V' -> tokens.capitalV(i);
      case '1', '3', 'A', 'E', 'a', 'e', 'i' -> beginning(i);
      default -> i + 1;
    };
  }

  /// Separators as HTML (`&#61;`) and JSON write them.
  private int escaped(int i) {
    if (window.at(i) == ';') {
      boolean entity =
          window.endsWith(ENTITY_EQUALS, i + 1) || window.endsWith(ENTITY_COLON, i + 1);
      return entity ? named(i - 4, i + 1) : i + 1;
    }
    return window.endsWith(UNICODE, i - 1) ? named(i - 5, i + 1) : i + 1;
  }

  /// The second letter of what begins a token or announces one.
  private int beginning(int i) {
    byte first = window.at(i - 1);
    if (first == 'b' || first == 'B') {
      return keys.isOpenSsh(i - 1) ? keys.openSsh(i - 1) : Math.max(i + 1, schemes.at(i - 1));
    }
    return window.endsWith(UNICODE, i - 1) ? named(i - 5, i + 1) : tokens.byFirstLetters(i);
  }

  private int colon(int i) {
    if (window.follows(i + 1, '/') && window.follows(i + 2, '/')) {
      return urls.at(i);
    }
    if (window.follows(i + 1, ':')) {
      return commands.at(i);
    }
    if (window.follows(i + 1, 'A')) {
      int telegram = tokens.telegram(i);
      if (telegram > i + 1) {
        return telegram;
      }
    }
    return window.followsOneOf(i - 1, "s") && keys.isPutty(i)
        ? found.addOpenKey(i + 1, window.to())
        : named(i, i + 1);
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
    if (isOfResource(keyStart)) {
      return behind;
    }
    if (name.kind() == Kind.REST) {
      return rest(behind, keyStart, keyEnd);
    }
    Form form = value.after(behind - 1, keyEnd, name, isWholeLine(separator, keyStart, name));
    return found.take(value, form, keyStart, behind, window.at(separator) == ':');
  }

  /// `arn:aws:secretsmanager:eu-west-1:123456789012:secret:name`.
  private boolean isOfResource(int key) {
    return window.followsOneOf(key - 1, ":") && window.back(key - 1, DIGITS, 16) == key - 13;
  }

  private int unnamed(int separator, int keyEnd, int behind) {
    if (window.endsWith(VALUE, keyEnd)) {
      return elsewhere.valueOfPair(separator, keyEnd);
    }
    if (window.at(separator) == '=') {
      int known = Math.max(variable(keyEnd, behind), tokens.atlassian(separator));
      return known > behind ? known : spoken.setting(keyEnd, behind);
    }
    if (keyEnd < separator && window.at(keyEnd) == '"') {
      return Math.max(
          numbers.json(separator, keyEnd), spoken.behind(separator, keyEnd, words.spoken()));
    }
    boolean blank = behind == window.to() || window.isOneOf(behind, " \t\n\r");
    return blank && window.at(separator) == ':'
        ? spoken.behind(separator, keyEnd, words.spoken())
        : behind;
  }

  /// `TF_TOKEN_app_terraform_io=x`.
  private int variable(int keyEnd, int behind) {
    int name = window.to() - behind < 8 ? -1 : EnvironmentNames.before(window, keyEnd);
    if (name < 0) {
      return behind;
    }
    int start = window.followsOneOf(behind, "\"'") ? behind + 1 : behind;
    int end = start;
    while (end < window.to() && window.at(end) > ' ' && !window.isOneOf(end, "\"'")) {
      end++;
    }
    boolean secret = end - start > LONG || RandomWord.is(window, start, end);
    return secret ? found.add(name, start, end) : behind;
  }

  private int keyEnd(int separator) {
    int end = separator;
    while (end > window.from()
        && end > separator - MAX_BLANKS
        && BLANK[window.at(end - 1) & 0x7F]) {
      end--;
    }
    int escape = EscapedQuote.lengthBefore(window, end);
    if (escape > 0) {
      return end - escape;
    }
    int quotes = end;
    while (end > window.from() && quotes - end < 6 && CLOSING[window.at(end - 1) & 0x7F]) {
      end--;
    }
    return end;
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
    boolean credentials =
        cookie
            ? plain.has(start, Math.min(window.to(), start + MAX_COOKIE), '=')
            : !plain.isSentence(start);
    if (!credentials) {
      return behind;
    }
    return value.rest(start, around) == Form.NONE
        ? behind
        : found.add(keyStart, value.start(), value.end());
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

  private int hyphen(int i) {
    if (i > window.from() && window.at(i - 1) == '-') {
      return twoHyphens(i);
    }
    if (i == window.from() || BEFORE_OPTION[window.at(i - 1) & 0x7F]) {
      return options.at(i);
    }
    return tokens.prefixed(i, TokenPrefix.HYPHEN);
  }

  /// The second of at least two.
  private int twoHyphens(int i) {
    boolean begin = i - 2 < window.from() || window.at(i - 2) != '-';
    int label = begin ? keys.label(i - 1) : -1;
    if (label >= 0) {
      return keys.at(i - 1, label);
    }
    boolean option = begin && !window.follows(i + 1, '-') && window.boundary(i - 1);
    return option ? options.named(i, i + 1) : i + 1;
  }
}
