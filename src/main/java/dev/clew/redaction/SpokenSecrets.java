package dev.clew.redaction;

import dev.clew.redaction.FoundSecrets.Continuation;
import dev.clew.redaction.SecretName.Kind;

/// Finds the secrets that no separator joins to their name: in a table's row, behind a sentence,
/// under the `name:` of a pair.
final class SpokenSecrets {
  private static final int MAX_NAME = 64;
  private static final int MAX_SENTENCE = 80;
  private static final int MAX_VALUE = 128;
  private static final int MIN_RANDOM = 8;
  private static final int MIN_OBSCURED = 22;
  private static final boolean[] NAME = TextWindow.alphanumericAnd("_-.");
  private static final boolean[] LETTERS = TextWindow.letters();

  private static final byte[] UNSEAL_KEY = TextWindow.ascii("unseal key ");
  private static final byte[] RECOVERY_KEY = TextWindow.ascii("recovery key ");
  private static final byte[] SECRET_KEY = TextWindow.ascii("secret key is");
  private static final byte[] PASS = TextWindow.ascii("pass");
  private static final byte[] BOX = {(byte) 0xE2, (byte) 0x94, (byte) 0x82};
  private static final boolean[] DIGITS = TextWindow.table("0123456789*");
  private static final byte[][] PAIR = {TextWindow.ascii("name"), TextWindow.ascii("key")};
  private static final byte[][] SENTENCE = {
    TextWindow.ascii("password is"),
    TextWindow.ascii("password for"),
    TextWindow.ascii("password to"),
    TextWindow.ascii("passphrase for"),
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

  /// What a line begins with: `password x`, as tables of `vault kv get` have it, `requirepass x`,
  /// `│ password │ x │`, `host:5432:database:user:x`.
  ///
  /// @return where to go on
  int row(int line) {
    if (window.at(line) == BOX[0]) {
      return boxed(line);
    }
    int end = line;
    while (end < window.to()
        && end - line < MAX_NAME
        && window.at(end) >= 0
        && NAME[window.at(end)]) {
      end++;
    }
    int start = window.afterBlanks(end, MAX_NAME);
    if (window.follows(end, ':') && window.followsOneOf(end + 1, "123456789*")) {
      return ofPassFile(line, end);
    }
    if (end == line) {
      return start > line && window.followsOneOf(start, "pP") ? row(start) : line;
    }
    if (start == end || SecretName.before(window, end) == null) {
      return line;
    }
    int stop = lineEnd(start);
    if (start - end < 2 && !window.follows(end, '\t')) {
      return stop > start && RandomWord.is(window, start, stop)
          ? found.add(line, start, stop)
          : line;
    }
    return stop > start && plain.isOpaque(start, stop) && hasLetter(start, stop)
        ? found.add(line, start, stop)
        : line;
  }

  /// A row of a table in lines of box characters.
  private int boxed(int line) {
    int name = window.afterBlanks(line + BOX.length, MAX_NAME);
    int end = window.run(name, NAME);
    int bar = window.afterBlanks(end, MAX_NAME);
    int start = window.afterBlanks(bar + BOX.length, MAX_NAME);
    if (!window.matches(BOX, bar) || SecretName.before(window, end) == null) {
      return line;
    }
    int stop = start;
    while (stop < window.to() && window.at(stop) > ' ') {
      stop++;
    }
    return RandomWord.is(window, start, stop) ? found.add(name, start, stop) : line;
  }

  /// PostgreSQL's `host:port:database:user:x`.
  private int ofPassFile(int line, int host) {
    int port = window.run(host + 1, DIGITS);
    if (!window.follows(port, ':') || (port - host < 5 && !window.follows(host + 1, '*'))) {
      return line;
    }
    int field = port;
    for (int fields = 0; fields < 2; fields++) {
      int next = field + 1;
      while (next < window.to() && window.at(next) > ' ' && window.at(next) != ':') {
        next++;
      }
      if (next == field + 1 || !window.follows(next, ':')) {
        return line;
      }
      field = next;
    }
    int start = field + 1;
    int stop = lineEnd(start);
    boolean number = window.run(port + 1, DIGITS) > port + 1 && !window.follows(port + 1, '*');
    return stop > start && !number && RandomWord.is(window, start, stop)
        ? found.add(line, start, stop)
        : line;
  }

  /// `pass = x`, as rclone writes it.
  ///
  /// @return where to go on
  int setting(int keyEnd, int behind) {
    int pass = keyEnd - PASS.length;
    if (!window.matches(PASS, pass) || !window.beginsLine(pass)) {
      return behind;
    }
    return random(pass, behind);
  }

  /// The rest of the line when it is made by chance.
  private int random(int context, int behind) {
    int start = window.afterBlanks(behind, MAX_NAME);
    int stop = lineEnd(start);
    boolean obscured = stop - start >= MIN_OBSCURED && plain.isOpaque(start, stop);
    return stop > start && (obscured || RandomWord.is(window, start, stop))
        ? found.add(context, start, stop)
        : behind;
  }

  /// What stands behind a colon that is no secret's own.
  ///
  /// @param word where the last word such as «password» ended before it, or -1
  /// @return where to go on
  int behind(int colon, int keyEnd, int word) {
    byte last = keyEnd > window.from() ? window.at(keyEnd - 1) : 0;
    if (last == 'e' || last == 'y' || last == 'E' || last == 'Y') {
      pair(colon, keyEnd);
    }
    if (last >= '1' && last <= '9' && isShare(keyEnd - 1)) {
      return random(colon, colon + 1);
    }
    if (last == 's' && window.endsWith(SECRET_KEY, keyEnd)) {
      return random(keyEnd, colon + 1);
    }
    if (last == 's'
        && window.matches(PASS, keyEnd - PASS.length)
        && window.beginsLine(keyEnd - PASS.length)) {
      return random(keyEnd - PASS.length, colon + 1);
    }
    return word < 0 || colon - word > MAX_SENTENCE ? colon + 1 : sentence(colon);
  }

  /// `Unseal Key 1` of Vault.
  private boolean isShare(int end) {
    return window.endsWith(UNSEAL_KEY, end) || window.endsWith(RECOVERY_KEY, end);
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
