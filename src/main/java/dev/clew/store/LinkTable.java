package dev.clew.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Writes where spans are linked to, so that it is known what is linked to a span. Of the writing
/// thread.
final class LinkTable implements AutoCloseable {
  /// So many links of a span have a row; its message has all of them.
  private static final int MOST = 1000;

  /// So many of a request: each is written to a place of its own, which takes as long as a span.
  private static final int OF_REQUEST = 100_000;

  private final Batch insert;
  private int left = Integer.MAX_VALUE;

  LinkTable(Connection connection, Sql sql) throws SQLException {
    insert = new Batch(connection, sql.text("insert-link"));
  }

  /// Adds the links of all spans of a store that had no such table.
  static void fill(Connection connection, Sql sql) throws SQLException {
    try (LinkTable links = new LinkTable(connection, sql);
        PreparedStatement spans = connection.prepareStatement(sql.text("spans-with-links"));
        ResultSet span = spans.executeQuery()) {
      while (span.next()) {
        links.add(span.getLong(1), span.getLong(2), span.getBytes(3));
      }
      links.flush();
    }
  }

  /// Begins a request.
  void begin() {
    left = OF_REQUEST;
  }

  /// Adds the links of a span.
  ///
  /// @param span its row
  /// @param message its message, which was checked when it came in
  void add(long span, long run, byte[] message) throws SQLException {
    for (LinkTarget target : LinkTarget.of(message, Math.min(MOST, left))) {
      left--;
      insert.number(run).number(span).number(target.span()).bytes(target.trace().bytes()).row();
    }
  }

  void flush() throws SQLException {
    insert.flush();
  }

  @Override
  public void close() throws SQLException {
    insert.close();
  }
}
