package dev.clew.redaction;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.IdentityHashMap;

/// A part of UTF-8 text, and what a search for ASCII patterns asks of it. Offsets are those of the
/// whole text; nothing outside of the part is looked at.
final class TextWindow {
  private static final boolean[] WORD = alphanumericAnd("_");
  private static final boolean[] ALPHANUMERIC = alphanumericAnd("");

  /// What is longer is remembered: hostile text has the end of the same run asked for at every
  /// byte.
  private static final int LONG = 256;

  /// The last long run of each set of characters.
  private final IdentityHashMap<boolean[], Run> longRuns = new IdentityHashMap<>();

  private byte[] text = {};
  private int from;
  private int to;

  void set(byte[] in, int start, int end) {
    text = in;
    from = start;
    to = end;
    if (!longRuns.isEmpty()) {
      longRuns.clear();
    }
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  byte[] text() {
    return text;
  }

  byte at(int i) {
    return text[i];
  }

  /// Whether the byte at an offset is one of these ASCII characters.
  boolean isOneOf(int i, String members) {
    return members.indexOf(text[i]) >= 0;
  }

  /// Whether no word goes on here; what ends a terminal's control sequence, an escape such as `\n`
  /// or an octet of a URL such as `%3D` is none.
  boolean boundary(int at) {
    if (at == from || text[at - 1] < 0 || !WORD[text[at - 1]]) {
      return true;
    }
    if (at - 2 >= from && text[at - 2] == '\\' && "ntr".indexOf(text[at - 1]) >= 0) {
      return true;
    }
    if (at - 3 >= from && text[at - 3] == '%' && isHex(text[at - 2]) && isHex(text[at - 1])) {
      return true;
    }
    int i = at - 2;
    while (i > from && at - i < 16 && (text[i] == ';' || (text[i] >= '0' && text[i] <= '9'))) {
      i--;
    }
    return i > from && text[i] == '[' && text[i - 1] == 0x1B;
  }

  private static boolean isHex(byte b) {
    return (b >= '0' && b <= '9') || (b >= 'A' && b <= 'F') || (b >= 'a' && b <= 'f');
  }

  /// Whether nothing but blanks and list signs stands before an offset on its line.
  boolean beginsLine(int at) {
    int i = at;
    while (i > from && at - i < 64 && " \t+-".indexOf(text[i - 1]) >= 0) {
      i--;
    }
    return i == from || text[i - 1] == '\n';
  }

  /// Whether one of the characters stands at an offset within the part.
  boolean followsOneOf(int at, String members) {
    return at >= from && at < to && members.indexOf(text[at]) >= 0;
  }

  /// Where the blanks at an offset end.
  ///
  /// @param most how many are skipped
  int afterBlanks(int start, int most) {
    int i = start;
    while (i < to && i - start < most && (text[i] == ' ' || text[i] == '\t')) {
      i++;
    }
    return i;
  }

  /// Where the characters of a set that stand before an offset begin.
  ///
  /// @param most how many are looked at
  int back(int end, boolean[] members, int most) {
    int start = end;
    while (start > from && end - start < most && text[start - 1] >= 0 && members[text[start - 1]]) {
      start--;
    }
    return start;
  }

  /// Where the characters of a set that stand at an offset end.
  int run(int start, boolean[] members) {
    int near = Math.min(to, start + LONG);
    int end = runEnd(start, near, members);
    return end < near || near == to ? end : longRun(start, end, members);
  }

  private int longRun(int start, int near, boolean[] members) {
    Run known = longRuns.get(members);
    if (known != null && known.start <= start && start < known.end) {
      return known.end;
    }
    int end = runEnd(near, to, members);
    longRuns.put(members, new Run(start, end));
    return end;
  }

  private int runEnd(int start, int most, boolean[] members) {
    int end = start;
    while (end < most && text[end] >= 0 && members[text[end]]) {
      end++;
    }
    return end;
  }

  private record Run(int start, int end) {}

  boolean hasDigit(int start, int end) {
    for (int i = start; i < end; i++) {
      if (text[i] >= '0' && text[i] <= '9') {
        return true;
      }
    }
    return false;
  }

  /// Where a run of one character at an offset ends.
  int past(int at, char c) {
    int i = at;
    while (follows(i, c)) {
      i++;
    }
    return i;
  }

  boolean follows(int at, char c) {
    return at < to && text[at] == c;
  }

  boolean matches(byte[] word, int at) {
    return at >= from
        && at + word.length <= to
        && Arrays.equals(text, at, at + word.length, word, 0, word.length);
  }

  /// Whether the same characters stand at two offsets.
  boolean repeats(int at, int other, int length) {
    return other + length <= to
        && Arrays.equals(text, at, at + length, text, other, other + length);
  }

  int indexOf(byte[] word, int start) {
    for (int i = start; i + word.length <= to; i++) {
      if (matches(word, i)) {
        return i;
      }
    }
    return -1;
  }

  /// @param word in lower case
  boolean matchesIgnoringCase(byte[] word, int at) {
    if (at < from || at + word.length > to) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      byte b = text[at + i];
      if (b != word[i] && (b < 'A' || b > 'Z' || b + 32 != word[i])) {
        return false;
      }
    }
    return true;
  }

  boolean endsWith(byte[] word, int end) {
    return matchesIgnoringCase(word, end - word.length);
  }

  static boolean isSpace(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r');
  }

  static boolean isAlphanumeric(byte b) {
    return b >= 0 && ALPHANUMERIC[b];
  }

  static boolean isCapitalOrDigit(byte b) {
    return (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
  }

  /// A set of ASCII characters.
  static boolean[] table(String members) {
    boolean[] table = new boolean[128];
    for (int i = 0; i < members.length(); i++) {
      table[members.charAt(i)] = true;
    }
    return table;
  }

  /// The ASCII characters that are letters.
  static boolean[] letters() {
    boolean[] table = new boolean[128];
    for (int c = 0; c < 128; c++) {
      table[c] = Character.isLetter(c);
    }
    return table;
  }

  /// The set of ASCII letters, digits and these characters.
  static boolean[] alphanumericAnd(String members) {
    boolean[] table = table(members);
    for (int c = 0; c < 128; c++) {
      table[c] |= Character.isLetterOrDigit(c);
    }
    return table;
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
