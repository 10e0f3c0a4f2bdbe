package dev.clew.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// A log record as the store keeps it.
///
/// @param run the store's id of its run; 0 for none
/// @param trace the store's id of its trace; 0 for none
/// @param span its span id as a number; 0 for none
/// @param time nanoseconds since 1970: when it happened, else when it was observed
/// @param data the message
@SuppressWarnings("ArrayRecordComponent")
public record StoredLog(
    long id,
    long run,
    long trace,
    long scope,
    long span,
    long time,
    int severity,
    @Nullable String event,
    byte[] data) {
  static StoredLog of(ResultSet row) throws SQLException {
    return new StoredLog(
        row.getLong(1),
        Math.max(0, row.getLong(2)),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getInt(7),
        row.getString(8),
        row.getBytes(9));
  }
}
