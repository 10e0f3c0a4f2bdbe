package dev.clew.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Reads log records. Visitors return false to end the reading.
public final class LogReads {
  /// Records of this severity number and above, which is that of warnings, have an index.
  private static final int SEVERE = 13;

  /// Bytes.
  private static final int LARGEST_EVENT = 256 << 10;

  private final Query query;

  LogReads(Query query) {
    this.query = query;
  }

  /// A run's records by time, from a place on.
  ///
  /// @param time of the last one that is not wanted, nanoseconds since 1970
  /// @param id its id
  public void ofRun(
      long run, long time, long id, long until, int severity, Predicate<StoredLog> visitor) {
    query.each(
        "logs-of-run", row -> visitor.test(StoredLog.of(row)), run, time, id, until, severity);
  }

  /// A run's records by time, from a place back.
  public void ofRunBack(
      long run, long time, long id, long since, int severity, Predicate<StoredLog> visitor) {
    query.each(
        "logs-of-run-back", row -> visitor.test(StoredLog.of(row)), run, time, id, since, severity);
  }

  /// All records in the order of storing, from a place back. Those of a lower severity may be among
  /// them.
  public void back(long before, int severity, Predicate<StoredLog> visitor) {
    String statement = severity >= SEVERE ? "logs-back-severe" : "logs-back";
    query.each(statement, row -> visitor.test(StoredLog.of(row)), before);
  }

  /// All records in the order of storing, from a place on.
  public void since(long after, int severity, Predicate<StoredLog> visitor) {
    query.each("logs-since", row -> visitor.test(StoredLog.of(row)), after, severity);
  }

  /// The records of a run that have an event name, in the order of storing. What a recorder says of
  /// a run is small; larger ones are left out.
  public void events(long run, Predicate<StoredLog> visitor) {
    query.each("events-of-run", row -> visitor.test(StoredLog.of(row)), run, LARGEST_EVENT);
  }

  /// The first record of a span that has an event name and fits a condition.
  public Optional<StoredLog> event(long run, long span, Predicate<StoredLog> fits) {
    List<StoredLog> found = new ArrayList<>(1);
    query.each(
        "events-of-span",
        row -> {
          StoredLog log = StoredLog.of(row);
          if (fits.test(log)) {
            found.add(log);
          }
          return found.isEmpty();
        },
        run,
        span,
        LARGEST_EVENT);
    return found.stream().findFirst();
  }

  /// The id of the newest record.
  public long newest() {
    return query.first("newest-log", row -> row.getLong(1)).orElse(0L);
  }

  /// How many records a step of time has.
  ///
  /// @param step its place, from 0
  public record Bar(int step, long records, long errors) {}

  /// A run's records over time.
  ///
  /// @param stepNanos the length of a step
  public List<Bar> histogram(long run, long since, long stepNanos, long until) {
    return new ArrayList<>(
        query.list(
            "logs-histogram",
            row -> new Bar(row.getInt(1), row.getLong(2), row.getLong(3)),
            run,
            since,
            stepNanos,
            until));
  }
}
