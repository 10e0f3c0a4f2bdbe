package dev.clew.redaction;

/// Finds what URLs hold of secrets before their host, and those that are secrets as a whole.
final class UrlScanner {
  private static final byte[] MIGRATION = TextWindow.ascii("otpauth-migration");
  private static final byte[] SSH = TextWindow.ascii("ssh");
  private static final byte[] SLACK = TextWindow.ascii("hooks.slack.com/");
  private static final byte[] TEAMS = TextWindow.ascii(".webhook.office.com/");
  private static final byte[] DISCORD = TextWindow.ascii("/api/webhooks/");
  private static final boolean[] WORD = TextWindow.alphanumericAnd("_");
  private static final boolean[] DIGITS = TextWindow.table("0123456789");
  private static final int MAX_SCHEME = 64;
  private static final int MAX_HOST = 64;

  /// How far an `@` may stand behind what begins a path of other URLs.
  private static final int MAX_RAW = 256;

  private final TextWindow window;
  private final FoundSecrets found;

  UrlScanner(TextWindow window, FoundSecrets found) {
    this.window = window;
    this.found = found;
  }

  /// What follows `scheme://`.
  int at(int colon) {
    int start = colon + 3;
    if (window.endsWith(MIGRATION, colon)) {
      return found.add(start, start, pathEnd(start));
    }
    int webhook = webhook(start);
    return webhook >= 0 ? found.add(start, webhook, pathEnd(webhook)) : userInfo(colon, start);
  }

  /// `scheme://user:password@host`, where the password may hold what URLs forbid. A name without a
  /// password is none where it is usual, as in `ssh://git@host`.
  private int userInfo(int colon, int start) {
    if (window.follows(start, '[')) {
      // An address of IPv6 has no user before it.
      return start;
    }
    int at = -1;
    int password = -1;
    int path = -1;
    int i = start;
    while (i < window.to()
        && !TextWindow.isSpace(window.at(i))
        && !window.isOneOf(i, "\"'<>")
        && (path < 0 || i - path < MAX_RAW)) {
      byte b = window.at(i);
      if (b == ':' && password < 0 && path < 0 && at < 0) {
        password = i;
      } else if (path < 0 && (b == '/' || b == '?' || b == '#')) {
        path = i;
        if (at >= 0) {
          at = inPassword(at, i);
          break;
        }
        if (password < 0 || isPort(password, i)) {
          break;
        }
      } else if (b == '@') {
        at = i;
      }
      i++;
    }
    boolean usual = password < 0 && window.endsWith(SSH, colon);
    if (at <= start || usual) {
      return start;
    }
    return found.add(window.back(colon, WORD, MAX_SCHEME), start, at);
  }

  /// The last `@` of a password that has some itself, as in `p@ss/w#x@host`: what is no host stands
  /// behind the first.
  private int inPassword(int first, int path) {
    boolean host = window.run(first + 1, WORD) < path;
    boolean fragment = false;
    int last = first;
    for (int i = path; i < window.to() && i - path < MAX_RAW; i++) {
      byte b = window.at(i);
      if (TextWindow.isSpace(b) || window.isOneOf(i, "\"'<>")) {
        break;
      }
      fragment |= b == '#';
      last = b == '@' && (!host || fragment) ? i : last;
    }
    return last;
  }

  private boolean isPort(int colon, int end) {
    return window.run(colon + 1, DIGITS) == end;
  }

  /// Where the secret part of a webhook's path begins, or -1.
  private int webhook(int host) {
    if (window.matches(SLACK, host)) {
      return host + SLACK.length;
    }
    for (int i = host; i < window.to() && i - host < MAX_HOST; i++) {
      byte b = window.at(i);
      if (b == '.' && window.matches(TEAMS, i)) {
        return i + TEAMS.length;
      }
      if (b == '/') {
        return window.matches(DISCORD, i) ? i + DISCORD.length : -1;
      }
      if (TextWindow.isSpace(b)) {
        return -1;
      }
    }
    return -1;
  }

  /// Whether the address of a webhook of Slack has its first dot here, with or without a scheme.
  boolean isSlack(int dot) {
    return window.follows(dot + 1, 's') && window.matches(SLACK, dot - 5);
  }

  int slack(int dot) {
    int path = dot - 5 + SLACK.length;
    return found.add(dot - 5, path, pathEnd(path));
  }

  private int pathEnd(int from) {
    int i = from;
    while (i < window.to() && !TextWindow.isSpace(window.at(i)) && !window.isOneOf(i, "\"'<>`\\")) {
      i++;
    }
    return i;
  }
}
