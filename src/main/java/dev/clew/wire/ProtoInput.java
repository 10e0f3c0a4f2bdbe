package dev.clew.wire;

import java.io.IOException;

/// Reads protobuf's wire format, strictly: whatever the bytes are, reading ends, never goes beyond
/// them, and says where they are malformed.
final class ProtoInput {
  /// How deep messages may be nested, as protobuf's own parsers have it.
  static final int MAX_DEPTH = 100;

  private final byte[] bytes;
  private int at;

  ProtoInput(byte[] bytes, int at) {
    this.bytes = bytes;
    this.at = at;
  }

  byte[] bytes() {
    return bytes;
  }

  int position() {
    return at;
  }

  void moveTo(int position) {
    at = position;
  }

  /// The number of the field that a tag names.
  static int field(int tag) {
    return tag >>> 3;
  }

  /// How the value of the field that a tag names is encoded.
  static int wireType(int tag) {
    return tag & 7;
  }

  /// The next tag within a message that ends at a position, or 0 at its end.
  ///
  /// @throws IOException for field number 0 and for what is no tag
  int tag(int end) throws IOException {
    if (at >= end) {
      return 0;
    }
    long tag = varint(end);
    if (tag >>> 3 == 0 || tag >>> 32 != 0) {
      throw malformed("field number");
    }
    return (int) tag;
  }

  long varint(int end) throws IOException {
    if (at < end && bytes[at] >= 0) {
      return bytes[at++];
    }
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (at >= end) {
        throw malformed("end within a number");
      }
      byte b = bytes[at++];
      value |= shift < 64 ? (long) (b & 0x7F) << shift : 0;
      if (b >= 0) {
        return value;
      }
    }
    throw malformed("number of more than ten bytes");
  }

  int fixed32(int end) throws IOException {
    need(4, end);
    int value = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      value |= (bytes[at++] & 0xFF) << shift;
    }
    return value;
  }

  long fixed64(int end) throws IOException {
    long low = fixed32(end) & 0xFFFF_FFFFL;
    return low | ((long) fixed32(end) << 32);
  }

  /// Reads the length of a block; the cursor is at its first byte then.
  ///
  /// @return where the block ends
  int block(int end) throws IOException {
    long length = varint(end);
    if (length < 0 || length > end - at) {
      throw malformed("length beyond the end");
    }
    return at + (int) length;
  }

  /// Passes over the value that a tag announces.
  void skip(int tag, int end) throws IOException {
    skip(tag, end, 0);
  }

  private void skip(int tag, int end, int depth) throws IOException {
    switch (wireType(tag)) {
      case 0 -> varint(end);
      case 1 -> pass(8, end);
      case 2 -> at = block(end);
      case 3 -> group(field(tag), end, depth + 1);
      case 5 -> pass(4, end);
      default -> throw malformed("wire type " + wireType(tag));
    }
  }

  private void group(int field, int end, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw malformed("nesting of more than " + MAX_DEPTH);
    }
    int tag = tag(end);
    while (wireType(tag) != 4) {
      if (tag == 0) {
        throw malformed("end within a group");
      }
      skip(tag, end, depth);
      tag = tag(end);
    }
    if (field(tag) != field) {
      throw malformed("end of another group");
    }
  }

  private void pass(int length, int end) throws IOException {
    need(length, end);
    at += length;
  }

  private void need(int length, int end) throws IOException {
    if (end - at < length) {
      throw malformed("end within a number");
    }
  }

  /// An error at the cursor's position.
  IOException malformed(String what) {
    return new IOException("malformed protobuf at byte " + at + ": " + what);
  }
}
