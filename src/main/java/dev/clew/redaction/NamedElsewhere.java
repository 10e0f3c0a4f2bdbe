package dev.clew.redaction;

import dev.clew.redaction.SecretValue.Form;

/// Finds secrets whose name stands in markup, in a statement or in another field than they:
/// `<password>x</password>`, `IDENTIFIED BY 'x'`, `name: DB_PASSWORD, value: x`.
final class NamedElsewhere {
  private static final int MAX_KEY = 64;

  /// How far back the object is looked for that a `value` is a field of.
  private static final int MAX_OBJECT = 160;

  private static final int MAX_STATEMENT = 96;

  /// What is longer is no word of prose.
  private static final int LONG = 4096;

  private static final boolean[] NAME = TextWindow.alphanumericAnd("_-.");
  private static final boolean[] TOKEN = TextWindow.alphanumericAnd("_-");
  private static final byte[] VALUE = TextWindow.ascii("value");
  private static final byte[] PASSWORD_FOR = TextWindow.ascii("password for ");
  private static final byte[][] STATEMENTS = {
    TextWindow.ascii("password "),
    TextWindow.ascii("identified by "),
    TextWindow.ascii("password by "),
    TextWindow.ascii("securestring "),
    TextWindow.ascii("encrypt_string "),
    TextWindow.ascii("securestring -string ")
  };
  private static final byte[] IDENTIFIED_WITH = TextWindow.ascii("identified with ");
  private static final byte[] BY = TextWindow.ascii(" by ");

  private final TextWindow window;
  private final FoundSecrets found;
  private final SecretValue value;
  private final PlainWords plain;
  private final KeyNumbers numbers;
  private int textStart;
  private int textEnd = -1;

  NamedElsewhere(
      TextWindow window,
      FoundSecrets found,
      SecretValue value,
      PlainWords plain,
      KeyNumbers numbers) {
    this.window = window;
    this.found = found;
    this.value = value;
    this.plain = plain;
    this.numbers = numbers;
  }

  /// `name: DB_PASSWORD, value: x`, `<add key="Password" value="x">`, `"password": {"value": "x"}`.
  int valueOfPair(int separator, int valueEnd) {
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
      return valueOfObject(separator, valueEnd - VALUE.length);
    }
    Form form = value.after(separator, i, name, false);
    return found.take(value, form, key, separator + 1, window.at(separator) == ':');
  }

  private int valueOfObject(int separator, int field) {
    int i = field - 1;
    int least = Math.max(window.from(), field - MAX_OBJECT);
    while (i > least && !window.isOneOf(i, "{}\n")) {
      i--;
    }
    if (i <= least || window.at(i) != '{') {
      return separator + 1;
    }
    while (i > least && window.isOneOf(i - 1, " \t")) {
      i--;
    }
    if (!window.followsOneOf(i - 1, ":=")) {
      return separator + 1;
    }
    i--;
    while (i > least && window.isOneOf(i - 1, " \t\"'\\")) {
      i--;
    }
    SecretName name = SecretName.before(window, i);
    if (name == null) {
      return separator + 1;
    }
    Form form = value.after(separator, i, name, false);
    boolean whole = form == Form.WHOLE && !hasBlank(value.start(), value.end());
    return whole ? found.add(i, value.start(), value.end()) : separator + 1;
  }

  private boolean hasBlank(int start, int end) {
    for (int i = start; i < end; i++) {
      if (TextWindow.isSpace(window.at(i))) {
        return true;
      }
    }
    return false;
  }

  /// `<password>x</password>`, `<entry key="password">x</entry>`, Terraform's `"x" -> "y"`.
  int element(int i) {
    int last = found.count() - 1;
    if (last >= 0 && window.at(i - 1) == '-' && i - found.end(last) <= 4) {
      Form form = value.argument(window.afterBlanks(i + 1, 2));
      return found.take(value, form, i, i + 1, false);
    }
    boolean attribute = window.isOneOf(i - 1, "\"'");
    int nameEnd = attribute ? i - 1 : i;
    int start = window.back(nameEnd, NAME, MAX_KEY);
    boolean begins =
        attribute
            ? window.followsOneOf(start - 1, "\"'") && window.followsOneOf(start - 2, "=")
            : window.followsOneOf(start - 1, "<:");
    SecretName name = begins ? SecretName.before(window, nameEnd) : null;
    if (name == null) {
      return begins && nameEnd - start <= 8 ? numbers.xml(i) : i + 1;
    }
    int end = textEnd(i + 1);
    boolean closed = end > i + 1 && window.follows(end, '<') && window.follows(end + 1, '/');
    boolean secret =
        closed
            && (end - i > LONG
                || (attribute
                    ? RandomWord.is(window, i + 1, end)
                    : !plain.isNoSecretInQuotes(i + 1, end, name.kind())));
    return secret ? found.add(start, i + 1, end) : i + 1;
  }

  /// Where an element's text ends on its line.
  private int textEnd(int start) {
    if (start < textStart || start > textEnd) {
      textStart = start;
      textEnd = start;
      while (textEnd < window.to() && !window.isOneOf(textEnd, "<\n")) {
        textEnd++;
      }
    }
    return textEnd;
  }

  /// Begins with another text.
  void reset() {
    textEnd = -1;
  }

  /// Quotes behind a blank: `PASSWORD 'x'` and `IDENTIFIED BY 'x'` of SQL, `f("password", "x")`.
  int statement(int quote) {
    if (window.followsOneOf(quote - 2, ",")) {
      return argument(quote);
    }
    return isStatement(quote)
        ? found.take(value, value.argument(quote), quote - 1, quote + 1, false)
        : quote + 1;
  }

  private boolean isStatement(int quote) {
    for (byte[] words : STATEMENTS) {
      if (window.endsWith(words, quote)) {
        return true;
      }
    }
    if (window.followsOneOf(quote - 2, "=")) {
      return isBehind(PASSWORD_FOR, quote);
    }
    return window.endsWith(BY, quote) && isBehind(IDENTIFIED_WITH, quote);
  }

  private boolean isBehind(byte[] words, int end) {
    int least = Math.max(window.from(), end - MAX_STATEMENT);
    for (int i = end - words.length; i >= least && window.at(i) != '\n'; i--) {
      if (window.matchesIgnoringCase(words, i)) {
        return true;
      }
    }
    return false;
  }

  private int argument(int quote) {
    int nameEnd = quote - 3;
    if (!window.followsOneOf(nameEnd, "\"'")) {
      return quote + 1;
    }
    SecretName name = SecretName.before(window, nameEnd);
    int start = name == null ? nameEnd : window.back(nameEnd, TOKEN, MAX_KEY);
    if (name == null
        || !window.followsOneOf(start - 1, "\"'")
        || value.argument(quote) != Form.WHOLE) {
      return quote + 1;
    }
    return RandomWord.is(window, value.start(), value.end())
        ? found.add(start, value.start(), value.end())
        : quote + 1;
  }
}
