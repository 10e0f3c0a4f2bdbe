package dev.clew.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/// What the points of a metric share.
///
/// @param kind the number of the `Metric` field that holds the points: 5 gauge, 7 sum, 9 histogram,
///   10 exponential histogram, 11 summary; 0 for none
/// @param data the message without its points
@SuppressWarnings("ArrayRecordComponent")
public record StoredMetric(long id, long scope, String name, String unit, int kind, byte[] data) {
  static StoredMetric of(ResultSet row) throws SQLException {
    return new StoredMetric(
        row.getLong(1),
        row.getLong(2),
        row.getString(3),
        row.getString(4),
        row.getInt(5),
        row.getBytes(6));
  }
}
