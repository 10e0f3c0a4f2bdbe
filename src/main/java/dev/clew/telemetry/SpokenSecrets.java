package dev.clew.telemetry;

import dev.clew.telemetry.FoundSecrets.Continuation;
import dev.clew.telemetry.SecretName.Kind;

/// Finds the secrets that no separator joins to their name: in a table's row, behind a sentence,
/// under the `name:` of a pair.
final class SpokenSecrets {
  private static final int MAX_NAME = 64;
  private static final int MAX_SENTENCE = 80;
  private static final int MAX_VALUE = 128;
  private static final int MIN_RANDOM = 8;
  private static final boolean[] NAME = TextWindow.alphanumericAnd("_-.");
  private static final boolean[] LETTERS = TextWindow.letters();

  private static final byte[][] PAIR = {TextWindow.ascii("name"), TextWindow.ascii("key")};
  private static final byte[][] SENTENCE = {
    TextWindow.ascii("password is"),
    TextWindow.ascii("password for"),
    TextWindow.ascii("password to"),
    TextWindow.ascii("token is")
  };

  private final TextWindow window;
  private final FoundSecrets found;
  private final PlainWords plain;

  SpokenSecrets(TextWindow window, FoundSecrets found, PlainWords plain) {
    this.window = window;
    this.found = found;
    this.plain = plain;
  }

  /// `password x`, as tables of `vault kv get` have it.
  ///
  /// @return where to go on
  int row(int line) {
    int end = line;
    while (end < window.to()
        && end - line < MAX_NAME
        && window.at(end) >= 0
        && NAME[window.at(end)]) {
      end++;
    }
    int start = window.afterBlanks(end, MAX_NAME);
    boolean column = start - end >= 2 || window.follows(end, '\t');
    if (end == line || !column || SecretName.before(window, end) == null) {
      return line;
    }
    int stop = lineEnd(start);
    return stop > start && plain.isOpaque(start, stop) && hasLetter(start, stop)
        ? found.add(line, start, stop)
        : line;
  }

  /// What stands behind a colon that is no secret's own.
  ///
  /// @return where to go on
  int behind(int colon, int keyEnd) {
    pair(colon, keyEnd);
    return sentence(colon);
  }

  /// `A temporary password is generated for root@localhost: x`.
  private int sentence(int colon) {
    int start = window.afterBlanks(colon + 1, MAX_NAME);
    int stop = lineEnd(start);
    boolean random = stop - start >= MIN_RANDOM && window.hasDigit(start, stop);
    boolean word = random && hasLetter(start, stop) && !hasBlank(start, stop);
    if (stop < start || (stop > start && !word) || !isSentence(colon)) {
      return colon + 1;
    }
    if (stop == start) {
      found.continues(Continuation.VALUE);
      return colon + 1;
    }
    return plain.isNoValue(start, stop, colon) ? colon + 1 : found.add(colon, start, stop);
  }

  private boolean isSentence(int colon) {
    int least = Math.max(window.from(), colon - MAX_SENTENCE);
    for (int i = colon - 1; i >= least && window.at(i) != '\n'; i--) {
      if (window.isOneOf(i, "pPtT")) {
        for (byte[] words : SENTENCE) {
          if (window.matchesIgnoringCase(words, i)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /// `name: DB_PASSWORD`: the next line may be `value: x`.
  private void pair(int colon, int keyEnd) {
    for (byte[] word : PAIR) {
      if (window.endsWith(word, keyEnd) && window.boundary(keyEnd - word.length)) {
        int end = lineEnd(colon + 1);
        while (end > colon && window.isOneOf(end - 1, "\"',")) {
          end--;
        }
        SecretName name =
            end <= colon || end - colon > MAX_NAME ? null : SecretName.before(window, end);
        if (name != null && name.kind() != Kind.QUERY) {
          found.continues(Continuation.PAIR);
        }
      }
    }
  }

  /// Where the line ends without its last blanks, or -1 when it is too long for a value.
  private int lineEnd(int from) {
    int i = from;
    while (i < window.to() && !window.isOneOf(i, "\n\r")) {
      if (i++ - from > MAX_VALUE) {
        return -1;
      }
    }
    while (i > from && TextWindow.isSpace(window.at(i - 1))) {
      i--;
    }
    return i;
  }

  private boolean hasLetter(int start, int end) {
    for (int i = start; i < end; i++) {
      if (window.at(i) >= 0 && LETTERS[window.at(i)]) {
        return true;
      }
    }
    return false;
  }

  private boolean hasBlank(int start, int end) {
    for (int i = start; i < end; i++) {
      if (TextWindow.isSpace(window.at(i))) {
        return true;
      }
    }
    return false;
  }
}
