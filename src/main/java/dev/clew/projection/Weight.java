package dev.clew.projection;

import dev.clew.otlp.codec.MalformedMessage;
import dev.clew.otlp.codec.MessageDescriptor;
import dev.clew.otlp.codec.TooManyParts;
import java.io.UncheckedIOException;

/// What a message takes in memory once it is decoded, in bytes: an empty attribute or event has two
/// of them in the store, and objects and places in lists here.
public final class Weight {
  private static final int PART = 48;

  private Weight() {}

  public static int of(MessageDescriptor shape, byte[] message) {
    return of(shape, message, 0, message.length);
  }

  public static int of(MessageDescriptor shape, byte[] message, int from, int to) {
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
