package dev.clew.store;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads traces.
public final class TraceReads {
  private final Query query;

  TraceReads(Query query) {
    this.query = query;
  }

  /// Traces that have spans, those first that came in last.
  ///
  /// @param before the id of the last one of the page before, or the largest number
  public List<StoredTrace> list(TraceFilter filter, long before, int limit) {
    return query.list(
        "list-traces",
        StoredTrace::of,
        before,
        filter.text().toLowerCase(Locale.ROOT),
        filter.service(),
        filter.failed() ? 1 : 0,
        filter.duration().from(),
        filter.duration().to(),
        filter.start().from(),
        filter.start().to(),
        limit);
  }

  /// The traces that a run has a part in, in the order of their start.
  public List<StoredTrace> ofRun(long run, int limit) {
    return query.list("traces-of-run", StoredTrace::of, run, limit);
  }

  /// The trace ids of the traces of a run, in hex, by the store's ids.
  public Map<Long, String> idsOfRun(long run) {
    Map<Long, String> ids = new HashMap<>();
    query.each(
        "trace-ids-of-run",
        row -> {
          ids.put(row.getLong(1), HexFormat.of().formatHex(row.getBytes(2)));
          return true;
        },
        run);
    return ids;
  }

  /// How many traces belong to a run.
  public long count(long run) {
    return query.first("count-traces", row -> row.getLong(1), run).orElse(0L);
  }

  public Optional<StoredTrace> byTraceId(byte[] traceId) {
    return query.first("trace-by-id", StoredTrace::of, traceId);
  }

  public Optional<StoredTrace> byId(long id) {
    return query.first("trace", StoredTrace::of, id);
  }
}
