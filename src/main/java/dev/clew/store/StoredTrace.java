package dev.clew.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;

/// A trace as the store keeps it.
///
/// @param traceId in hex
/// @param first when its first span started, nanoseconds since 1970
/// @param last when its last span ended
/// @param root the span id that it is called after; 0 when none came in
/// @param scope of that span
/// @param run the key of the run that it belongs to
public record StoredTrace(
    long id,
    String traceId,
    long first,
    long last,
    long spans,
    long failedSpans,
    long root,
    String name,
    long scope,
    String run) {
  static StoredTrace of(ResultSet row) throws SQLException {
    String run = row.getString("run_key");
    return new StoredTrace(
        row.getLong("id"),
        HexFormat.of().formatHex(row.getBytes("trace_id")),
        row.getLong("first"),
        row.getLong("last"),
        row.getLong("spans"),
        row.getLong("failed_spans"),
        row.getLong("root"),
        row.getString("name"),
        row.getLong("scope"),
        run == null ? "" : run);
  }
}
