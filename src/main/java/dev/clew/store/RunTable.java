package dev.clew.store;

import dev.clew.runs.RunName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The ids of runs, and what a transaction adds to each.
final class RunTable {
  private static final int REMEMBERED = 20_000;

  /// What a transaction adds to a run.
  static final class Change {
    final RunName name;
    long first;
    long last;
    long spans;
    long failedSpans;
    long logs;
    long errorLogs;
    long points;
    long bytes;
    boolean stale;

    Change(RunName name) {
      this.name = name;
    }

    /// What is in the columns of `counts-of-run`.
    static Change of(ResultSet row) throws SQLException {
      Change change = new Change(new RunName("", "", 0));
      change.first = row.getLong(1);
      change.last = row.getLong(2);
      change.spans = row.getLong(3);
      change.failedSpans = row.getLong(4);
      change.logs = row.getLong(5);
      change.errorLogs = row.getLong(6);
      change.points = row.getLong(7);
      change.bytes = row.getLong(8);
      return change;
    }

    /// Adds what another change has counted.
    void add(Change other) {
      at(other.first, other.last);
      spans += other.spans;
      failedSpans += other.failedSpans;
      logs += other.logs;
      errorLogs += other.errorLogs;
      points += other.points;
      bytes += other.bytes;
      stale = true;
    }

    /// Takes notice of when something was; 0 is unknown.
    void at(long from, long to) {
      if (from != 0) {
        first = first == 0 ? from : Math.min(first, from);
        last = Math.max(last, Math.max(from, to));
      }
    }
  }

  private final Ids ids;
  private final Batch upsert;
  private final PreparedStatement find;
  private final Map<String, Long> known = new HashMap<>();
  private final Map<Long, Change> changes = new LinkedHashMap<>();

  RunTable(Connection connection, Sql sql, Ids ids) throws SQLException {
    this.ids = ids;
    upsert = new Batch(connection, sql.text("upsert-run"));
    find = connection.prepareStatement("SELECT id FROM runs WHERE key = ?");
  }

  /// The id of a run, which is made when it is not known yet.
  long id(RunName name) throws SQLException {
    Long cached = known.get(name.name());
    if (cached != null) {
      changes.computeIfAbsent(cached, _ -> new Change(name));
      return cached;
    }
    find.setString(1, name.name());
    long id;
    try (ResultSet result = find.executeQuery()) {
      id = result.next() ? result.getLong(1) : ids.next();
    }
    known.put(name.name(), id);
    changes.computeIfAbsent(id, _ -> new Change(name));
    return id;
  }

  /// What this transaction adds to a run, whose id it has asked for.
  Change change(long run) {
    return Objects.requireNonNull(changes.get(run), "a run of this transaction");
  }

  /// Forgets a run that becomes part of another.
  ///
  /// @return what this transaction had added to it
  @Nullable Change remove(long run, String key) {
    known.remove(key);
    return changes.remove(run);
  }

  /// Writes what was added.
  ///
  /// @param seen now
  Map<Long, Change> flush(long seen) throws SQLException {
    for (Map.Entry<Long, Change> entry : changes.entrySet()) {
      Change change = entry.getValue();
      upsert
          .number(entry.getKey())
          .text(change.name.name())
          .text(change.name.attribute())
          .number(change.first)
          .number(change.last)
          .number(seen)
          .number(change.spans)
          .number(change.failedSpans)
          .number(change.logs)
          .number(change.errorLogs)
          .number(change.points)
          .number(change.bytes)
          .number(change.stale ? 1 : 0)
          .row();
    }
    upsert.flush();
    Map<Long, Change> written = Map.copyOf(changes);
    changes.clear();
    if (known.size() > REMEMBERED) {
      known.clear();
    }
    return written;
  }

  /// Forgets runs that may have been removed; between two transactions.
  void forget() {
    known.clear();
  }
}
