package dev.clew.otlp.client;

import java.nio.charset.StandardCharsets;

/// Reads the few small protobuf messages that a backend answers with, field by field. Whatever the
/// bytes are, reading ends and never goes beyond them.
final class ProtoReader {
  private final byte[] bytes;
  private final int end;
  private int at;
  private int field;
  private long number;
  private int blockStart;
  private int blockEnd;

  ProtoReader(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  /// Moves to the next field that is a varint or a block; others are passed over.
  ///
  /// @return false at the end or at something malformed
  boolean next() {
    while (at < end) {
      long tag = varint();
      field = (int) (tag >>> 3);
      number = 0;
      blockStart = at;
      blockEnd = at;
      switch ((int) tag & 7) {
        case 0 -> {
          number = varint();
          return true;
        }
        case 1 -> at += 8;
        case 2 -> {
          int size = (int) Math.min(Math.max(varint(), 0), end - at);
          blockStart = at;
          blockEnd = at + size;
          at = blockEnd;
          return true;
        }
        case 5 -> at += 4;
        default -> at = end;
      }
    }
    return false;
  }

  int field() {
    return field;
  }

  long number() {
    return number;
  }

  String text() {
    return new String(bytes, blockStart, blockEnd - blockStart, StandardCharsets.UTF_8);
  }

  ProtoReader message() {
    return new ProtoReader(bytes, blockStart, blockEnd);
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; at < end && shift < 64; shift += 7) {
      byte b = bytes[at++];
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        break;
      }
    }
    return value;
  }
}
