package dev.clew.otlp.codec;

/// How a buffer grows: small ones by doubling, large ones by a quarter or to what a single value
/// needs, which may be a good part of the memory.
final class Capacity {
  /// A buffer of more bytes does not outlive what it was for.
  static final int LARGE = 16 << 20;

  private static final int LONGEST = Integer.MAX_VALUE - 8;

  private Capacity() {}

  /// The capacity of the next buffer.
  ///
  /// @param capacity of the one that is full
  /// @param length of what it holds
  /// @param more bytes that it has to have room for
  static int next(int capacity, int length, int more) {
    int needed = Math.addExact(length, more);
    return needed <= LARGE
        ? Math.max(capacity * 2, needed)
        : (int) Math.max(needed, Math.min(LONGEST, Math.max(needed * 17L / 16, capacity * 5L / 4)));
  }
}
