package dev.clew.web.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.pattern.Limit;
import dev.clew.pattern.SearchStopped;
import dev.clew.projection.ChangeFeed;
import dev.clew.projection.Entries;
import dev.clew.record.LogEntry;
import dev.clew.store.Store;
import dev.clew.store.StoredLog;
import dev.clew.store.StoredRun;
import dev.clew.web.view.LogView;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads pages of log records and encodes them. Nothing is held open in the store between them.
final class LogPageReader implements LogPages.Reader {
  private static final int RECORDS = 1000;
  private static final long BYTES = 2 << 20;
  private static final long RECORD_NANOS = 1_000_000_000;

  private final Store store;
  private final ChangeFeed arrivals;
  private final ObjectMapper json;
  private final Limit limit;

  /// @param limit ends a search, beside its time for a record
  LogPageReader(Store store, ChangeFeed arrivals, ObjectMapper json, Limit limit) {
    this.store = store;
    this.arrivals = arrivals;
    this.json = json;
    this.limit = limit;
  }

  @Override
  public LogPage read(LogPages.Key key) {
    PageCursor from = key.from();
    long asOf = from == null ? arrivals.number() : store.logs().newest();
    Rows rows = new Rows(key);
    if (from == null) {
      store.logs().since(key.after(), key.filter().severity(), rows);
    } else {
      LogFilter filter = key.filter();
      PageCursor first = from.time() < filter.since() ? new PageCursor(filter.since(), -1) : from;
      store
          .logs()
          .ofRun(key.run(), first.time(), first.id(), filter.until(), filter.severity(), rows);
    }
    return new LogPage(lines(rows.wanted, key.filter()), rows.last, rows.isFull(), asOf);
  }

  /// The rows of a page.
  private static final class Rows implements Predicate<StoredLog> {
    private final LogPages.Key key;
    private final List<StoredLog> wanted = new ArrayList<>();
    private @Nullable PageCursor last;
    private long bytes;

    Rows(LogPages.Key key) {
      this.key = key;
    }

    @Override
    public boolean test(StoredLog log) {
      last = new PageCursor(log.time(), log.id());
      if (key.from() != null || key.run() == 0 || log.run() == key.run()) {
        wanted.add(log);
        bytes += log.data().length;
      }
      return !isFull();
    }

    boolean isFull() {
      return wanted.size() >= RECORDS || bytes >= BYTES;
    }
  }

  private List<LogPage.Line> lines(List<StoredLog> logs, LogFilter filter) {
    Entries entries = new Entries(store.scopes());
    Map<Long, String> runs = new HashMap<>();
    List<LogPage.Line> lines = new ArrayList<>();
    for (StoredLog log : logs) {
      if (filter.admits(log, store.scopes())) {
        LogEntry entry = entries.of(log);
        if (matches(filter, entry)) {
          String run = log.run() == 0 ? "" : runs.computeIfAbsent(log.run(), this::key);
          lines.add(new LogPage.Line(log.time(), log.id(), encoded(log, entry, run)));
        }
      }
    }
    return lines;
  }

  /// A record that a search needs too long for is not asked for.
  private boolean matches(LogFilter filter, LogEntry entry) {
    long start = System.nanoTime();
    try {
      return filter.matches(
          entry, () -> limit.reached() || System.nanoTime() - start > RECORD_NANOS);
    } catch (SearchStopped e) {
      return false;
    }
  }

  private byte[] encoded(StoredLog log, LogEntry entry, String run) {
    try {
      return json.writeValueAsBytes(LogView.of(log, entry, "", run, store.scopes()));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String key(long run) {
    return store.runs().byId(run).map(StoredRun::key).orElse("");
  }
}
