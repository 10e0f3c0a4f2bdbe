package dev.clew.telemetry;

import dev.clew.telemetry.SecretValue.Form;

/// Finds passwords in what Oracle's and Windows' programs are given: `sqlplus scott/x@db`,
/// `jdbc:oracle:thin:scott/x@db`, `net use z: /user:joe x`.
final class ConnectArguments {
  private static final int LOOK_BACK = 128;
  private static final int MAX_WORD = 64;
  private static final boolean[] USER = TextWindow.alphanumericAnd("_$#.");
  private static final byte[][] ORACLE = {
    TextWindow.ascii("sqlplus"), TextWindow.ascii("jdbc:oracle:"), TextWindow.ascii("sqlldr"),
    TextWindow.ascii("expdp"), TextWindow.ascii("impdp"), TextWindow.ascii("rman "),
    TextWindow.ascii("userid=")
  };
  private static final byte[] SIGNTOOL = TextWindow.ascii("signtool");
  private static final byte[] NET_USE = TextWindow.ascii("net use");
  private static final byte[] USER_OPTION = TextWindow.ascii("/user:");
  private static final byte[] PASS_OPTION = TextWindow.ascii("/pass:");
  private static final byte[] SHORT_OPTION = TextWindow.ascii("/p ");

  private final TextWindow window;
  private final FoundSecrets found;
  private final SecretValue value;

  ConnectArguments(TextWindow window, FoundSecrets found, SecretValue value) {
    this.window = window;
    this.found = found;
    this.value = value;
  }

  /// `user/x@`.
  ///
  /// @return where to go on
  int atSign(int at) {
    int slash = at;
    while (slash > window.from()
        && at - slash < MAX_WORD
        && !TextWindow.isSpace(window.at(slash - 1))
        && window.at(slash - 1) != '/') {
      slash--;
    }
    if (slash == window.from() || slash == at || window.at(slash - 1) != '/') {
      return at + 1;
    }
    int user = window.back(slash - 1, USER, MAX_WORD);
    boolean begins = user == window.from() || window.isOneOf(user - 1, " \t\"':=");
    if (user == slash - 1 || !begins || window.at(slash) == '$' || !isBefore(ORACLE, user)) {
      return at + 1;
    }
    found.addOver(user, slash, at);
    return at + 1;
  }

  private boolean isBefore(byte[][] words, int end) {
    for (byte[] word : words) {
      if (isBefore(word, end)) {
        return true;
      }
    }
    return false;
  }

  private boolean isBefore(byte[] word, int end) {
    int least = Math.max(window.from(), end - LOOK_BACK);
    for (int i = end - word.length; i >= least && window.at(i) != '\n'; i--) {
      if (window.matchesIgnoringCase(word, i)) {
        return true;
      }
    }
    return false;
  }

  /// An option of Windows.
  ///
  /// @return where to go on
  int slash(int i) {
    if (!window.followsOneOf(i + 1, "pPuU")) {
      return i + 1;
    }
    if (window.matchesIgnoringCase(PASS_OPTION, i)) {
      return argument(i, i + PASS_OPTION.length);
    }
    if (window.matchesIgnoringCase(SHORT_OPTION, i)) {
      return isBefore(SIGNTOOL, i) ? argument(i, i + SHORT_OPTION.length) : i + 1;
    }
    if (!window.matchesIgnoringCase(USER_OPTION, i) || !isBefore(NET_USE, i)) {
      return i + 1;
    }
    int end = i;
    while (end < window.to() && !TextWindow.isSpace(window.at(end))) {
      end++;
    }
    int next = window.afterBlanks(end, 4);
    return window.followsOneOf(next, "/*") ? i + 1 : argument(i, next);
  }

  private int argument(int option, int start) {
    return value.argument(start) == Form.WHOLE
        ? found.add(option, value.start(), value.end())
        : option + 1;
  }
}
