package dev.clew.otlp.codec;

/// A record, resource or scope is made of more messages and values than
/// [MessageDescriptor#MOST_PARTS].
public final class TooManyParts extends MalformedMessage {
  private static final long serialVersionUID = 1;

  TooManyParts() {
    super(
        "a record, resource or scope may have at most "
            + MessageDescriptor.MOST_PARTS
            + " nested messages and values");
  }
}
