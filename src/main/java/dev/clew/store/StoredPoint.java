package dev.clew.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/// A point as the store keeps it.
///
/// @param run the store's id of its run; 0 for none
/// @param time nanoseconds since 1970
/// @param data the message; empty for a metric of which nothing was measured
@SuppressWarnings("ArrayRecordComponent")
public record StoredPoint(long id, long run, long metric, long time, byte[] data) {
  static StoredPoint of(ResultSet row) throws SQLException {
    return new StoredPoint(
        row.getLong(1),
        Math.max(0, row.getLong(2)),
        row.getLong(3),
        row.getLong(4),
        row.getBytes(5));
  }
}
