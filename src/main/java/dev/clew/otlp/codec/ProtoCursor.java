package dev.clew.otlp.codec;

import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Walks over the fields of a protobuf message without copying. Bytes that are no message end the
/// walk with [MalformedMessage]; it never reads beyond its end.
public final class ProtoCursor {
  /// Wire types of the protobuf encoding. Groups, which OTLP never had, are malformed.
  public static final int VARINT = 0;

  public static final int FIXED64 = 1;
  public static final int BLOCK = 2;
  public static final int FIXED32 = 5;

  private static final VarHandle LONG = littleEndian(long[].class);
  private static final VarHandle INT = littleEndian(int[].class);

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

  /// Takes the field that a cursor stands on.
  @FunctionalInterface
  public interface Visitor {
    void visit(ProtoCursor field) throws MalformedMessage;
  }

  /// Visits the fields of a message that was checked when it came in.
  public static void each(byte[] message, int from, int to, Visitor visitor) {
    try {
      for (ProtoCursor field = new ProtoCursor(message, from, to); field.next(); ) {
        visitor.visit(field);
      }
    } catch (MalformedMessage e) {
      throw new UncheckedIOException(e);
    }
  }

  private static VarHandle littleEndian(Class<?> view) {
    return MethodHandles.byteArrayViewVarHandle(view, ByteOrder.LITTLE_ENDIAN);
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
      case FIXED64 -> number = readFixed64();
      case BLOCK -> {
        long size = readVarint();
        if (size < 0 || size > end - at) {
          throw new MalformedMessage("a field is longer than its message");
        }
        blockStart = at;
        blockEnd = at + (int) size;
        at = blockEnd;
      }
      case FIXED32 -> number = readFixed32();
      default -> throw new MalformedMessage("a field has the wire type " + type);
    }
    return true;
  }

  /// Whether a packed field has another value.
  public boolean more() {
    return at < end;
  }

  /// The next value of a packed field.
  ///
  /// @param wireType of the values
  public long value(int wireType) throws MalformedMessage {
    return switch (wireType) {
      case VARINT -> readVarint();
      case FIXED64 -> readFixed64();
      case FIXED32 -> readFixed32();
      default ->
          throw new IllegalArgumentException("no packed field has the wire type " + wireType);
    };
  }

  byte[] bytes() {
    return bytes;
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

  /// A length-delimited field as a message.
  public ProtoCursor block() {
    return new ProtoCursor(bytes, blockStart, blockEnd);
  }

  public int blockLength() {
    return blockEnd - blockStart;
  }

  /// A length-delimited field as text; ill-formed UTF-8 is replaced.
  public String text() {
    return new String(bytes, blockStart, blockEnd - blockStart, StandardCharsets.UTF_8);
  }

  /// The start of it.
  ///
  /// @param most how many bytes of it
  public String text(int most) {
    int length = Math.min(most, blockEnd - blockStart);
    return new String(bytes, blockStart, length, StandardCharsets.UTF_8);
  }

  /// A length-delimited field of eight bytes, the most significant first, as ids are compared.
  public long bigEndian(int offset) {
    return Long.reverseBytes((long) LONG.get(bytes, blockStart + offset));
  }

  private long readFixed64() throws MalformedMessage {
    need(8);
    long value = (long) LONG.get(bytes, at);
    at += 8;
    return value;
  }

  private long readFixed32() throws MalformedMessage {
    need(4);
    int value = (int) INT.get(bytes, at);
    at += 4;
    return value & 0xFFFF_FFFFL;
  }

  private void need(int size) throws MalformedMessage {
    if (end - at < size) {
      throw new MalformedMessage("a number is cut off");
    }
  }

  private long readVarint() throws MalformedMessage {
    if (at < end && bytes[at] >= 0) {
      return bytes[at++];
    }
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
