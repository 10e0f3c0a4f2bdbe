package dev.clew.otlp;

/// A request is not taken.
final class Refused extends Exception {
  private static final long serialVersionUID = 1;
  private final Refusal refusal;

  Refused(Refusal refusal, String message) {
    // It is an answer, not an error of the program's: nobody looks at its stack.
    super(message, null, false, false);
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }

  /// Why, for the client.
  String reason() {
    return String.valueOf(getMessage());
  }
}
