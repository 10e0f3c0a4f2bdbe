package dev.clew.store;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Reads spans.
public final class SpanReads {
  /// So many rows of a table come in one text.
  private static final int TOGETHER = 5_000;

  private final Query query;

  SpanReads(Query query) {
    this.query = query;
  }

  /// Shows the spans of a run in the order of storing.
  ///
  /// @param after the id of the last one that is not wanted
  /// @param visitor returns false to end the reading
  public void ofRun(long run, long after, int limit, Predicate<StoredSpan> visitor) {
    query.each("spans-of-run", row -> visitor.test(StoredSpan.of(row)), run, after, limit);
  }

  /// Shows the spans of a run as rows of a table, in the order of storing.
  ///
  /// @param base nanoseconds since 1970 that starts are counted from
  /// @param after the id of the last one that is not wanted
  /// @return the id of the last one that was shown; `after` when none was
  public long tableOfRun(long run, long base, long after, int limit, Consumer<SpanRow> visitor) {
    return table("table-of-run", run, base, after, limit, visitor);
  }

  /// As [#tableOfRun], of a trace.
  public long tableOfTrace(
      long trace, long base, long after, int limit, Consumer<SpanRow> visitor) {
    return table("table-of-trace", trace, base, after, limit, visitor);
  }

  private long table(
      String statement, long of, long base, long after, int limit, Consumer<SpanRow> visitor) {
    long last = after;
    int left = limit;
    SpanRows rows = rows(statement, of, base, last, left);
    while (rows.count() > 0) {
      last = rows.last();
      left -= rows.count();
      long from = last;
      int more = left;
      // SQLite finds the next ones on another processor while these are written.
      CompletableFuture<SpanRows> next =
          rows.count() < TOGETHER
              ? CompletableFuture.completedFuture(SpanRows.NONE)
              : CompletableFuture.supplyAsync(
                  () -> rows(statement, of, base, from, more),
                  work -> Thread.ofVirtual().start(work));
      rows.each(visitor);
      rows = Await.result(next);
    }
    return last;
  }

  private SpanRows rows(String statement, long of, long base, long after, int limit) {
    int most = Math.min(limit, TOGETHER);
    return query.first(statement, SpanRows::of, of, after, most, base).orElseThrow();
  }

  /// The spans of a run that have no parent, the first ones.
  public void roots(long run, int limit, Predicate<StoredSpan> visitor) {
    query.each("root-spans", row -> visitor.test(StoredSpan.of(row)), run, limit);
  }

  /// The store's id of the run of a span; 0 when it is gone.
  public long run(long span) {
    return query.first("run-of-span", row -> row.getLong(1), span).orElse(0L);
  }

  /// A span by its ids; the one that came last, where several have them.
  public Optional<StoredSpan> find(byte[] traceId, long span) {
    return find(traceId, span, -1, "");
  }

  /// A span by its ids, and by what tells it from others that have them.
  ///
  /// @param kind OTLP's number; below zero for any
  /// @param service empty for any
  public Optional<StoredSpan> find(byte[] traceId, long span, int kind, String service) {
    return query.first("span", StoredSpan::of, traceId, span, kind, service);
  }
}
