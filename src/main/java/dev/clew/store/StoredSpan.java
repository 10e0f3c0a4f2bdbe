package dev.clew.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/// A span as the store keeps it.
///
/// @param trace the store's id of its trace
/// @param scope the store's id of its scope
/// @param span its span id as a number
/// @param parent its parent's; 0 for none
/// @param start nanoseconds since 1970
/// @param duration nanoseconds
/// @param kindAndStatus OTLP's kind, plus 16 times the status code
/// @param data the message; the array is the caller's
@SuppressWarnings("ArrayRecordComponent")
public record StoredSpan(
    long id,
    long trace,
    long scope,
    long span,
    long parent,
    long start,
    long duration,
    int kindAndStatus,
    String name,
    byte[] data) {
  static StoredSpan of(ResultSet row) throws SQLException {
    return new StoredSpan(
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getInt(8),
        row.getString(9),
        row.getBytes(10));
  }

  public int kind() {
    return kindAndStatus & 0xF;
  }

  /// 0 unset, 1 ok, 2 error.
  public int status() {
    return kindAndStatus >> 4;
  }
}
