package dev.clew.store;

import dev.clew.otlp.codec.OtlpTime;
import dev.clew.runs.RunName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns the rows of requests into rows of tables. Of the writing thread; the caller ends the
/// transactions.
final class Appender {
  /// A run, and a metric or scope that it has records of.
  private record Part(long run, long of) {}

  private static final Part NONE = new Part(-1, -1);
  private static final int PARTS = 100_000;

  private final Connection connection;
  private final Sql sql;
  private final ContentTables sources;
  private final RunTable runs;
  private final Segments segments;
  private final TraceTable traces;
  private final Batch spans;
  private final LinkTable links;
  private final Batch logs;
  private final Batch points;
  private final Batch runMetrics;
  private final Batch runScopes;
  private final TableIds ids;
  private final Set<Part> knownMetrics = new HashSet<>();
  private final Set<Part> knownScopes = new HashSet<>();
  private Part lastPart = NONE;

  Appender(Connection connection, Sql sql, TableIds ids) throws SQLException {
    this.connection = connection;
    this.sql = sql;
    this.ids = ids;
    sources = new ContentTables(connection, sql, ids);
    runs = new RunTable(connection, sql, ids.runs());
    segments = new Segments(connection, sql, ids.segments());
    traces = new TraceTable(connection, sql, ids.traces());
    spans = new Batch(connection, sql.text("insert-span"));
    links = new LinkTable(connection, sql);
    logs = new Batch(connection, sql.text("insert-log"));
    points = new Batch(connection, sql.text("insert-point"));
    runMetrics = new Batch(connection, sql.text("insert-run-metric"));
    runScopes = new Batch(connection, sql.text("insert-run-scope"));
  }

  void add(Decoded request) throws SQLException {
    links.begin();
    for (ScopedRecords group : request.groups()) {
      if (group.rows().isEmpty()) {
        continue;
      }
      long scope = sources.scope(group);
      for (Row row : group.rows()) {
        byte[] data = Arrays.copyOfRange(request.bytes(), row.from(), row.to());
        switch (row) {
          case Row.Span span -> add(span, scope, data);
          case Row.Log log -> add(log, scope, data);
          case Row.Point point -> add(point, scope, data);
        }
      }
    }
  }

  private void add(Row.Span span, long scope, byte[] data) throws SQLException {
    Trace trace = place(span.run(), span.traceHigh(), span.traceLow());
    trace.count(span, scope);
    long run = span.run() == null ? trace.run : runs.id(span.run());
    has(run, scope);
    RunTable.Change change = runs.change(run);
    change.at(span.start(), span.end());
    change.spans++;
    change.failedSpans += span.failed() ? 1 : 0;
    change.bytes += data.length;
    change.stale |= span.parent() == 0 || span.ofClew() || span.failed();
    long id = ids.spans().next();
    if (SpanDetails.hasLinks(span.details())) {
      links.add(id, run, data);
    }
    spans
        .number(id)
        .number(run)
        .number(trace.id)
        .number(scope)
        .number(span.span())
        .number(span.parent())
        .number(span.start())
        .number(OtlpTime.isPeriod(span.start(), span.end()) ? span.end() - span.start() : -1)
        .number(span.kind())
        .text(span.name())
        .bytes(data)
        .number(span.details())
        .row();
  }

  private void add(Row.Log log, long scope, byte[] data) throws SQLException {
    Trace trace =
        (log.traceHigh() | log.traceLow()) == 0
            ? null
            : place(log.run(), log.traceHigh(), log.traceLow());
    long run = run(log.run(), trace);
    has(run, scope);
    if (run < 0) {
      segments.addLog(data.length);
    } else {
      RunTable.Change change = runs.change(run);
      change.at(log.time(), log.time());
      change.logs++;
      change.errorLogs += log.severity() >= 17 ? 1 : 0;
      change.bytes += data.length;
      change.stale |= log.event() != null;
    }
    logs.number(ids.logs().next())
        .number(run)
        .number(trace == null ? 0 : trace.id)
        .number(scope)
        .number(log.span())
        .number(log.time())
        .number(log.severity());
    (log.event() == null ? logs.nothing() : logs.text(log.event())).bytes(data).row();
  }

  private void add(Row.Point point, long scope, byte[] data) throws SQLException {
    long run = run(point.run(), null);
    has(run, scope);
    long metric = sources.metric(scope, point.metric());
    if (run < 0) {
      segments.addPoint(data.length);
    } else {
      RunTable.Change change = runs.change(run);
      change.at(point.time(), point.time());
      change.points++;
      change.bytes += data.length;
    }
    if (knownMetrics.add(new Part(run, metric))) {
      runMetrics.number(run).number(metric).row();
    }
    points
        .number(ids.points().next())
        .number(run)
        .number(metric)
        .number(point.time())
        .bytes(data)
        .row();
  }

  private void has(long run, long scope) throws SQLException {
    if (run != lastPart.run() || scope != lastPart.of()) {
      lastPart = new Part(run, scope);
      if (knownScopes.add(lastPart)) {
        runScopes.number(run).number(scope).row();
      }
    }
  }

  private long run(@Nullable RunName named, @Nullable Trace trace) throws SQLException {
    if (named != null) {
      return runs.id(named);
    }
    return trace == null ? segments.next() : trace.run;
  }

  /// The trace of a record, with a run.
  private Trace place(@Nullable RunName named, long high, long low) throws SQLException {
    Trace trace = traces.of(high, low);
    if (named != null && trace.alone()) {
      if (trace.stored) {
        merge(trace, named);
      }
      trace.belongs = named;
    }
    trace.stored = true;
    trace.run = runs.id(trace.belongs);
    return trace;
  }

  /// A trace that was a run of its own turns out to be part of one.
  private void merge(Trace trace, RunName named) throws SQLException {
    flushRows();
    long from = runs.id(trace.belongs);
    long into = runs.id(named);
    RunTable.Change target = runs.change(into);
    RunTable.Change pending = runs.remove(from, trace.belongs.name());
    if (pending != null) {
      target.add(pending);
    }
    try (PreparedStatement row = connection.prepareStatement(sql.text("counts-of-run"))) {
      row.setLong(1, from);
      try (ResultSet counts = row.executeQuery()) {
        if (counts.next()) {
          target.add(RunTable.Change.of(counts));
        }
      }
    }
    Script.run(connection, sql.text("merge-run"), from, into);
  }

  private void flushRows() throws SQLException {
    spans.flush();
    links.flush();
    logs.flush();
    points.flush();
    runMetrics.flush();
    runScopes.flush();
  }

  /// Writes everything to the tables.
  ///
  /// @param seen now, in nanoseconds since 1970
  /// @return what was added to each run
  Map<Long, RunTable.Change> flush(long seen) throws SQLException {
    sources.flush();
    traces.flush();
    flushRows();
    if (knownMetrics.size() + knownScopes.size() > PARTS) {
      knownMetrics.clear();
      knownScopes.clear();
      lastPart = NONE;
    }
    segments.flush(seen);
    return runs.flush(seen);
  }

  /// Forgets everything that may have been removed; between two transactions.
  void forget() {
    sources.forget();
    runs.forget();
    segments.forget();
    traces.forget();
    knownMetrics.clear();
    knownScopes.clear();
    lastPart = NONE;
  }
}
