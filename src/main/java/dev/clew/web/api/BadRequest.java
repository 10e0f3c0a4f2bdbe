package dev.clew.web.api;

/// A parameter that cannot be understood.
final class BadRequest extends RuntimeException {
  private static final long serialVersionUID = 1;

  BadRequest(String message) {
    super(message);
  }
}
