package dev.clew.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;

/// A link of a span to another.
///
/// @param trace the store's id of the linking span's trace
/// @param span the linking span's id as a number
/// @param toTrace the trace id that it leads to, in hex
/// @param toSpan the span id that it leads to as a number
public record StoredLink(long trace, long span, String toTrace, long toSpan) {
  static StoredLink of(ResultSet row) throws SQLException {
    return new StoredLink(
        row.getLong(1), row.getLong(2), HexFormat.of().formatHex(row.getBytes(3)), row.getLong(4));
  }
}
