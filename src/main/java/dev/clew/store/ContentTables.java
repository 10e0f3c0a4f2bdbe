package dev.clew.store;

import dev.clew.content.LruMap;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/// Resources, scopes and descriptors of metrics, each stored once and known by its content.
final class ContentTables {
  private static final int REMEMBERED = 20_000;

  private final Content resources;
  private final Content scopes;
  private final Content metrics;
  private final ContentHash hash = new ContentHash();

  ContentTables(Connection connection, Sql sql, TableIds ids) throws SQLException {
    resources = new Content(connection, "resources", sql.text("insert-resource"), ids.resources());
    scopes = new Content(connection, "scopes", sql.text("insert-scope"), ids.scopes());
    metrics = new Content(connection, "metrics", sql.text("insert-metric"), ids.metrics());
  }

  /// The id of a group's scope.
  long scope(ScopedRecords group) throws SQLException {
    ScopedRecords.Origin origin = group.origin();
    long resource = resource(origin);
    byte[] data = group.scope();
    hash.add(resource).add(group.scopeSchema()).add(data == null ? 0 : 1);
    ByteBuffer key = (data == null ? hash : hash.add(data)).finish();
    long known = scopes.find(key);
    if (known != 0) {
      return known;
    }
    Batch row = scopes.insert(key).number(resource).text(group.scopeName());
    row.text(group.scopeSchema());
    (data == null ? row.nothing() : row.bytes(data)).row();
    return scopes.added(key);
  }

  private long resource(ScopedRecords.Origin origin) throws SQLException {
    ByteBuffer key = hash.add(origin.schema()).add(origin.resource()).finish();
    long known = resources.find(key);
    if (known != 0) {
      return known;
    }
    resources
        .insert(key)
        .text(origin.service())
        .text(origin.schema())
        .bytes(origin.resource())
        .row();
    return resources.added(key);
  }

  /// The id of a metric of a scope.
  long metric(long scope, Row.Descriptor metric) throws SQLException {
    ByteBuffer key = hash.add(scope).add(metric.data()).finish();
    long known = metrics.find(key);
    if (known != 0) {
      return known;
    }
    metrics
        .insert(key)
        .number(scope)
        .text(metric.name())
        .text(metric.unit())
        .number(metric.kind())
        .bytes(metric.data())
        .row();
    return metrics.added(key);
  }

  void flush() throws SQLException {
    resources.flush();
    scopes.flush();
    metrics.flush();
  }

  /// Forgets what may have been removed; between two transactions.
  void forget() {
    resources.known.clear();
    scopes.known.clear();
    metrics.known.clear();
  }

  /// One table of contents.
  private static final class Content {
    private final Batch insert;
    private final PreparedStatement find;
    private final Ids ids;
    private final Map<ByteBuffer, Long> known = new LruMap<>(REMEMBERED);

    Content(Connection connection, String table, String sql, Ids ids) throws SQLException {
      insert = new Batch(connection, sql);
      find = connection.prepareStatement("SELECT id FROM " + table + " WHERE hash = ?");
      this.ids = ids;
    }

    long find(ByteBuffer key) throws SQLException {
      Long id = known.get(key);
      if (id != null) {
        return id;
      }
      insert.flush();
      find.setBytes(1, ContentHash.bytes(key));
      try (ResultSet result = find.executeQuery()) {
        long found = result.next() ? result.getLong(1) : 0;
        if (found != 0) {
          known.put(key, found);
        }
        return found;
      }
    }

    Batch insert(ByteBuffer key) throws SQLException {
      return insert.number(ids.next()).bytes(ContentHash.bytes(key));
    }

    long added(ByteBuffer key) {
      known.put(key, ids.last());
      return ids.last();
    }

    void flush() throws SQLException {
      insert.flush();
    }
  }
}
