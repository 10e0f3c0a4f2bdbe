package dev.clew.redaction;

import dev.clew.redaction.FoundSecrets.Continuation;
import dev.clew.redaction.SecretName.Kind;
import dev.clew.redaction.SecretValue.Form;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Finds the secrets that programs are given as options, in text that shows their command lines.
final class OptionScanner {
  private static final int MAX_KEY = 64;
  private static final int MAX_BLANKS = 64;
  private static final int MAX_COMMAND = 256;
  private static final int LONG = 256;
  private static final boolean[] TOKEN = TextWindow.alphanumericAnd("_-");
  private static final byte[] PASS = TextWindow.ascii("pass:");
  private static final byte[] USER = TextWindow.ascii("--user");
  private static final byte[] PROXY_USER = TextWindow.ascii("--proxy-user");
  private static final byte[] CREDS = TextWindow.ascii("creds");
  private static final byte[] VALUE = TextWindow.ascii("--value");
  private static final byte[] BODY = TextWindow.ascii("--body");
  private static final byte[] KEY = TextWindow.ascii("--key");
  private static final byte[] GEM = TextWindow.ascii("gem push");
  private static final byte[] SECRET = TextWindow.ascii("secret ");
  private static final byte[] SECURE = TextWindow.ascii("securestring");
  private static final byte[] PASS_OPTION = TextWindow.ascii("-pass");
  private static final boolean[] BACKSLASH = TextWindow.table("\\ \t");

  private final TextWindow window;
  private final FoundSecrets found;
  private final TokenScanner tokens;
  private final SecretValue value;
  private final PlainWords plain;
  private final int[] searched = new int[128];
  private boolean isSearched;

  /// Where the last long argument ended that has no password behind a user.
  private int withoutUser;

  OptionScanner(
      TextWindow window,
      FoundSecrets found,
      TokenScanner tokens,
      SecretValue value,
      PlainWords plain) {
    this.window = window;
    this.found = found;
    this.tokens = tokens;
    this.value = value;
    this.plain = plain;
  }

  /// `--some-password value`, `-storepass value`.
  int named(int hyphen, int start) {
    int end = start;
    while (end < window.to()
        && end - start <= MAX_KEY
        && window.at(end) >= 0
        && TOKEN[window.at(end)]) {
      end++;
    }
    if (end - start < 3 || end - start > MAX_KEY || !window.followsOneOf(end, " \t\"',")) {
      return hyphen + 1;
    }
    if (isOfSecret(hyphen, end)) {
      return argumentOf(hyphen, argument(end));
    }
    if (takesUser(hyphen, end)) {
      return userOf(hyphen, argument(end));
    }
    SecretName name = SecretName.before(window, end);
    if (name == null || name.kind() == Kind.OPAQUE || name.kind() == Kind.QUERY) {
      boolean openssl =
          window.endsWith(PASS_OPTION, end - 2) || window.endsWith(PASS_OPTION, end - 3);
      return openssl && window.matches(PASS, end + 1)
          ? argumentOf(hyphen, end + 1 + PASS.length)
          : hyphen + 1;
    }
    int at = argument(end);
    if (at == window.to() || window.at(at) == '-') {
      return hyphen + 1;
    }
    if (window.at(at) == '\\' && window.run(at, BACKSLASH) == window.to()) {
      found.continues(Continuation.JOINED);
      return at;
    }
    Form form = value.argument(at);
    boolean prose = form == Form.WHOLE && plain.isNoValue(value.start(), value.end(), end);
    return form != Form.WHOLE || prose
        ? hyphen + 1
        : found.add(Math.max(window.from(), hyphen - 1), value.start(), value.end());
  }

  private int userOf(int hyphen, int at) {
    if (at < withoutUser) {
      return hyphen + 1;
    }
    if (value.argument(at) == Form.WHOLE && has(':')) {
      return found.add(hyphen, value.start(), value.end());
    }
    withoutUser = value.end() - at > LONG ? value.end() : withoutUser;
    return hyphen + 1;
  }

  private boolean takesUser(int hyphen, int end) {
    return switch (window.at(end - 1)) {
      case 'r' ->
          (window.endsWith(USER, end) && option(hyphen) != null)
              || window.endsWith(PROXY_USER, end);
      case 's' -> window.endsWith(CREDS, end);
      default -> false;
    };
  }

  /// `gh secret set X --body x`, `gem push --key x`.
  private boolean isOfSecret(int hyphen, int end) {
    byte last = window.at(end - 1);
    if (last != 'e' && last != 'y') {
      return false;
    }
    if (window.endsWith(KEY, end)) {
      return isBefore(GEM, hyphen);
    }
    boolean value = window.endsWith(VALUE, end) || window.endsWith(BODY, end);
    return value && (isBefore(SECRET, hyphen) || isBefore(SECURE, hyphen));
  }

  private boolean isBefore(byte[] words, int hyphen) {
    int least = Math.max(window.from(), hyphen - MAX_COMMAND);
    for (int i = hyphen - words.length; i >= least && window.at(i) != '\n'; i--) {
      if ((window.at(i) | 0x20) == words[0] && window.matchesIgnoringCase(words, i)) {
        return true;
      }
    }
    return false;
  }

  private int argumentOf(int hyphen, int start) {
    Form form = value.argument(start);
    return form == Form.WHOLE ? found.add(hyphen, value.start(), value.end()) : hyphen + 1;
  }

  /// Where the next argument begins: behind blanks, or in a list of texts in quotes.
  private int argument(int end) {
    int i = end;
    boolean listed = window.followsOneOf(i, "\"'") && window.followsOneOf(i + 1, ", ");
    i = listed ? i + 1 : i;
    while (i < window.to() && i - end < MAX_BLANKS && window.isOneOf(i, listed ? " \t," : " \t")) {
      i++;
    }
    return i;
  }

  /// Begins with another text.
  void reset() {
    withoutUser = 0;
    if (isSearched) {
      Arrays.fill(searched, 0);
      isSearched = false;
    }
  }

  private @Nullable ProgramOptions option(int hyphen) {
    int letter = hyphen + 1 < window.to() ? window.at(hyphen + 1) & 0x7F : 0;
    ProgramOptions option = ProgramOptions.at(window, hyphen, searched[letter]);
    if (option == null) {
      searched[letter] = hyphen;
      isSearched = true;
    }
    return option;
  }

  /// What begins with one hyphen.
  int at(int hyphen) {
    ProgramOptions option = option(hyphen);
    if (option == null) {
      int next = named(hyphen, hyphen + 1);
      return next > hyphen + 1 ? next : tokens.prefixed(hyphen, TokenPrefix.HYPHEN);
    }
    int at = hyphen + 2;
    if (at >= window.to() || window.isOneOf(at, " \t\"',")) {
      boolean quoted = window.followsOneOf(at, "\"'") && !window.followsOneOf(at + 1, ", ");
      if (!option.apart() && !quoted) {
        return hyphen + 1;
      }
      at = quoted ? at : argument(at);
    }
    Form form = at >= window.to() ? Form.NONE : value.argument(at);
    return form == Form.WHOLE && has(option.sign())
        ? found.add(hyphen, value.start(), value.end())
        : hyphen + 1;
  }

  private boolean has(char sign) {
    for (int i = value.start(); i < value.end(); i++) {
      if (window.at(i) == sign) {
        return true;
      }
    }
    return sign == 0;
  }
}
