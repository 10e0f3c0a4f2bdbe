package dev.clew.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cuts the records that name no run and belong to no trace into segments, in the order in which
/// they come in. A row has its segment's id, below zero, in place of a run's: so retention knows
/// when they came in, and finds all that is theirs as it does for runs. Of the writing thread.
final class Segments {
  private static final long RECORDS = 20_000;
  private static final long BYTES = 1 << 20;
  private static final long NANOS = 60_000_000_000L;

  /// A segment, and what a transaction adds to it.
  private static final class Segment {
    final long id;
    long begun;
    long allRecords;
    long allBytes;
    long logs;
    long points;
    long bytes;

    Segment(long id) {
      this.id = id;
    }
  }

  private final Ids ids;
  private final Batch upsert;
  private final List<Segment> changed = new ArrayList<>();
  private @Nullable Segment open;

  Segments(Connection connection, Sql sql, Ids ids) throws SQLException {
    this.ids = ids;
    this.upsert = new Batch(connection, sql.text("upsert-segment"));
  }

  /// The place of the next record in the column of runs.
  long next() {
    Segment segment = open;
    if (segment == null || segment.allRecords >= RECORDS || segment.allBytes >= BYTES) {
      segment = new Segment(ids.next());
      open = segment;
    }
    if (changed.isEmpty() || changed.getLast() != segment) {
      changed.add(segment);
    }
    return -segment.id;
  }

  /// Counts a log record into the segment that [#next] has named.
  void addLog(int bytes) {
    changed.getLast().logs++;
    add(bytes);
  }

  /// Counts a point into the segment that [#next] has named.
  void addPoint(int bytes) {
    changed.getLast().points++;
    add(bytes);
  }

  private void add(int bytes) {
    Segment segment = changed.getLast();
    segment.bytes += bytes;
    segment.allBytes += bytes;
    segment.allRecords++;
  }

  /// Writes what was added.
  ///
  /// @param seen now, in nanoseconds since 1970
  void flush(long seen) throws SQLException {
    for (Segment segment : changed) {
      upsert
          .number(segment.id)
          .number(seen)
          .number(segment.logs)
          .number(segment.points)
          .number(segment.bytes)
          .row();
      segment.begun = segment.begun == 0 ? seen : segment.begun;
      segment.logs = 0;
      segment.points = 0;
      segment.bytes = 0;
    }
    upsert.flush();
    changed.clear();
    if (open != null && seen - open.begun >= NANOS) {
      open = null;
    }
  }

  /// Begins another segment: the last one may have been removed; between two transactions.
  void forget() {
    open = null;
  }
}
