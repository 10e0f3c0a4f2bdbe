package dev.clew.store;

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

/// Removes what is too old or too much, oldest runs first, in small transactions between those of
/// ingest. A run that is added to meanwhile keeps what it has.
public final class Retention {
  /// A run that nothing says the end of runs for as long as this after its last record.
  private static final Duration RUNNING = Duration.ofMinutes(1);

  /// Records of a run come in for as long as this after the one that ends it.
  private static final Duration ENDING = Duration.ofSeconds(2);

  private static final int PAGES = 2000;

  /// How many records are removed in a transaction, at least and at most.
  private static final long SLICE = 5_000;

  private static final long LARGEST_SLICE = 50_000;
  private static final String OLDEST = "oldest-runs";

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

  private record Candidate(long id, String key, long bytes, long seen, long records) {}

  /// What stays.
  ///
  /// @param maxAge runs that nothing was added to for longer go
  /// @param maxBytes above this size of the database the oldest runs go
  /// @param maxRuns more than so many, the oldest go
  public record Limits(Duration maxAge, long maxBytes, long maxRuns) {}

  /// What was removed, or would be.
  ///
  /// @param runs their keys
  /// @param bytes of their records
  /// @param running how many more would have to go, and stay because they have not ended
  /// @param more whether it ended early, so that there may be more to remove
  public record Removed(List<String> runs, long bytes, long running, boolean more) {}

  /// What the store's settings say.
  public Limits limits() {
    return new Limits(settings.maxAge(), settings.maxBytes(), Long.MAX_VALUE);
  }

  /// Removes what the store's settings say.
  public Removed apply() {
    return apply(limits(), false, () -> false);
  }

  /// Removes the runs that nothing was added to for the longest time, until all limits are kept.
  /// Waits until it is done, and until another caller is.
  ///
  /// @param dryRun only says which
  /// @param enough asked whether to end early, after every few thousand records
  public synchronized Removed apply(Limits limits, boolean dryRun, BooleanSupplier enough) {
    Sweep sweep = new Sweep(limits);
    if (dryRun) {
      sweep.each(row -> sweep.takes(candidate(row), sweep.size - sweep.bytes));
      return sweep.removed(sweep.size - sweep.bytes, false);
    }
    boolean more = false;
    List<Candidate> next = oldest(sweep);
    while (!next.isEmpty()) {
      remove(sweep, next);
      more = enough.getAsBoolean();
      next = more ? List.of() : oldest(sweep);
    }
    long others = removeUnnamed(sweep.old);
    if (others > 0 || !sweep.runs.isEmpty()) {
      change(true, connection -> Script.run(connection, text("remove-orphans")));
      giveBack();
    }
    return sweep.removed(store.usedBytes(), more);
  }

  private static long nanos(Duration age) {
    return age.compareTo(Duration.ofDays(36500)) > 0 ? Long.MAX_VALUE / 4 : age.toNanos();
  }

  private static Candidate candidate(ResultSet row) throws SQLException {
    return new Candidate(
        row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4), row.getLong(5));
  }

  /// Goes through runs that may go, the oldest first, and ends at the first one that stays.
  private final class Sweep {
    private final Limits limits;
    private final long old;
    private final long quiet;
    private final long ended;
    private final long size = store.usedBytes();
    private final long count =
        store.runs().byState().values().stream().mapToLong(Long::longValue).sum();
    private final List<String> runs = new ArrayList<>();
    private long bytes;

    Sweep(Limits limits) {
      long now = Writer.nanos(clock.instant());
      this.limits = limits;
      this.old = now - nanos(limits.maxAge());
      this.quiet = Math.max(old, now - nanos(RUNNING));
      this.ended = now - nanos(ENDING);
    }

    void each(Query.Visitor visitor) {
      query.each(OLDEST, visitor, quiet, ended);
    }

    /// Whether the next run goes, where the database has a size.
    boolean takes(Candidate run, long size) {
      boolean much = size > limits.maxBytes() || count - runs.size() > limits.maxRuns();
      boolean goes = much || run.seen() < old;
      if (goes) {
        runs.add(run.key());
        bytes += run.bytes();
      }
      return goes;
    }

    /// Takes back that a run goes.
    void spare(Candidate run) {
      runs.remove(run.key());
      bytes -= run.bytes();
    }

    Removed removed(long size, boolean more) {
      long left = count - runs.size();
      long running = size > limits.maxBytes() ? left : Math.max(0, left - limits.maxRuns());
      return new Removed(List.copyOf(runs), bytes, more ? 0 : running, more);
    }
  }

  /// The next runs to go, as many as are removed together.
  private List<Candidate> oldest(Sweep sweep) {
    long most = most();
    long size = store.usedBytes();
    long[] records = {0};
    long[] freed = {0};
    List<Candidate> runs = new ArrayList<>();
    sweep.each(
        row -> {
          Candidate run = candidate(row);
          if (!runs.isEmpty() && records[0] + run.records() > most) {
            return false;
          }
          if (!sweep.takes(run, size - freed[0])) {
            return false;
          }
          runs.add(run);
          records[0] += run.records();
          // With indexes and pages they take less than this; what is still too much goes after it.
          freed[0] += 2 * run.bytes();
          return true;
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

  /// Removes runs, but for those that have been added to since they were looked at.
  private void remove(Sweep sweep, List<Candidate> runs) {
    for (Candidate run : runs) {
      if (run.records() > SLICE) {
        for (String table : List.of("remove-spans", "remove-logs", "remove-points")) {
          inSlices(connection -> isAsItWas(connection, run), table, run.id());
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

  /// Records of no run, by their own age.
  private long removeUnnamed(long before) {
    return inSlices(_ -> true, "remove-logs-of-none", before)
        + inSlices(_ -> true, "remove-points-of-none", before);
  }

  private long inSlices(Condition condition, String statement, long value) {
    long all = 0;
    long most;
    int[] rows = {0};
    do {
      long limit = most();
      change(
          false,
          connection ->
              rows[0] =
                  condition.holds(connection) ? slice(connection, statement, value, limit) : 0);
      all += rows[0];
      most = limit;
    } while (rows[0] == most);
    return all;
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
