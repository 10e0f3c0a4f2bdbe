package dev.clew.otlp.codec;

import java.io.IOException;

/// Bytes that are not the message that they should be.
public sealed class MalformedMessage extends IOException permits TooManyParts {
  private static final long serialVersionUID = 1;

  public MalformedMessage(String message) {
    super(message);
  }
}
