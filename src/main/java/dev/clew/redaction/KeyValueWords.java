package dev.clew.redaction;

import dev.clew.redaction.SecretValue.Form;
import java.util.List;
import java.util.Set;

/// Finds the secrets of commands that take keys and values as words of their own: `rclone config
/// create NAME TYPE user x pass y`.
final class KeyValueWords {
  private static final int MAX_WORDS = 64;
  private static final int MAX_WORD = 1024;
  private static final byte[][] VERBS = {
    TextWindow.ascii("create "), TextWindow.ascii("update "), TextWindow.ascii("password ")
  };
  private static final byte[] COMMAND = TextWindow.ascii("rclone config");

  /// What rclone's keys of secrets are called, beside the names that are ones everywhere.
  private static final Set<String> KEYS = Set.of("pass", "pass2", "key", "sas_url");

  private static final byte[][] KEY_BYTES =
      KEYS.stream().map(TextWindow::ascii).toArray(byte[][]::new);

  private final TextWindow window;
  private final FoundSecrets found;
  private final SecretValue value;
  private final PlainWords plain;
  private final Scan scan;
  private boolean inside;

  /// Looks for other secrets in a range.
  @FunctionalInterface
  interface Scan {
    void range(int from, int to);
  }

  KeyValueWords(
      TextWindow window, FoundSecrets found, SecretValue value, PlainWords plain, Scan scan) {
    this.window = window;
    this.found = found;
    this.value = value;
    this.plain = plain;
    this.scan = scan;
  }

  /// Whether the command's name ends at a blank.
  boolean isBehind(int blank) {
    return window.endsWith(COMMAND, blank) && window.boundary(blank - COMMAND.length) && !inside;
  }

  /// Looks at the words behind the command: at each one behind a key's name.
  ///
  /// @return where to go on
  int at(int blank) {
    int verb = window.afterBlanks(blank, 8);
    int name = verb(verb);
    if (name < 0) {
      return blank + 1;
    }
    inside = true;
    int done = blank + 1;
    int word = window.afterBlanks(end(name), 8);
    for (int words = 0; words < MAX_WORDS && isOfCommand(word); words++) {
      int end = end(word);
      int next = window.afterBlanks(end, 8);
      if (isKey(word, end) && isOfCommand(next) && isSecret(next)) {
        int start = value.start();
        int stop = value.end();
        scan.range(done, word);
        done = found.add(word, start, stop);
        next = window.afterBlanks(end(stop), 8);
      }
      word = next;
    }
    inside = false;
    return done;
  }

  /// Where the word behind a verb that sets keys begins, or -1.
  private int verb(int start) {
    for (byte[] verb : VERBS) {
      if (window.matches(verb, start)) {
        return window.afterBlanks(start + verb.length, 8);
      }
    }
    return -1;
  }

  private int end(int start) {
    int i = start;
    while (i < window.to() && i - start < MAX_WORD && window.at(i) > ' ') {
      i++;
    }
    return i;
  }

  private boolean isOfCommand(int word) {
    return word < window.to() && !window.isOneOf(word, "\n\r;|&");
  }

  private boolean isKey(int word, int end) {
    if (SecretName.before(window, end) != null) {
      return window.at(word) != '-';
    }
    for (byte[] key : KEY_BYTES) {
      if (end - word == key.length && window.matches(key, word)) {
        return true;
      }
    }
    return false;
  }

  private boolean isSecret(int start) {
    return window.at(start) != '-'
        && value.argument(start) == Form.WHOLE
        && !plain.isNoValue(value.start(), value.end(), start);
  }

  /// Whether an argument is the key of a secret, by those before it.
  static boolean announcesSecret(List<String> before, String argument) {
    int config = before.indexOf("config");
    return config > 0
        && before.size() > config + 2
        && before.subList(0, config).stream()
            .anyMatch(each -> each.substring(each.lastIndexOf('/') + 1).equals("rclone"))
        && (KEYS.contains(argument)
            || (!argument.startsWith("-") && SecretName.isSecret(argument)));
  }
}
