package dev.clew.posix;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Numbers in memory that is shared with the C library. They are read and written through buffers:
/// the accessors of segments are variable handles, which an image resolves by reflection when they
/// are first used.
final class NativeMemory {
  static final int INT = Integer.BYTES;
  static final int LONG = Long.BYTES;

  private NativeMemory() {}

  static int getInt(MemorySegment from, int offset) {
    return bytes(from).getInt(offset);
  }

  static void putInt(MemorySegment to, int offset, int number) {
    bytes(to).putInt(offset, number);
  }

  static void putShort(MemorySegment to, int offset, short number) {
    bytes(to).putShort(offset, number);
  }

  /// A `long`, or a pointer.
  static long getLong(MemorySegment from, int offset) {
    return bytes(from).getLong(offset);
  }

  static void putLong(MemorySegment to, int offset, long number) {
    bytes(to).putLong(offset, number);
  }

  private static ByteBuffer bytes(MemorySegment segment) {
    return segment.asByteBuffer().order(ByteOrder.nativeOrder());
  }
}
