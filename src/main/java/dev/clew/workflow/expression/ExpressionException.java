package dev.clew.workflow.expression;

/// An expression that cannot be read or has no value.
public final class ExpressionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int offset;

  /// @param offset in characters from the start of the text that was given
  ExpressionException(int offset, String message) {
    super(message);
    this.offset = offset;
  }

  /// Where in the text it went wrong, in characters from its start.
  public int offset() {
    return offset;
  }

  /// The reason, without the place.
  public String reason() {
    return String.valueOf(getMessage());
  }
}
