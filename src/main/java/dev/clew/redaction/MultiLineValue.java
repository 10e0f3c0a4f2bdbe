package dev.clew.redaction;

import dev.clew.redaction.FoundSecrets.Continuation;

/// The value of a name that stands on the lines behind it: below the name, in a block of YAML, in
/// triple quotes, behind a backslash.
///
/// Not thread-safe.
final class MultiLineValue {
  /// How many lines a block or quotes may have.
  private static final int MAX_LINES = 200;

  private static final int MIN_WORD = 8;

  /// How many fields an object may have before its value.
  private static final int MAX_FIELDS = 6;

  private static final byte[] NAME = TextWindow.ascii("value");
  private static final byte[] QUOTES = TextWindow.ascii("\"\"\"");
  private static final byte[] APOSTROPHES = TextWindow.ascii("'''");
  private static final boolean[] WORD = TextWindow.alphanumericAnd("_+/.~$@!*^%-");

  private final TextWindow window = new TextWindow();
  private final PlainWords plain = new PlainWords(window);
  private Continuation how = Continuation.NONE;
  private int indent;
  private int lines;

  boolean isOpen() {
    return how != Continuation.NONE;
  }

  /// Remembers what the line announces.
  void begin(Continuation announced, byte[] text, int from, int to) {
    how = announced;
    if (how != Continuation.NONE) {
      lines = 0;
      indent = indentation(text, from, to);
    }
  }

  private static int indentation(byte[] text, int from, int to) {
    int i = from;
    while (i < to && (text[i] == ' ' || text[i] == '\t')) {
      i++;
    }
    return i - from;
  }

  /// Takes the next line.
  ///
  /// @param clean gets what is left of it
  /// @return whether it is of the value
  boolean take(byte[] text, int from, int to, RedactedText clean) {
    window.set(text, from, to);
    int own = indentation(text, from, to);
    int start = from + own;
    if (++lines > MAX_LINES) {
      how = Continuation.NONE;
      return false;
    }
    return switch (how) {
      case NONE -> false;
      case VALUE -> value(start, to, own, clean);
      case PAIR -> pair(start, to, clean);
      case OBJECT -> field(start, to, clean);
      case JOINED -> joined(start, to, clean);
      case BLOCK -> block(start, to, own, clean);
      case QUOTES -> quoted(QUOTES, start, to, clean);
      case APOSTROPHES -> quoted(APOSTROPHES, start, to, clean);
    };
  }

  private boolean value(int start, int to, int own, RedactedText clean) {
    boolean blank = start == to && lines == 1;
    how = blank ? how : Continuation.NONE;
    if (start == to) {
      return false;
    }
    int first = window.isOneOf(start, "\"'") ? start + 1 : start;
    int end = window.run(first, WORD);
    int stop = end < to && window.isOneOf(end, "\"'=") ? end + 1 : end;
    while (stop < to && window.isOneOf(stop, "=, \"'")) {
      stop++;
    }
    boolean alone = stop == to && end > first && !plain.isNoValue(first, end, first);
    boolean secret =
        alone
            && TextWindow.isAlphanumeric(window.at(first))
            && (own > indent ? end - first >= 4 : isRandom(first, end));
    return secret && mark(start, clean);
  }

  /// `value: x`, `"value": "x"`.
  private boolean pair(int start, int to, RedactedText clean) {
    how = Continuation.NONE;
    int name = start < to && window.isOneOf(start, "\"'") ? start + 1 : start;
    int colon = name + NAME.length;
    if (!window.matchesIgnoringCase(NAME, name)) {
      return false;
    }
    colon = window.followsOneOf(colon, "\"'") ? colon + 1 : colon;
    int first = window.afterBlanks(colon + 1, 64);
    int end = to;
    while (end > first
        && (TextWindow.isSpace(window.at(end - 1)) || window.isOneOf(end - 1, "\"',"))) {
      end--;
    }
    int bare = first < end && window.isOneOf(first, "\"'") ? first + 1 : first;
    boolean secret = window.follows(colon, ':') && end > bare && !plain.isNoValue(bare, end, colon);
    if (secret) {
      mark(bare, clean);
      clean.put(window.text(), end, to);
    }
    return secret;
  }

  /// `"value": "x"` somewhere among the fields of an object.
  private boolean field(int start, int to, RedactedText clean) {
    boolean over = lines == MAX_FIELDS || window.followsOneOf(start, "}");
    int last = to;
    while (last > start && window.isOneOf(last - 1, " \t\r\",")) {
      last--;
    }
    int word = last;
    while (word > start && !window.isOneOf(word - 1, " :\"")) {
      word--;
    }
    // What has blanks is a text of the user interface.
    boolean single = word > start && !window.isOneOf(word - 1, " ");
    boolean secret = !over && single && pair(start, to, clean);
    how = over || secret ? Continuation.NONE : Continuation.OBJECT;
    return secret;
  }

  /// Whether a word can hardly be one of prose.
  private boolean isRandom(int start, int end) {
    return end - start >= MIN_WORD && window.hasDigit(start, end);
  }

  private boolean joined(int start, int to, RedactedText clean) {
    how = Continuation.NONE;
    int end = start;
    while (end < to && !TextWindow.isSpace(window.at(end))) {
      end++;
    }
    if (end == start) {
      return false;
    }
    mark(start, clean);
    clean.put(window.text(), end, to);
    return true;
  }

  private boolean block(int start, int to, int own, RedactedText clean) {
    if (start < to && own <= indent) {
      how = Continuation.NONE;
      return false;
    }
    if (start == to) {
      clean.put(window.text(), window.from(), to);
      return true;
    }
    return mark(start, clean);
  }

  private boolean quoted(byte[] quotes, int start, int to, RedactedText clean) {
    int close = window.indexOf(quotes, window.from());
    if (close >= 0) {
      how = Continuation.NONE;
    }
    mark(start, clean);
    if (close >= 0) {
      clean.put(window.text(), close, to);
    }
    return true;
  }

  private boolean mark(int start, RedactedText clean) {
    clean.put(window.text(), window.from(), start);
    clean.putMark();
    return true;
  }
}
