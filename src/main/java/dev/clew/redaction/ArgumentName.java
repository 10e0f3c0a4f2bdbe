package dev.clew.redaction;

import org.jspecify.annotations.Nullable;

/// What the arguments of a command say of each other and of themselves.
final class ArgumentName {
  private static final boolean[] NAME = TextWindow.alphanumericAnd("_-.");

  private ArgumentName() {}

  /// Whether the argument that follows this one is a secret, as after `--password`.
  static boolean announcesSecret(String argument) {
    return argument.startsWith("-")
        && !argument.startsWith("--no-")
        && argument.indexOf('=') < 0
        && SecretName.isSecret(argument);
  }

  /// The name before the separator of an argument such as `DB_PASSWORD=two words` or `X-Api-Key:
  /// two words`, with the separator and blanks, or null.
  static @Nullable String before(String argument) {
    int separator = -1;
    for (int i = 0; i < argument.length() && separator < 0; i++) {
      char c = argument.charAt(i);
      if (c == '=' || c == ':') {
        separator = i;
      } else if (c >= 128 || !NAME[c]) {
        return null;
      }
    }
    if (separator < 0
        || separator + 1 == argument.length()
        || "=:".indexOf(argument.charAt(separator + 1)) >= 0
        || !SecretName.isSecret(argument.substring(0, separator))) {
      return null;
    }
    int value = separator + 1;
    while (value < argument.length() && argument.charAt(value) == ' ') {
      value++;
    }
    return argument.substring(0, value);
  }
}
