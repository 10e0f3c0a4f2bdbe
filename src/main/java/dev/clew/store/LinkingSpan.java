package dev.clew.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;

/// A span that is linked to another.
///
/// @param traceId in hex
/// @param span its span id as a number
/// @param run the key of its run
/// @param start nanoseconds since 1970
/// @param duration nanoseconds; below 0 where it is not known
/// @param failed whether its status is an error
public record LinkingSpan(
    String traceId, long span, String run, String name, long start, long duration, boolean failed) {
  static LinkingSpan of(ResultSet row) throws SQLException {
    return new LinkingSpan(
        HexFormat.of().formatHex(row.getBytes(1)),
        row.getLong(2),
        row.getString(3),
        row.getString(4),
        row.getLong(5),
        row.getLong(6),
        row.getInt(7) >> 4 == 2);
  }
}
