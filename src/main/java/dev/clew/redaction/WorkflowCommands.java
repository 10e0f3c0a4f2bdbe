package dev.clew.redaction;

/// Finds the secrets in GitHub's workflow commands, such as `::add-mask::x` and `::save-state
/// name=password::x`.
final class WorkflowCommands {
  private static final int MAX_KEY = 64;

  /// What is longer is no placeholder.
  private static final int LONG = 4096;

  private static final boolean[] NAME = TextWindow.alphanumericAnd("_-.");
  private static final byte[] MASK = TextWindow.ascii("add-mask::");
  private static final byte[] NAME_IS = TextWindow.ascii("name=");

  private final TextWindow window;
  private final FoundSecrets found;
  private final PlainWords plain;

  WorkflowCommands(TextWindow window, FoundSecrets found, PlainWords plain) {
    this.window = window;
    this.found = found;
    this.plain = plain;
  }

  /// Looks at what two colons end.
  ///
  /// @return where to go on
  int at(int colons) {
    int start = colons + 2;
    if (window.matches(MASK, start) && window.beginsLine(colons)) {
      return mask(start + MASK.length);
    }
    int name = window.back(colons, NAME, MAX_KEY);
    if (!window.endsWith(NAME_IS, name) || SecretName.before(window, colons) == null) {
      return start;
    }
    int end = start;
    while (end < window.to() && window.at(end) > ' ' && !window.isOneOf(end, "\"'")) {
      end++;
    }
    boolean secret = end > start && (end - start > LONG || !plain.isPlaceholder(start, end));
    return secret ? found.add(name, start, end) : start;
  }

  /// What a step asks to mask.
  private int mask(int start) {
    int end = start;
    while (end < window.to() && !window.isOneOf(end, "\n\r")) {
      end++;
    }
    return end == start ? end : found.add(start - MASK.length, start, end);
  }
}
