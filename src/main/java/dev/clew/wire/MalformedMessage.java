package dev.clew.wire;

import java.io.IOException;

/// Bytes that are not the message that they should be.
public final class MalformedMessage extends IOException {
  private static final long serialVersionUID = 1;

  public MalformedMessage(String message) {
    super(message);
  }
}
