package dev.clew.redaction;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/// Tells what programs say of a secret from what it is: `password: verified successfully`, `token:
/// cache miss`, `error reading password: timeout`.
final class OutcomeWords {
  private static final Set<String> FIRST =
      words(
          "timeout verified incorrect wrong rejected refreshed refresh reset cached cache validated "
              + "validation signature mismatch granted denied permission pending accepted stored "
              + "saved loaded retrieved fetched received unavailable unauthorized forbidden "
              + "unsupported malformed mismatched matched matches match authenticated "
              + "authentication authorized connection context deadline unable retry retrying "
              + "cleared encrypted decrypted hashed exists already eof lookup checked renewed "
              + "issued parsed inappropriate broken operation");

  private static final Set<String> SECOND =
      words(
          "successfully successful miss hit denied exceeded refused reset closed canceled cancelled "
              + "try again by after in on to for from with failed failure error ok not is was "
              + "mismatch due because while before until at has and or but ioctl pipe timed "
              + "approval timeout verification check expired invalid required exists");

  /// Before a name, of which is then only spoken.
  private static final Set<String> VERBS =
      words(
          "reading read getting get parsing parse decoding decode loading load fetching fetch "
              + "validating validate verifying verify checking check decrypting decrypt "
              + "refreshing refresh obtaining obtain retrieving retrieve");

  /// Before «token», which is then a parser's.
  private static final Set<String> PARSING =
      words(
          "unexpected expected invalid illegal unknown unrecognized unrecognised unterminated "
              + "missing bad next last first previous current parse parser lexer operator "
              + "offending stray unhandled keyword punctuation eof near at no any cancellation "
              + "ending starting start end line");

  private static final byte[] TOKEN = TextWindow.ascii("token");
  private static final boolean[] LETTERS = TextWindow.letters();
  private static final boolean[] NAME = TextWindow.alphanumericAnd("_-.");
  private static final byte[] PUPPET = TextWindow.ascii("Sensitive [value redacted]");
  private static final int LONGEST = 24;

  private OutcomeWords() {}

  private static Set<String> words(String words) {
    return Set.of(words.split(" "));
  }

  /// Whether a sentence about the secret begins here.
  static boolean at(TextWindow window, int start) {
    if (window.at(start) == 'S' && window.matches(PUPPET, start)) {
      return true;
    }
    int end = window.run(start, LETTERS);
    if (!FIRST.contains(text(window, start, end))) {
      return false;
    }
    int stop = end;
    while (window.followsOneOf(stop, ",;.:!)]}\"'")) {
      stop++;
    }
    if (stop == window.to() || window.isOneOf(stop, "\n\r")) {
      return true;
    }
    int next = window.afterBlanks(stop, 2);
    return next > stop && SECOND.contains(text(window, next, window.run(next, LETTERS)));
  }

  /// Whether an error of doing something with a secret is told, as in `reading password: x`.
  static boolean isSpokenOf(TextWindow window, int keyEnd, int separator) {
    return window.at(separator) == ':'
        && VERBS.contains(wordBefore(window, window.back(keyEnd, NAME, LONGEST)));
  }

  /// «Unexpected token: x».
  static boolean isOfParser(TextWindow window, int keyEnd, SecretName name) {
    return name.word().length == TOKEN.length
        && PARSING.contains(wordBefore(window, keyEnd - TOKEN.length));
  }

  /// The word that a blank ends before another, or an empty text.
  private static String wordBefore(TextWindow window, int word) {
    return window.followsOneOf(word - 1, " ")
        ? text(window, window.back(word - 1, LETTERS, LONGEST), word - 1)
        : "";
  }

  private static String text(TextWindow window, int start, int end) {
    return end - start > LONGEST
        ? ""
        : new String(window.text(), start, end - start, StandardCharsets.ISO_8859_1)
            .toLowerCase(Locale.ROOT);
  }
}
