package dev.clew.web;

import dev.clew.history.LogEntry;
import dev.clew.store.LogReads;
import dev.clew.store.Store;
import dev.clew.store.StoredLog;
import dev.clew.store.StoredRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Looks for log records, for a slice of time at most: a search through millions answers with what
/// it has found, and where to go on.
final class LogSearch {
  private static final long SLICE_NANOS = 150_000_000;

  private final Store store;
  private final LogFilter filter;
  private final int limit;
  private final Entries entries;
  private final List<LogView> found = new ArrayList<>();
  private final Map<Long, String> runs = new HashMap<>();
  private final long start = System.nanoTime();
  private @Nullable StoredLog last;
  private boolean full;
  private long seen;

  LogSearch(Store store, LogFilter filter, int limit) {
    this.store = store;
    this.filter = filter;
    this.limit = limit;
    this.entries = new Entries(store.scopes());
  }

  /// The records of a run, by time.
  LogsView ofRun(StoredRun run, Place from, boolean back) {
    runs.put(run.id(), run.key());
    LogReads logs = store.logs();
    Predicate<StoredLog> look = log -> look(log, new Place(log.time(), log.id()).toString());
    if (back) {
      Place at = from.time() > filter.until() ? after(filter.until()) : from;
      logs.ofRunBack(run.id(), at.time(), at.id(), filter.since(), filter.severity(), look);
    } else {
      Place at = from.time() < filter.since() ? new Place(filter.since(), -1) : from;
      logs.ofRun(run.id(), at.time(), at.id(), filter.until(), filter.severity(), look);
    }
    StoredLog end = last;
    return view(end == null ? "" : new Place(end.time(), end.id()).toString());
  }

  private static Place after(long time) {
    return time == Long.MAX_VALUE ? Place.END : new Place(time + 1, 0);
  }

  /// All records, those first that came in last.
  LogsView everywhere(long before) {
    store.logs().back(before, filter.severity(), log -> look(log, Long.toString(log.id())));
    StoredLog end = last;
    return view(end == null ? "" : Long.toString(end.id()));
  }

  /// Looks at a record.
  ///
  /// @return whether to go on
  private boolean look(StoredLog log, String id) {
    if (found.size() == limit) {
      full = true;
      return false;
    }
    last = log;
    if (filter.admits(log, store.scopes())) {
      LogEntry entry = entries.of(log);
      if (filter.matches(entry)) {
        found.add(LogView.of(log, entry, id, run(log.run()), store.scopes()));
      }
    }
    if ((++seen & 0xFF) == 0 && System.nanoTime() - start > SLICE_NANOS) {
      full = true;
      return false;
    }
    return true;
  }

  private String run(long id) {
    return id == 0
        ? ""
        : runs.computeIfAbsent(id, key -> store.runs().byId(key).map(StoredRun::key).orElse(""));
  }

  private LogsView view(String next) {
    StoredLog end = last;
    boolean sliced = full && found.size() < limit;
    return new LogsView(
        found, full ? next : null, sliced && end != null ? Parameters.text(end.time()) : null);
  }
}
