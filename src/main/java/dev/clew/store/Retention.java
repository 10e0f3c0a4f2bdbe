package dev.clew.store;

import dev.clew.runs.Prunable;
import dev.clew.time.EpochNanos;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Removes what is too old or too much, what came in first before the rest, in small transactions
/// between those of ingest. Records of no run go in segments of those that came in together. What
/// is added to meanwhile keeps what it has.
public final class Retention {
  private static final int PAGES = 2000;

  /// How many records are removed in a transaction, at least and at most.
  private static final long SLICE = 5_000;

  private static final long LARGEST_SLICE = 50_000;

  private static final List<String> BY_SLICES =
      List.of("remove-links", "remove-spans", "remove-logs", "remove-points");

  private final Store store;
  private final StoreSettings settings;
  private final Sql sql;
  private final Writer writer;
  private final Query query;
  private final Clock clock;
  private long lastTaken;

  Retention(Store store, StoreSettings settings, Sql sql, Writer writer, Query query, Clock clock) {
    this.store = store;
    this.settings = settings;
    this.sql = sql;
    this.writer = writer;
    this.query = query;
    this.clock = clock;
  }

  /// What stays.
  ///
  /// @param maxAge runs that nothing was added to for longer go, and records of no run that came in
  ///   before
  /// @param maxBytes above this size of the database the oldest go
  /// @param maxRuns more than so many, the oldest go
  public record Limits(Duration maxAge, long maxBytes, long maxRuns) {
    /// The same where nothing else is wanted.
    Limits unless(Prunable.Limits wanted) {
      return new Limits(
          wanted.maxAge() == null ? maxAge : wanted.maxAge(),
          wanted.maxBytes() == null ? maxBytes : wanted.maxBytes(),
          wanted.maxRuns() == null ? maxRuns : wanted.maxRuns());
    }
  }

  /// What was removed, or would be.
  ///
  /// @param runs their keys
  /// @param noRun how many records of no run
  /// @param bytes of all these records
  /// @param running how many more would have to go, and stay because they have not ended
  /// @param more whether it ended early, so that there may be more to remove
  public record Removed(List<String> runs, long noRun, long bytes, long running, boolean more) {}

  /// What the store's settings say.
  public Limits limits() {
    return new Limits(settings.maxAge(), settings.maxBytes(), Long.MAX_VALUE);
  }

  /// Removes what the store's settings say.
  public Removed apply() {
    return apply(limits(), false, () -> false);
  }

  /// Removes what nothing was added to for the longest time, until all limits are kept. Waits until
  /// it is done, and until another caller is.
  ///
  /// @param dryRun only says which
  /// @param enough asked whether to end early, after every few thousand records
  public synchronized Removed apply(Limits limits, boolean dryRun, BooleanSupplier enough) {
    Sweep sweep =
        new Sweep(
            limits,
            EpochNanos.of(clock.instant()),
            store.usedBytes(),
            query.first("stored-bytes", row -> row.getLong(1)).orElse(0L),
            store.runs().byState().values().stream().mapToLong(Long::longValue).sum());
    if (dryRun) {
      sweep.each(query, next -> sweep.takes(next, sweep.left()) || sweep.hasTooManyRuns());
      return sweep.removed(sweep.left(), false);
    }
    boolean more = false;
    List<Candidate> next = oldest(sweep);
    while (!next.isEmpty()) {
      remove(sweep, next);
      more = enough.getAsBoolean();
      next = more ? List.of() : oldest(sweep);
    }
    if (!sweep.isEmpty()) {
      change(true, connection -> Script.run(connection, text("remove-orphans")));
      giveBack();
    }
    return sweep.removed(store.usedBytes(), more);
  }

  /// The next ones to go, as many as are removed together.
  private List<Candidate> oldest(Sweep sweep) {
    long most = most();
    long size = store.usedBytes();
    long[] records = {0};
    long[] freed = {0};
    List<Candidate> runs = new ArrayList<>();
    sweep.each(
        query,
        next -> {
          Candidate run = next.isOld() ? next.part(most) : next;
          if (!runs.isEmpty() && (run.isOld() || records[0] + run.records() > most)) {
            return false;
          }
          if (!sweep.takes(run, size - freed[0])) {
            return sweep.hasTooManyRuns();
          }
          runs.add(run);
          records[0] += run.records();
          // With indexes and pages they take less than this; what is still too much goes after it.
          freed[0] += 2 * run.bytes();
          return !run.isOld();
        });
    return runs;
  }

  /// How many records are removed together: as many as have come in the meantime, else a store that
  /// fills at full speed would never get smaller.
  private long most() {
    long taken = writer.rowsTaken();
    long since = taken - lastTaken;
    lastTaken = taken;
    return Math.clamp(since + since / 2, SLICE, LARGEST_SLICE);
  }

  /// Removes them, but for those that have been added to since they were looked at.
  private void remove(Sweep sweep, List<Candidate> runs) {
    for (Candidate run : runs) {
      if (run.isOld()) {
        removePart(run);
        return;
      }
      if (run.records() > SLICE) {
        for (String statement : BY_SLICES) {
          inSlices(connection -> isAsItWas(connection, run), statement, run.id());
        }
      }
    }
    List<Candidate> spared = new ArrayList<>();
    change(
        true,
        connection -> {
          for (Candidate run : runs) {
            if (isAsItWas(connection, run)) {
              Script.run(connection, text("remove-run"), run.id());
            } else {
              spared.add(run);
            }
          }
        });
    spared.forEach(sweep::spare);
  }

  private boolean isAsItWas(Connection connection, Candidate run) throws SQLException {
    try (PreparedStatement seen = connection.prepareStatement(text("run-seen"))) {
      seen.setLong(1, run.id());
      try (ResultSet row = seen.executeQuery()) {
        return row.next() && row.getLong(1) == run.seen();
      }
    }
  }

  /// Whether a slice may go.
  private interface Condition {
    boolean holds(Connection connection) throws SQLException;
  }

  /// Removes the first records of the segment that is as large as it was when segments began.
  private void removePart(Candidate part) {
    change(
        true,
        connection -> {
          int logs = slice(connection, "remove-logs", part.id(), part.records());
          int points = slice(connection, "remove-points", part.id(), part.records() - logs);
          if (logs + points < part.records()) {
            Script.run(connection, text("remove-run"), part.id());
          } else {
            Script.run(connection, text("shrink-segment"), part.id(), logs + points);
          }
        });
  }

  private void inSlices(Condition condition, String statement, long value) {
    long most;
    int[] rows = {0};
    do {
      long limit = most();
      change(
          false,
          connection ->
              rows[0] =
                  condition.holds(connection) ? slice(connection, statement, value, limit) : 0);
      most = limit;
    } while (rows[0] == most);
  }

  private void change(boolean removes, Writer.Change change) {
    Await.result(writer.change(removes, change));
  }

  private int slice(Connection connection, String statement, long value, long most)
      throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(text(statement))) {
      delete.setLong(1, value);
      delete.setLong(2, most);
      return delete.executeUpdate();
    }
  }

  /// Gives free pages back to the file system, some at a time.
  private void giveBack() {
    while (store.freePages() > 0) {
      long before = store.freePages();
      change(false, connection -> giveBack(connection, PAGES));
      if (store.freePages() >= before) {
        return;
      }
    }
  }

  /// Gives so many free pages back. The pragma takes a step for each of them, and the driver's
  /// `execute` takes one step.
  static void giveBack(Connection connection, int pages) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("PRAGMA incremental_vacuum(" + pages + ")");
    }
  }

  private String text(String name) {
    return sql.text(name);
  }
}
