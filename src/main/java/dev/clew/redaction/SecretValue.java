package dev.clew.redaction;

import dev.clew.redaction.SecretName.Kind;

/// Where the value behind a name begins and ends, in the quotes of shells, JSON, YAML, SQL and
/// programs. Used again for the next; not thread-safe.
final class SecretValue {
  /// How far a value may stand from its name: columns are aligned by blanks.
  private static final int MAX_BLANKS = 200;

  private static final int MIN_CREDENTIALS = 6;

  /// What is longer is no word, variable or call: looking at it again and again would take long.
  private static final int MAX_PLAIN = 256;

  private static final int MIN_GROUPS = 4;
  private static final boolean[] GROUP = TextWindow.alphanumericAnd("");

  private final TextWindow window;
  private final PlainWords plain;
  private int start;
  private int end;
  private Form form = Form.NONE;

  /// What stands behind a separator.
  enum Form {
    /// No value, or none that is a secret.
    NONE,
    /// A value that ends in the text.
    WHOLE,
    /// Nothing but blanks: a value may follow on the next line.
    NEXT_LINE,
    /// What begins a block of YAML, which the next lines hold.
    BLOCK,
    /// A value whose closing triple quote is still to come.
    TRIPLE_QUOTED
  }

  SecretValue(TextWindow window) {
    this.window = window;
    this.plain = new PlainWords(window);
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /// Whether a backslash says that the value is on the next line.
  boolean goesOn() {
    return window.follows(start, '\\');
  }

  /// Whether an object begins here whose fields are on the next lines.
  boolean opensObject() {
    return window.follows(start, '{') && (start + 1 == window.to() || isLineEnd(start + 1));
  }

  /// The quote that a triple-quoted value waits for.
  byte quote() {
    return window.at(start - 1);
  }

  /// Looks at what stands behind the separator of a name.
  ///
  /// @param keyEnd end of the name
  /// @param wholeLine whether the value goes on to the end of the line, blanks or not
  Form after(int separator, int keyEnd, SecretName name, boolean wholeLine) {
    int i = separator + 1;
    while (i < window.to()
        && i - separator < MAX_BLANKS
        && !(window.at(i) == '>' && plain.isBlockHeader(i))
        && (window.isOneOf(i, " \t=>") || (window.at(i) == '\\' && opensBehind(i)))) {
      i++;
    }
    int bare = i;
    i = DebugForm.open(window, i);
    while (i > bare && i < window.to() && window.at(i) == '\\' && opensBehind(i)) {
      i++;
    }
    boolean line = i > bare && i < window.to() && isLineEnd(i);
    if (i == window.to() || line || isContinuation(i)) {
      return at(i, i, Form.NEXT_LINE);
    }
    if (window.isOneOf(i, "|>") && plain.isBlockHeader(i)) {
      return at(i, i, Form.BLOCK);
    }
    int quote = quoteAt(i);
    if (quote >= 0) {
      return quoted(quote, name.kind());
    }
    int escape = EscapedQuote.lengthAt(window, i);
    int close = escape == 0 ? -1 : EscapedQuote.close(window, i, escape);
    if (close >= 0) {
      boolean secret =
          close > i + escape && !plain.isNoSecretInQuotes(i + escape, close, name.kind());
      return at(i + escape, close, secret ? Form.WHOLE : Form.NONE);
    }
    int inForm = i > bare ? DebugForm.close(window, i) : i;
    return inForm > i && RandomWord.is(window, i, inForm)
        ? at(i, inForm, Form.WHOLE)
        : unquoted(bare, separator, keyEnd, name, wholeLine);
  }

  /// The value that follows an option or a word.
  Form argument(int at) {
    if (at >= window.to()) {
      return at(at, at, Form.NONE);
    }
    int quote = quoteAt(opensBehind(at) ? window.past(at, '\\') : at);
    if (quote >= 0) {
      return quoted(quote, Kind.PASSWORD);
    }
    int stop = wordEnd(at, false);
    return at(at, stop, stop > at && !plain.isPlaceholder(at, stop) ? Form.WHOLE : Form.NONE);
  }

  /// The rest of the line, or of the quoted text that it stands in.
  Form rest(int from, byte around) {
    int i = from;
    while (i < window.to() && !isLineEnd(i) && (around == 0 || window.at(i) != around)) {
      i++;
    }
    return at(from, i, i - from < MIN_CREDENTIALS ? Form.NONE : Form.WHOLE);
  }

  private Form at(int from, int to, Form which) {
    start = from;
    end = to;
    form = which;
    return form;
  }

  /// Whether a backslash only escapes the quote behind it, or the `$` before that.
  private boolean opensBehind(int i) {
    int at = window.past(i, '\\');
    return window.followsOneOf(at, "\"'$") && quoteAt(at) >= 0;
  }

  /// A backslash at the end of a line of the shell.
  private boolean isContinuation(int i) {
    return window.at(i) == '\\' && (i + 1 == window.to() || isLineEnd(i + 1));
  }

  private boolean isLineEnd(int i) {
    return window.isOneOf(i, "\n\r");
  }

  /// Where a quote opens, be it behind a prefix as in `$'x'`, `$\'x\'` and `b"x"`, or -1.
  private int quoteAt(int i) {
    if (window.isOneOf(i, "\"'`")) {
      return i;
    }
    if (!window.isOneOf(i, "$bBrRuUfFN@")) {
      return -1;
    }
    int quote = window.at(i) == '$' ? window.past(i + 1, '\\') : i + 1;
    return window.followsOneOf(quote, "\"'") ? quote : -1;
  }

  private Form quoted(int quote, Kind kind) {
    byte mark = window.at(quote);
    if (window.follows(quote + 1, (char) mark) && window.follows(quote + 2, (char) mark)) {
      return tripleQuoted(quote, mark);
    }
    int escapes = escapesBefore(quote);
    int stop = closing(quote + 1, mark, escapes);
    at(quote + 1, stop, Form.WHOLE);
    if (stop == quote + 1 || plain.isNoSecretInQuotes(start, stop, kind)) {
      form = Form.NONE;
    }
    return form;
  }

  private Form tripleQuoted(int quote, byte mark) {
    int i = quote + 3;
    while (i < window.to()) {
      if (window.at(i) == mark
          && window.follows(i + 1, (char) mark)
          && window.follows(i + 2, (char) mark)) {
        return at(quote + 3, i, i > quote + 3 ? Form.WHOLE : Form.NONE);
      }
      i++;
    }
    return at(quote + 3, window.to(), Form.TRIPLE_QUOTED);
  }

  /// How many backslashes stand before a quote: in JSON within JSON it has some itself.
  private int escapesBefore(int quote) {
    int count = 0;
    while (quote - count > window.from() && window.at(quote - count - 1) == '\\') {
      count++;
    }
    return count;
  }

  /// Where the text in quotes ends, with what shells and SQL put behind it.
  private int closing(int from, byte mark, int escapes) {
    int i = from;
    while (i < window.to() && !isLineEnd(i)) {
      if (window.at(i) == mark) {
        int before = Math.min(escapesBefore(i), i - from);
        boolean closes = before <= escapes || (escapes == 0 && before % 2 == 0);
        if (closes) {
          int next = reopened(i, mark, from);
          if (next < 0) {
            return escapes == 0 ? i : Math.max(from, i - Math.min(before, escapes));
          }
          i = next;
          continue;
        }
      }
      i++;
    }
    return i;
  }

  /// Where the value goes on behind a quote that closes: `'a'\''b'`, `'it''s'`, `'a'b`; or -1.
  private int reopened(int close, byte mark, int from) {
    if (close == from) {
      return -1;
    }
    if (window.follows(close + 1, (char) mark)) {
      return close + 2;
    }
    if (window.follows(close + 1, '\\') && window.followsOneOf(close + 2, "\"'")) {
      return window.follows(close + 3, (char) mark) ? close + 4 : close + 3;
    }
    if (mark == '\'' && window.follows(close + 1, '"') && window.follows(close + 2, '\'')) {
      return close + 3;
    }
    return -1;
  }

  private Form unquoted(int from, int separator, int keyEnd, SecretName name, boolean wholeLine) {
    int stop = groupsEnd(from, wordEnd(from, true));
    boolean look = stop - from <= MAX_PLAIN;
    if (stop == from || (look && plain.isNoSecret(from, stop, separator, keyEnd, name))) {
      return at(from, stop, Form.NONE);
    }
    return at(from, wholeLine ? lineEnd(from) : stop, Form.WHOLE);
  }

  /// Where a secret in groups of four ends, as in `abcd efgh 2345 ijkl`.
  private int groupsEnd(int from, int wordEnd) {
    int end = wordEnd;
    int groups = 1;
    while (end - from == 5 * groups - 1
        && window.follows(end, ' ')
        && window.run(end + 1, GROUP) == end + 5) {
      end += 5;
      groups++;
    }
    return groups >= MIN_GROUPS && window.hasDigit(from, end) ? end : wordEnd;
  }

  private int lineEnd(int from) {
    int i = from;
    while (i < window.to() && !isLineEnd(i)) {
      i++;
    }
    while (i > from && TextWindow.isSpace(window.at(i - 1))) {
      i--;
    }
    return i;
  }

  /// Where a word ends that stands without quotes.
  ///
  /// @param form whether it may be one of a form's fields or in quotes together with its name
  private int wordEnd(int from, boolean form) {
    int i = from;
    while (i < window.to() && !TextWindow.isSpace(window.at(i))) {
      byte b = window.at(i);
      if (b == '\\' && i + 1 < window.to() && window.isOneOf(i + 1, " \"'\\")) {
        if (window.at(i + 1) != ' ') {
          return form && window.at(i + 1) != '\\' ? i : i + 1;
        }
        i++;
      } else if (form && endsField(i)) {
        return i;
      }
      i++;
    }
    return i;
  }

  private boolean endsField(int i) {
    return window.isOneOf(i, "\"'&<`")
        || (window.at(i) == '%' && window.follows(i + 1, '2') && window.follows(i + 2, '6'));
  }
}
