package dev.clew.web.api;

import dev.clew.otlp.codec.MessageDescriptor;
import dev.clew.pattern.SearchStopped;
import dev.clew.projection.Entries;
import dev.clew.projection.Weight;
import dev.clew.record.LogEntry;
import dev.clew.store.LogReads;
import dev.clew.store.Store;
import dev.clew.store.StoredLog;
import dev.clew.store.StoredRun;
import dev.clew.time.EpochNanos;
import dev.clew.web.view.LogView;
import dev.clew.web.view.LogsView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Looks for log records, for a slice of time and some megabytes at most: a search through millions
/// answers with what it has found, and where to go on.
final class LogSearch {
  private static final int LARGE = 64 << 10;

  /// Of the records of an answer, as [Weight] has them; the first one is in it whatever its size.
  private static final long MOST_BYTES = 2 << 20;

  private static final MessageDescriptor LOG = MessageDescriptor.of("LogRecord");

  private final Store store;
  private final LogFilter filter;
  private final int limit;
  private final Entries entries;
  private final List<LogView> found = new ArrayList<>();
  private final Map<Long, String> runs = new HashMap<>();
  private final SearchLimits limits;
  private @Nullable StoredLog last;
  private boolean full;
  private long bytes;
  private long seen;
  private int skipped;

  LogSearch(Store store, LogFilter filter, int limit, SearchLimits limits) {
    this.limits = limits;
    this.store = store;
    this.filter = filter;
    this.limit = limit;
    this.entries = new Entries(store.scopes());
  }

  /// The records of a run, by time.
  LogsView ofRun(StoredRun run, PageCursor from, boolean back) {
    runs.put(run.id(), run.key());
    PageCursor at = from;
    if (back && from.time() > filter.until()) {
      at = after(filter.until());
    } else if (!back && from.time() < filter.since()) {
      at = new PageCursor(filter.since(), -1);
    }
    scan(at, (place, batch) -> read(run.id(), place, back, batch), LogSearch::place);
    StoredLog end = last;
    return view(end == null ? "" : place(end).toString());
  }

  private void read(long run, PageCursor at, boolean back, LogBatch batch) {
    LogReads logs = store.logs();
    if (back) {
      logs.ofRunBack(run, at.time(), at.id(), filter.since(), filter.severity(), batch);
    } else {
      logs.ofRun(run, at.time(), at.id(), filter.until(), filter.severity(), batch);
    }
  }

  private static PageCursor place(StoredLog log) {
    return new PageCursor(log.time(), log.id());
  }

  private static PageCursor after(long time) {
    return time == Long.MAX_VALUE ? PageCursor.END : new PageCursor(time + 1, 0);
  }

  /// All records, those first that came in last.
  LogsView everywhere(long before) {
    scan(before, (id, batch) -> store.logs().back(id, filter.severity(), batch), StoredLog::id);
    StoredLog end = last;
    return view(end == null ? "" : Long.toString(end.id()));
  }

  /// Looks at records until there are no more or the answer is complete.
  ///
  /// @param read reads some records from a place on
  /// @param place of a record
  private <P> void scan(P from, BiConsumer<P, LogBatch> read, Function<StoredLog, P> place) {
    P at = from;
    LogBatch batch;
    do {
      batch = new LogBatch();
      read.accept(at, batch);
      for (StoredLog log : batch.logs()) {
        at = place.apply(log);
        if (!look(log, String.valueOf(at))) {
          return;
        }
      }
    } while (batch.isFull());
  }

  /// Looks at a record.
  ///
  /// @return whether to go on
  private boolean look(StoredLog log, String id) {
    if (found.size() == limit || bytes >= MOST_BYTES || !go(log)) {
      full = true;
      return false;
    }
    StoredLog before = last;
    last = log;
    try {
      if (filter.admits(log, store.scopes())) {
        LogEntry entry = entries.of(log);
        if (filter.matches(entry, before == null ? limits.record() : limits.slice())) {
          bytes += Weight.of(LOG, log.data());
          found.add(LogView.of(log, entry, id, run(log.run()), store.scopes()));
        }
      }
      return true;
    } catch (SearchStopped e) {
      // The first record of the next slice has more time; one that needs more than that is left
      // out.
      last = before == null ? log : before;
      skipped += before == null ? 1 : 0;
      full = true;
      return false;
    }
  }

  /// Whether there is time for a record. The first one is always looked at, so that slices get on.
  private boolean go(StoredLog log) {
    boolean asks = filter.regex().isPresent() || (++seen & 0xF) == 0 || log.data().length > LARGE;
    return last == null || !asks || !limits.slice().reached();
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
        found,
        full ? next : null,
        sliced && end != null ? EpochNanos.rfc3339(end.time()) : null,
        skipped == 0 ? null : skipped);
  }
}
