package dev.clew.redaction;

import dev.clew.redaction.SecretValue.Form;

/// Finds passwords in what Oracle's and Windows' programs are given: `sqlplus scott/x@db`,
/// `jdbc:oracle:thin:scott/x@db`, `net use z: /user:joe x`; and in Go's `joe:x@tcp(db)`.
final class ConnectArguments {
  private static final int LOOK_BACK = 128;
  private static final int MAX_WORD = 64;
  private static final boolean[] USER = TextWindow.alphanumericAnd("_$#.");
  private static final byte[][] ORACLE = {
    TextWindow.ascii("sqlplus"), TextWindow.ascii("jdbc:oracle:"), TextWindow.ascii("sqlldr"),
    TextWindow.ascii("expdp"), TextWindow.ascii("impdp"), TextWindow.ascii("rman "),
    TextWindow.ascii("userid=")
  };
  private static final byte[] TCP = TextWindow.ascii("tcp(");
  private static final byte[] UNIX = TextWindow.ascii("unix(");
  private static final byte[] TASKS = TextWindow.ascii("schtasks");
  private static final byte[] TASK_OPTION = TextWindow.ascii("/rp ");
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
    if (window.matches(TCP, at + 1) || window.matches(UNIX, at + 1)) {
      return goAddress(at);
    }
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

  private int goAddress(int at) {
    int user = at;
    while (user > window.from() && at - user < MAX_WORD && !isBlankOrQuote(user - 1)) {
      user--;
    }
    int colon = window.run(user, USER);
    boolean equals = window.follows(colon, '=');
    colon = equals ? window.run(colon + 1, USER) : colon;
    if (window.follows(colon, ':') && colon + 1 < at) {
      found.addOver(user, colon + 1, at);
    }
    return at + 1;
  }

  private boolean isBlankOrQuote(int i) {
    return TextWindow.isSpace(window.at(i)) || window.isOneOf(i, "\"'`");
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
    if (!window.followsOneOf(i + 1, "pPuUrR")) {
      return i + 1;
    }
    if (window.matchesIgnoringCase(PASS_OPTION, i)) {
      return argument(i, i + PASS_OPTION.length);
    }
    if (window.matchesIgnoringCase(TASK_OPTION, i)) {
      return isBefore(TASKS, i) ? argument(i, i + TASK_OPTION.length) : i + 1;
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
