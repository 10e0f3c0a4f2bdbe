package dev.clew.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/// What may be removed as a whole: a run, or a segment of records of no run.
///
/// @param id above zero of a run, else [Segments]'
/// @param key empty for a segment
/// @param seen when the last of its records came in, nanoseconds since 1970
/// @param records how many it has
record Candidate(long id, String key, long bytes, long seen, long records) {
  static Candidate of(ResultSet row) throws SQLException {
    return new Candidate(
        row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4), row.getLong(5));
  }

  boolean isRun() {
    return id > 0;
  }

  /// Whether it has all that was stored before there were segments.
  boolean isOld() {
    return id == 0;
  }

  /// As many of its records.
  Candidate part(long most) {
    return records <= most
        ? this
        : new Candidate(id, key, bytes / Math.max(1, records / most), seen, most);
  }
}
