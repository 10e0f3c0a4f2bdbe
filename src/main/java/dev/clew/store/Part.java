package dev.clew.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/// Some rows, read at once so that their connection is free while they are used.
///
/// @param rows that were read
/// @param size bytes of a row
/// @param read bytes of all rows, in its only element
@SuppressWarnings("ArrayRecordComponent")
record Part<T>(List<T> rows, ToLongFunction<T> size, long[] read) implements Predicate<T> {
  private static final int ROWS = 2048;
  private static final long BYTES = 2 << 20;

  Part(ToLongFunction<T> size) {
    this(new ArrayList<>(), size, new long[1]);
  }

  @Override
  public boolean test(T row) {
    rows.add(row);
    read[0] += size.applyAsLong(row);
    return !isFull();
  }

  /// Whether there may be more.
  boolean isFull() {
    return rows.size() >= ROWS || read[0] >= BYTES;
  }
}
