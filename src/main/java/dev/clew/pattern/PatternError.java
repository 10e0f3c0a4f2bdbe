package dev.clew.pattern;

/// A text is no regular expression, or one that Clew does not take.
public final class PatternError extends RuntimeException {
  private static final long serialVersionUID = 1;

  PatternError(String message) {
    super(message);
  }

  /// What is wrong, as a phrase without a full stop.
  public String reason() {
    return String.valueOf(getMessage());
  }
}
