package dev.clew.redaction;

/// Knows where private keys begin and end: PEM and what resembles it, of OpenSSL, OpenSSH, PGP and
/// PuTTY.
final class PrivateKeys {
  private static final byte[] BEGIN = TextWindow.ascii("BEGIN ");
  private static final byte[] PRIVATE_KEY = TextWindow.ascii("PRIVATE KEY");
  private static final byte[] BLOCK = TextWindow.ascii(" BLOCK");
  private static final byte[] END = TextWindow.ascii("---END ");
  private static final byte[] SPACED_END = TextWindow.ascii("--- END ");

  /// `openssh-key-v1` in base64.
  private static final byte[] OPENSSH = TextWindow.ascii("b3BlbnNzaC1rZXktdjE");

  private static final byte[] PUTTY = TextWindow.ascii("private-lines");
  private static final int MAX_LABEL = 48;

  private final TextWindow window;
  private final FoundSecrets found;

  PrivateKeys(TextWindow window, FoundSecrets found) {
    this.window = window;
    this.found = found;
  }

  /// Where the label behind dashes begins that may be one of a key, or -1.
  int label(int dash) {
    if (!window.follows(dash + 1, '-')
        || !window.follows(dash + 2, '-')
        || !window.follows(dash + 3, '-')) {
      return -1;
    }
    int i = dash + 4;
    while (window.follows(i, '-') && i - dash < 8) {
      i++;
    }
    i = window.afterBlanks(i, 1);
    return window.matches(BEGIN, i) ? i + BEGIN.length : -1;
  }

  /// A key, to its end or that of the text.
  int at(int begin, int label) {
    int i = label;
    while (i < window.to() && i - label < MAX_LABEL && isOfLabel(window.at(i))) {
      if (window.matches(PRIVATE_KEY, i)) {
        int dashes = i + PRIVATE_KEY.length;
        dashes = window.matches(BLOCK, dashes) ? dashes + BLOCK.length : dashes;
        dashes = window.afterBlanks(dashes, 1);
        return window.follows(dashes, '-') ? key(begin, dashes) : label;
      }
      i++;
    }
    return label;
  }

  private static boolean isOfLabel(byte b) {
    return b == ' ' || b == '_' || TextWindow.isCapitalOrDigit(b);
  }

  private int key(int begin, int dashes) {
    int end = end(window, dashes);
    return end < 0
        ? found.addOpenKey(begin, window.to())
        : found.add(begin, begin, afterDashes(end));
  }

  /// The label of the line that ends a key, or -1.
  static int end(TextWindow window, int from) {
    for (int i = from; i < window.to(); i++) {
      if (window.at(i) == '-') {
        if (window.matches(END, i)) {
          return i + END.length;
        }
        if (window.matches(SPACED_END, i)) {
          return i + SPACED_END.length;
        }
      }
    }
    return -1;
  }

  /// Behind the dashes that end the line `-----END … PRIVATE KEY-----`.
  private int afterDashes(int label) {
    int i = label;
    while (i < window.to()
        && i - label < MAX_LABEL
        && window.at(i) != '-'
        && window.at(i) != '\n') {
      i++;
    }
    while (i < window.to() && window.at(i) == '-') {
      i++;
    }
    return i;
  }

  /// What OpenSSH's keys begin with, where the line before it is missing.
  int openSsh(int i) {
    return found.addOpenKey(i, window.to());
  }

  boolean isOpenSsh(int i) {
    return window.matches(OPENSSH, i);
  }

  /// Whether `Private-Lines: 14` stands before a separator.
  boolean isPutty(int separator) {
    return window.endsWith(PUTTY, separator);
  }
}
