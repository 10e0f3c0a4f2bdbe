package dev.clew.otlp.codec;

import java.io.OutputStream;
import java.util.Arrays;

/// A growing buffer in protobuf's wire format. Nested messages are written in place and moved by
/// the size of their length.
public final class ProtoBuffer {
  private static final int SIZE = 8192;

  private byte[] bytes;
  private int length;

  public ProtoBuffer() {
    this(SIZE);
  }

  /// An empty buffer.
  ///
  /// @param capacity bytes that it has room for before it grows
  public ProtoBuffer(int capacity) {
    bytes = new byte[capacity];
  }

  /// A buffer that holds bytes, which are the caller's no more.
  public static ProtoBuffer of(byte[] bytes) {
    var buffer = new ProtoBuffer(0);
    buffer.bytes = bytes;
    buffer.length = bytes.length;
    return buffer;
  }

  /// Empties it.
  public void clear() {
    length = 0;
    if (bytes.length > Capacity.LARGE) {
      bytes = new byte[SIZE];
    }
  }

  /// How many bytes there are.
  public int size() {
    return length;
  }

  /// A copy of the bytes.
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  /// Opens a length-delimited field.
  ///
  /// @return a mark for [#end]
  public int begin(int field) {
    tag(field, ProtoCursor.BLOCK);
    return length;
  }

  /// Closes the length-delimited field whose content starts at the mark.
  public void end(int mark) {
    int size = length - mark;
    int prefix = varintSize(size);
    reserve(prefix);
    System.arraycopy(bytes, mark, bytes, mark + prefix, size);
    length = mark;
    varint(size);
    length += size;
  }

  /// A length-delimited field.
  public void bytes(int field, byte[] value) {
    tag(field, ProtoCursor.BLOCK);
    varint(value.length);
    raw(value, 0, value.length);
  }

  /// A message as a field.
  public void message(int field, ProtoBuffer message) {
    tag(field, 2);
    varint(message.length);
    raw(message);
  }

  /// The bytes as a message of a type.
  ///
  /// @throws MalformedMessage as [MessageDescriptor#check] says it
  public void check(String type) throws MalformedMessage {
    MessageDescriptor.of(type).check(bytes, 0, length);
  }

  /// Bytes that are fields already.
  public void raw(byte[] value, int from, int to) {
    reserve(to - from);
    System.arraycopy(value, from, bytes, length, to - from);
    length += to - from;
  }

  /// Appends what another buffer holds.
  public void raw(ProtoBuffer other) {
    raw(other.bytes, 0, other.length);
  }

  /// Appends what is written.
  OutputStream stream() {
    return new OutputStream() {
      @Override
      public void write(int b) {
        raw(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] value, int from, int count) {
        raw(value, from, from + count);
      }
    };
  }

  public void tag(int field, int wireType) {
    varint(((long) field << 3) | wireType);
  }

  /// A field that is a varint.
  public void varint(int field, long value) {
    tag(field, ProtoCursor.VARINT);
    varint(value);
  }

  public void varint(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[length++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  void fixed64(long value) {
    fixed32((int) value);
    fixed32((int) (value >>> 32));
  }

  void fixed32(int value) {
    reserve(4);
    for (int shift = 0; shift < 32; shift += 8) {
      bytes[length++] = (byte) (value >>> shift);
    }
  }

  private static int varintSize(int value) {
    return Math.max(1, (38 - Integer.numberOfLeadingZeros(value)) / 7);
  }

  /// Makes room, so that it need not grow.
  void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Capacity.next(bytes.length, length, more));
    }
  }
}
