package dev.clew.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// A run as the store keeps it.
///
/// @param id the store's own
/// @param key what its records call it, or its trace id
/// @param attribute the attribute that names it, or `trace`
/// @param first when its earliest record was, nanoseconds since 1970; 0 when none has a time
/// @param last when its latest was
/// @param seen when the last one came in
/// @param facts what its records came to when they were looked at last
public record StoredRun(
    long id,
    String key,
    String attribute,
    long first,
    long last,
    long seen,
    long spans,
    long failedSpans,
    long logs,
    long errorLogs,
    long points,
    long bytes,
    RunProjection facts) {
  static StoredRun of(ResultSet row) throws SQLException {
    String services = row.getString("services");
    return new StoredRun(
        row.getLong("id"),
        row.getString("key"),
        row.getString("attribute"),
        row.getLong("first"),
        row.getLong("last"),
        row.getLong("seen"),
        row.getLong("spans"),
        row.getLong("failed_spans"),
        row.getLong("logs"),
        row.getLong("error_logs"),
        row.getLong("points"),
        row.getLong("bytes"),
        new RunProjection(
            row.getString("state"),
            row.getLong("open") != 0,
            row.getLong("started"),
            row.getLong("duration"),
            row.getString("name"),
            row.getString("title"),
            services.isEmpty() ? List.of() : List.of(services.split("\n")),
            row.getString("branch"),
            row.getString("summary")));
  }
}
