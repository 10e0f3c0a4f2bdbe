package dev.clew.web.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some log records as those who follow them get them.
///
/// @param lines those that are asked for
/// @param last the last record that was looked at; null when there was none
/// @param full whether there may be more
/// @param asOf the newest record, or commit, that was there when it was read
/// @param bytes what it takes of the memory, about
record LogPage(List<Line> lines, @Nullable PageCursor last, boolean full, long asOf, long bytes) {
  private static final int PAGE_BYTES = 512;
  private static final int LINE_BYTES = 64;

  LogPage(List<Line> lines, @Nullable PageCursor last, boolean full, long asOf) {
    this(
        lines,
        last,
        full,
        asOf,
        PAGE_BYTES + lines.stream().mapToLong(line -> LINE_BYTES + line.json().length).sum());
  }

  /// A record.
  ///
  /// @param json an object without the cursor, which differs between clients
  @SuppressWarnings("ArrayRecordComponent")
  record Line(long time, long id, byte[] json) {}
}
