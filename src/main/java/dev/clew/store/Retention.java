package dev.clew.store;

import dev.clew.failure.ClewError;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/// Removes what is too old or too much, oldest runs first, in small transactions between those of
/// ingest. A run that is added to keeps all of its records.
public final class Retention {
  /// A run that records came in for this recently is not removed for its size.
  private static final Duration RUNNING = Duration.ofMinutes(1);

  private static final int PAGES = 2000;

  private final Store store;
  private final StoreSettings settings;
  private final Sql sql;
  private final Writer writer;
  private final Query query;
  private final Clock clock;

  Retention(Store store, StoreSettings settings, Sql sql, Writer writer, Query query, Clock clock) {
    this.store = store;
    this.settings = settings;
    this.sql = sql;
    this.writer = writer;
    this.query = query;
    this.clock = clock;
  }

  private record Candidate(long id, String key, long bytes) {}

  /// What was removed, or would be.
  ///
  /// @param runs their keys
  /// @param bytes of their records
  public record Removed(List<String> runs, long bytes) {}

  /// Removes what the store's settings say.
  public Removed apply() {
    return apply(settings.maxAge(), settings.maxBytes(), false);
  }

  /// Removes runs that nothing was added to for longer than an age, then the oldest until the
  /// database has a size. Waits until it is done.
  ///
  /// @param dryRun only says which
  public Removed apply(Duration maxAge, long maxBytes, boolean dryRun) {
    List<String> removed = new ArrayList<>();
    long bytes = 0;
    long now = Writer.nanos(clock.instant());
    for (Candidate run : candidates("runs-unseen", now - nanos(maxAge))) {
      bytes += remove(run, dryRun, removed);
    }
    long size = store.usedBytes() - (dryRun ? bytes : 0);
    while (size > maxBytes) {
      List<Candidate> oldest = candidates("oldest-runs", now - nanos(RUNNING));
      oldest.removeIf(run -> removed.contains(run.key()));
      if (oldest.isEmpty()) {
        break;
      }
      for (Candidate run : oldest) {
        if (size <= maxBytes) {
          break;
        }
        bytes += remove(run, dryRun, removed);
        size = dryRun ? size - run.bytes() : store.usedBytes();
      }
      if (dryRun) {
        break;
      }
    }
    if (!dryRun) {
      long others = removeUnnamed(now - nanos(maxAge));
      if (others > 0 || !removed.isEmpty()) {
        change(true, connection -> Script.run(connection, text("remove-orphans")));
        giveBack();
      }
    }
    return new Removed(List.copyOf(removed), bytes);
  }

  private static long nanos(Duration age) {
    return age.compareTo(Duration.ofDays(36500)) > 0 ? Long.MAX_VALUE / 4 : age.toNanos();
  }

  private List<Candidate> candidates(String name, long before) {
    return query.list(
        name, row -> new Candidate(row.getLong(1), row.getString(2), row.getLong(3)), before);
  }

  private long remove(Candidate run, boolean dryRun, List<String> removed) {
    if (!dryRun) {
      for (String table : List.of("remove-spans", "remove-logs", "remove-points")) {
        inSlices(table, run.id());
      }
      change(true, connection -> Script.run(connection, text("remove-run"), run.id()));
    }
    removed.add(run.key());
    return run.bytes();
  }

  /// Records of no run, by their own age.
  private long removeUnnamed(long before) {
    return inSlices("remove-logs-of-none", before) + inSlices("remove-points-of-none", before);
  }

  private long inSlices(String statement, long value) {
    long all = 0;
    int[] rows = {1};
    while (rows[0] > 0) {
      change(false, connection -> rows[0] = slice(connection, statement, value));
      all += rows[0];
    }
    return all;
  }

  private void change(boolean removes, Writer.Change change) {
    try {
      writer.change(removes, change).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof ClewError error ? error : e;
    }
  }

  private int slice(Connection connection, String statement, long value) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(text(statement))) {
      delete.setLong(1, value);
      return delete.executeUpdate();
    }
  }

  /// Gives free pages back to the file system, some at a time.
  private void giveBack() {
    while (store.freePages() > 0) {
      long before = store.freePages();
      change(
          false,
          connection -> {
            try (Statement statement = connection.createStatement()) {
              statement.execute("PRAGMA incremental_vacuum(" + PAGES + ")");
            }
          });
      if (store.freePages() >= before) {
        return;
      }
    }
  }

  private String text(String name) {
    return sql.text(name);
  }
}
