package dev.clew.web;

import dev.clew.wire.MalformedMessage;
import dev.clew.wire.OtlpShape;
import dev.clew.wire.TooManyParts;
import java.io.UncheckedIOException;

/// What a message takes in memory once it is decoded, in bytes: an empty attribute or event has two
/// of them in the store, and objects and places in lists here.
final class Weight {
  private static final int PART = 48;

  private Weight() {}

  static int of(OtlpShape shape, byte[] message) {
    return of(shape, message, 0, message.length);
  }

  static int of(OtlpShape shape, byte[] message, int from, int to) {
    try {
      return to - from + PART * shape.check(message, from, to);
    } catch (TooManyParts e) {
      // A former version has stored it.
      return Integer.MAX_VALUE;
    } catch (MalformedMessage e) {
      throw new UncheckedIOException(e);
    }
  }
}
