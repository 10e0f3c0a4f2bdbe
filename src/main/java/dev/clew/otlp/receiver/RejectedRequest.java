package dev.clew.otlp.receiver;

/// A request is not taken.
final class RejectedRequest extends Exception {
  private static final long serialVersionUID = 1;
  private final Rejection refusal;

  RejectedRequest(Rejection refusal, String message) {
    // It is an answer, not an error of the program's: nobody looks at its stack.
    super(message, null, false, false);
    this.refusal = refusal;
  }

  Rejection refusal() {
    return refusal;
  }

  /// Why, for the client.
  String reason() {
    return String.valueOf(getMessage());
  }
}
