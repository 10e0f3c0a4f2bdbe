package dev.clew.wire;

import java.nio.charset.StandardCharsets;

/// Walks over the fields of a protobuf message without copying. Bytes that are no message end the
/// walk with [MalformedMessage]; it never reads beyond its end.
public final class ProtoCursor {
  /// Wire types of the protobuf encoding.
  public static final int VARINT = 0;

  public static final int FIXED64 = 1;
  public static final int BLOCK = 2;
  public static final int FIXED32 = 5;

  private final byte[] bytes;
  private int end;
  private int at;
  private int fieldStart;
  private int field;
  private int type;
  private long number;
  private int blockStart;
  private int blockEnd;

  public ProtoCursor(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    reset(from, end);
  }

  /// Goes on with another message of the same bytes.
  public ProtoCursor reset(int from, int to) {
    at = from;
    end = to;
    return this;
  }

  /// Moves to the next field.
  ///
  /// @return false at the end of the message
  public boolean next() throws MalformedMessage {
    if (at >= end) {
      return false;
    }
    fieldStart = at;
    long tag = readVarint();
    field = (int) (tag >>> 3);
    type = (int) tag & 7;
    if (field == 0 || tag >>> 32 != 0) {
      throw new MalformedMessage("a field has the number " + (tag >>> 3));
    }
    switch (type) {
      case VARINT -> number = readVarint();
      case FIXED64 -> number = readFixed(8);
      case BLOCK -> {
        long size = readVarint();
        if (size < 0 || size > end - at) {
          throw new MalformedMessage("a field is longer than its message");
        }
        blockStart = at;
        blockEnd = at + (int) size;
        at = blockEnd;
      }
      case FIXED32 -> number = readFixed(4);
      default -> throw new MalformedMessage("a field has the wire type " + type);
    }
    return true;
  }

  /// Whether a packed field has another value.
  public boolean more() {
    return at < end;
  }

  /// The next value of a packed field of varints.
  public long varint() throws MalformedMessage {
    return readVarint();
  }

  public int field() {
    return field;
  }

  /// The wire type of the current field.
  public int type() {
    return type;
  }

  /// Whether the current field has this number and is length-delimited.
  public boolean isBlock(int wanted) {
    return field == wanted && type == BLOCK;
  }

  /// The value of a varint or fixed field.
  public long number() {
    return number;
  }

  /// Where the current field starts, its tag included.
  public int fieldStart() {
    return fieldStart;
  }

  /// Where the current field ends.
  public int fieldEnd() {
    return at;
  }

  public int blockStart() {
    return blockStart;
  }

  public int blockEnd() {
    return blockEnd;
  }

  public int blockLength() {
    return blockEnd - blockStart;
  }

  /// A length-delimited field as text; ill-formed UTF-8 is replaced.
  public String text() {
    return new String(bytes, blockStart, blockEnd - blockStart, StandardCharsets.UTF_8);
  }

  /// A length-delimited field of eight bytes, the most significant first, as ids are compared.
  public long bigEndian(int offset) {
    long value = 0;
    for (int i = blockStart + offset; i < blockStart + offset + 8; i++) {
      value = value << 8 | (bytes[i] & 0xFF);
    }
    return value;
  }

  private long readFixed(int size) throws MalformedMessage {
    if (end - at < size) {
      throw new MalformedMessage("a number is cut off");
    }
    long value = 0;
    for (int i = 0; i < size; i++) {
      value |= (long) (bytes[at + i] & 0xFF) << (8 * i);
    }
    at += size;
    return value;
  }

  private long readVarint() throws MalformedMessage {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (at >= end) {
        throw new MalformedMessage("a number is cut off");
      }
      byte b = bytes[at++];
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new MalformedMessage("a number has more than ten bytes");
  }
}
