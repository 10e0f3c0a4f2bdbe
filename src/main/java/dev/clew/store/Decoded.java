package dev.clew.store;

import java.util.List;

/// A request cut into rows.
///
/// @param bytes the request, which the rows point into
/// @param rejected records that cannot be stored
/// @param reason why, when some were rejected; else empty
@SuppressWarnings("ArrayRecordComponent")
record Decoded(byte[] bytes, List<ScopedRecords> groups, long rejected, String reason) {
  long size() {
    return groups.stream().mapToLong(group -> group.rows().size()).sum();
  }
}
