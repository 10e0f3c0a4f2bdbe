package dev.clew.store;

import dev.clew.runs.RunName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The traces that are being written to.
final class TraceTable {
  private static final int REMEMBERED = 50_000;

  private final Ids ids;
  private final Batch upsert;
  private final PreparedStatement find;
  private final Map<Trace.Key, Trace> known = new HashMap<>();
  private final List<Trace> touched = new ArrayList<>();

  TraceTable(Connection connection, Sql sql, Ids ids) throws SQLException {
    this.ids = ids;
    upsert = new Batch(connection, sql.text("upsert-trace"));
    find = connection.prepareStatement(sql.text("find-trace"));
  }

  /// The trace with an id; part of this transaction.
  Trace of(long high, long low) throws SQLException {
    Trace.Key key = new Trace.Key(high, low);
    Trace trace = known.get(key);
    if (trace == null) {
      trace = load(key);
      known.put(key, trace);
    }
    if (!trace.touched) {
      trace.touched = true;
      touched.add(trace);
    }
    return trace;
  }

  private Trace load(Trace.Key key) throws SQLException {
    find.setBytes(1, key.bytes());
    try (ResultSet result = find.executeQuery()) {
      if (!result.next()) {
        return new Trace(ids.next(), key);
      }
      Trace trace = new Trace(result.getLong(1), key);
      trace.stored = true;
      String run = result.getString(2);
      if (run != null) {
        trace.belongs = new RunName(run, result.getString(3), 0);
      }
      return trace;
    }
  }

  void flush() throws SQLException {
    for (Trace trace : touched) {
      upsert
          .number(trace.id)
          .bytes(trace.key.bytes())
          .number(trace.run)
          .number(trace.first)
          .number(trace.last)
          .number(trace.spans)
          .number(trace.failedSpans)
          .number(trace.root)
          .number(trace.rootRank)
          .text(trace.name)
          .number(trace.scope)
          .row();
      trace.written();
    }
    touched.clear();
    upsert.flush();
    if (known.size() > REMEMBERED) {
      known.clear();
    }
  }

  /// Forgets traces that may have been removed; between two transactions.
  void forget() {
    known.clear();
  }
}
