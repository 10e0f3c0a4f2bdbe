package dev.clew.redaction;

import dev.clew.redaction.SecretName.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/// Tells what stands in the place of a secret and is none: words of prose, types, calls in source
/// code, variables, paths.
final class PlainWords {
  /// What sentences and tables say where a value could stand.
  private static final Set<String> WORDS =
      Set.of(
          ("ok okay pass passed fail failed failure skip skipped error none null nil undefined nan "
                  + "true false yes no on off set unset empty blank missing required optional "
                  + "invalid valid expired revoked disabled enabled inherit default unknown n/a na "
                  + "hidden masked redacted removed done success succeeded ignored created "
                  + "updated deleted changed unchanged rotated found present absent provided given "
                  + "must should is are was were has have had will can cannot can't could may not "
                  + "the a an this that these it its your our their in at to for from of with "
                  + "without and or but if when by as via per use using used see please too only "
                  + "expected unexpected got needs need does do did be been "
                  + "string str string? bool boolean int integer number float double long short "
                  + "byte bytes char object any array list map dict text type value field option "
                  + "flag argument parameter var let const void never unique symbol await new "
                  + "function return typeof async self lambda def class struct enum "
                  + "varchar uuid json url path file name description example")
              .split(" "));

  private static final boolean[] NAME = TextWindow.alphanumericAnd("_");
  private static final boolean[] DOTTED = TextWindow.alphanumericAnd("_.");
  private static final boolean[] LETTERS = TextWindow.letters();
  private static final int LONGEST = 24;
  private static final int MIN_OPAQUE = 12;
  private static final int MAX_COUNT = 7;

  private final TextWindow window;

  PlainWords(TextWindow window) {
    this.window = window;
  }

  /// `|`, `>-`, `|2+`, and nothing else on the line.
  boolean isBlockHeader(int at) {
    int i = at + 1;
    while (i < window.to() && i - at < 4 && window.isOneOf(i, "+-123456789")) {
      i++;
    }
    i = window.afterBlanks(i, 8);
    return i == window.to() || window.isOneOf(i, "\n\r#");
  }

  /// Whether a value in quotes is none of a secret.
  boolean isNoSecretInQuotes(int start, int end, Kind kind) {
    if (isPlaceholder(start, end)) {
      return true;
    }
    return switch (kind) {
      case OPAQUE, QUERY -> !isOpaque(start, end);
      case TOKEN, KEY -> isPunctuation(start, end) || isWord(start, end) || isPath(start, end);
      case PASSWORD, REST -> isWord(start, end);
    };
  }

  /// Whether a value without quotes is none of a secret.
  boolean isNoSecret(int start, int end, int separator, int keyEnd, SecretName name) {
    if (window.at(start) == '/' && window.endsWith(PWD, keyEnd)) {
      return true;
    }
    if (window.at(separator - 1) == ' ' && window.at(end - 1) == ')' && !has(start, end, '(')) {
      return true;
    }
    if (isPlaceholder(start, end) || isPath(start, end) || isCode(start, separator, keyEnd)) {
      return true;
    }
    if (ProgressWords.at(window, start) || OutcomeWords.at(window, start)) {
      return true;
    }
    if (OutcomeWords.isSpokenOf(window, keyEnd, separator) && !window.hasDigit(start, end)) {
      return true;
    }
    int stop = trimmed(start, end);
    if (stop == start || isWord(start, stop) || isNameItself(start, stop, keyEnd)) {
      return true;
    }
    if (isPunctuation(start, end)) {
      return name.kind() != Kind.PASSWORD || end - start < 8;
    }
    return switch (name.kind()) {
      case OPAQUE, QUERY -> !isOpaque(start, stop);
      case TOKEN ->
          (stop - start < MAX_COUNT && isNumber(start, stop))
              || (OutcomeWords.isOfParser(window, keyEnd, name)
                  && !RandomWord.is(window, start, stop));
      case PASSWORD -> name.apart() && isNumber(start, stop);
      case KEY, REST -> false;
    };
  }

  /// Whether what follows an option only goes on with a sentence or a help text.
  boolean isNoValue(int start, int end, int keyEnd) {
    int stop = trimmed(start, end);
    return stop == start
        || isPlaceholder(start, end)
        || isWord(start, stop)
        || isNameItself(start, stop, keyEnd);
  }

  /// Whether something is said where credentials could stand.
  boolean isSentence(int start) {
    int end = window.run(start, LETTERS);
    boolean word = end == window.to() || (end > start && window.isOneOf(end, " ,;.!"));
    return word && (isWord(start, end) || OutcomeWords.at(window, start));
  }

  /// Without the punctuation of a sentence or a statement.
  private int trimmed(int start, int end) {
    int stop = end;
    while (stop > start && window.isOneOf(stop - 1, ",;.:!)]}?|")) {
      stop--;
    }
    return stop;
  }

  private boolean isWord(int start, int end) {
    return end - start <= LONGEST && WORDS.contains(text(start, end).toLowerCase(Locale.ROOT));
  }

  private String text(int start, int end) {
    byte[] bytes = new byte[end - start];
    for (int i = start; i < end; i++) {
      bytes[i - start] = window.at(i);
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /// `token: Token`, `password=password`, `--token TOKEN`.
  private boolean isNameItself(int start, int end, int keyEnd) {
    int length = end - start;
    if (keyEnd - length < window.from() || window.run(start, NAME) < end) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if ((window.at(start + i) | 0x20) != (window.at(keyEnd - length + i) | 0x20)) {
        return false;
      }
    }
    return window.boundary(keyEnd - length) || window.followsOneOf(keyEnd - length - 1, "_-.");
  }

  /// `$VAR`, `${var}`, `$(cmd)`, `<token>`, `{{ value }}`, `%s`, `***`.
  boolean isPlaceholder(int start, int end) {
    byte first = window.at(start);
    if (end - start == 1) {
      return !TextWindow.isAlphanumeric(first);
    }
    byte second = window.at(start + 1);
    byte last = window.at(trimmed(start, end) > start ? end - 1 : start);
    return switch (first) {
      case '$' -> second == '{' || second == '(' || isVariable(start + 1, trimmed(start, end));
      case '<' -> window.at(end - 1) == '>' || last == '>' || isAllOf(start, end, "<>");
      case '{' -> second == '{' || second == '}' || second == ' ' || second == '"';
      case '[' -> window.at(end - 1) == ']' || second == '"' || second == '\'';
      case '(' -> true;
      case '%' -> end - start <= 3 || window.at(end - 1) == '%';
      case '*', '.', '-', '_', 'x', 'X' -> isAllOf(start, end, "*.-_xX");
      case (byte) 0xE2 ->
          end - start > 2 && second == (byte) 0x80 && (window.at(start + 2) & 0xFF) >= 0xA2;
      default -> false;
    };
  }

  private boolean isVariable(int start, int end) {
    for (int i = start; i < end; i++) {
      if (!TextWindow.isCapitalOrDigit(window.at(i)) && window.at(i) != '_') {
        return false;
      }
    }
    return end > start;
  }

  private boolean isAllOf(int start, int end, String members) {
    for (int i = start; i < end; i++) {
      if (!window.isOneOf(i, members)) {
        return false;
      }
    }
    return true;
  }

  private boolean isPunctuation(int start, int end) {
    for (int i = start; i < end; i++) {
      if (window.at(i) < 0 || NAME[window.at(i)]) {
        return false;
      }
    }
    return true;
  }

  private boolean isNumber(int start, int end) {
    return isAllOf(start, end, "0123456789.,/%");
  }

  /// `/etc/x`, `./x`, `~/x`: where a secret is, not what it is.
  private boolean isPath(int start, int end) {
    byte first = window.at(start);
    if (first == '~' || first == '.') {
      return window.follows(start + 1, '/') || window.matches(UP, start);
    }
    if (first != '/') {
      return false;
    }
    int part = window.run(start + 1, LETTERS);
    return window.follows(part, '/')
        && part < end
        && ROOTS.contains(text(start + 1, Math.min(part, start + 1 + LONGEST)));
  }

  private static final byte[] PWD = TextWindow.ascii("pwd");
  private static final byte[] UP = TextWindow.ascii("../");
  private static final Set<String> ROOTS =
      Set.of(
          ("bin boot dev etc home lib media mnt opt proc root run sbin srv sys tmp usr var app data "
                  + "github workspace secrets work Users private builds")
              .split(" "));

  /// `next(it)`, `self.token`, `tokens[0]`, `Option<String>`: source code, where blanks stand
  /// around the separator, or where it was made small.
  boolean isCode(int start, int separator, int keyEnd) {
    boolean spaced = start - separator > 1;
    if (!spaced && isEnvironment(keyEnd)) {
      return false;
    }
    int i = window.at(start) == '&' || window.at(start) == '*' ? start + 1 : start;
    int name = window.run(i, DOTTED);
    if (name == i || window.at(i) <= '9' || window.hasDigit(i, name)) {
      return false;
    }
    if (window.follows(name, '(')) {
      return true;
    }
    if (spaced && window.followsOneOf(name, "[<")) {
      return true;
    }
    int simple = window.run(i, NAME);
    if (simple < name) {
      // «self.token», but no sentence's end
      return simple + 1 < name && (spaced || simple - i <= 4);
    }
    return !spaced && simple - i <= 2 && window.followsOneOf(simple, ",;)}");
  }

  /// Whether a name is written as variables of the environment are.
  private boolean isEnvironment(int keyEnd) {
    int start = window.back(keyEnd, NAME, 64);
    for (int i = start; i < keyEnd; i++) {
      if (window.at(i) >= 'a' && window.at(i) <= 'z') {
        return false;
      }
    }
    return true;
  }

  /// Long, with letters and digits, and nothing that only text has.
  boolean isOpaque(int start, int end) {
    if (end - start < MIN_OPAQUE || !window.hasDigit(start, end)) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (window.at(i) < 0 || TextWindow.isSpace(window.at(i)) || window.isOneOf(i, "(){}[]<>")) {
        return false;
      }
    }
    return !isPath(start, end) && !window.matches(ARN, start);
  }

  private static final byte[] ARN = TextWindow.ascii("arn:");

  boolean has(int start, int end, char c) {
    for (int i = start; i < end; i++) {
      if (window.at(i) == c) {
        return true;
      }
    }
    return false;
  }
}
