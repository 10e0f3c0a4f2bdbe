package dev.clew.redaction;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Finds secrets beside a bar: what is piped into a program that reads a password, the cells of a
/// table.
final class PipedSecrets {
  private static final int MAX_COMMAND = 256;
  private static final int MAX_CELL = 128;
  private static final boolean[] NAME = TextWindow.alphanumericAnd("_-. ");
  private static final byte[] CHPASSWD = TextWindow.ascii("chpasswd");
  private static final byte[][] READERS = {
    TextWindow.ascii("--password-stdin"),
    TextWindow.ascii("--with-token"),
    TextWindow.ascii("--passphrase-fd"),
    TextWindow.ascii("sudo -s"),
    TextWindow.ascii("stdin:"),
    TextWindow.ascii("secret set "),
    TextWindow.ascii("secret put "),
    TextWindow.ascii("secret create "),
    CHPASSWD
  };
  private static final byte[][] PRINTERS = {TextWindow.ascii("echo "), TextWindow.ascii("printf ")};

  private final TextWindow window;
  private final FoundSecrets found;
  private final PlainWords plain;
  private int nothingPrinted;
  private int nothingReads;

  PipedSecrets(TextWindow window, FoundSecrets found, PlainWords plain) {
    this.window = window;
    this.found = found;
    this.plain = plain;
  }

  /// Begins with another text.
  void reset() {
    nothingPrinted = 0;
    nothingReads = 0;
  }

  /// Looks at both sides of a bar.
  ///
  /// @return where to go on
  int bar(int i) {
    if (i == window.from() || (window.at(i - 1) != ' ' && window.at(i - 1) != '\t')) {
      return i + 1;
    }
    int before = i;
    while (before > window.from() && window.isOneOf(before - 1, " \t") && i - before < MAX_CELL) {
      before--;
    }
    SecretName name = SecretName.before(window, before);
    return name == null ? piped(i, before) : cell(i + 1, before);
  }

  /// `| password | x |`; a name is all that its own cell has.
  int cell(int start, int nameEnd) {
    int name = window.back(nameEnd, NAME, MAX_CELL);
    int begin = name == window.from() ? name : name - 1;
    boolean alone =
        begin == window.from() || window.isOneOf(begin, "|\n\t") || window.at(begin) < 0;
    int from = window.afterBlanks(start, MAX_CELL);
    int to = from;
    while (to < window.to() && to - from < MAX_CELL && isOfCell(to)) {
      to++;
    }
    return alone && RandomWord.is(window, from, to) ? found.add(name, from, to) : start;
  }

  private boolean isOfCell(int i) {
    return window.at(i) > ' ' && window.at(i) != '|';
  }

  private int piped(int bar, int end) {
    int start = printed(end);
    byte[] reader = start < 0 ? null : reader(bar);
    if (reader == null) {
      return bar + 1;
    }
    int stop = end;
    if (window.isOneOf(stop - 1, "\"'")) {
      byte quote = window.at(--stop);
      start = stop;
      while (start > window.from() && window.at(start - 1) != quote && stop - start < MAX_CELL) {
        start--;
      }
    } else {
      start = stop;
      while (start > window.from() && window.at(start - 1) > ' ' && stop - start < MAX_CELL) {
        start--;
      }
    }
    int value = Arrays.equals(reader, CHPASSWD) ? behindColon(start, stop) : start;
    if (value >= stop || plain.isPlaceholder(value, stop)) {
      return bar + 1;
    }
    found.addOver(value, value, stop);
    return bar + 1;
  }

  private int behindColon(int start, int end) {
    int i = start;
    while (i < end && window.at(i) != ':') {
      i++;
    }
    return i + 1;
  }

  /// What reads a secret behind the bar, or null.
  private byte @Nullable [] reader(int bar) {
    int most = Math.min(window.to(), bar + MAX_COMMAND);
    int i = Math.max(bar + 1, nothingReads);
    for (; i < most && window.at(i) != '\n'; i++) {
      if (window.isOneOf(i, "-sSc")) {
        for (byte[] each : READERS) {
          if (window.matchesIgnoringCase(each, i)) {
            return each;
          }
        }
      }
    }
    nothingReads = i;
    return null;
  }

  /// Where what is printed begins, or -1.
  private int printed(int end) {
    int least = Math.max(Math.max(window.from(), nothingPrinted), end - MAX_COMMAND);
    for (int i = end - 1; i >= least && window.at(i) != '\n'; i--) {
      for (byte[] each : PRINTERS) {
        if (window.matches(each, i) && window.boundary(i)) {
          return i + each.length;
        }
      }
    }
    nothingPrinted = end;
    return -1;
  }
}
