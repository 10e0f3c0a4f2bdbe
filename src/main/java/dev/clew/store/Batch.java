package dev.clew.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// A statement whose rows are collected and written together.
final class Batch implements AutoCloseable {
  private static final int LIMIT = 1000;

  private final PreparedStatement statement;
  private int rows;
  private int column;

  Batch(Connection connection, String sql) throws SQLException {
    statement = connection.prepareStatement(sql);
  }

  Batch number(long value) throws SQLException {
    statement.setLong(++column, value);
    return this;
  }

  Batch text(String value) throws SQLException {
    statement.setString(++column, value);
    return this;
  }

  Batch bytes(byte[] value) throws SQLException {
    statement.setBytes(++column, value);
    return this;
  }

  Batch nothing() throws SQLException {
    statement.setNull(++column, java.sql.Types.NULL);
    return this;
  }

  /// Ends a row.
  void row() throws SQLException {
    column = 0;
    statement.addBatch();
    if (++rows == LIMIT) {
      flush();
    }
  }

  void flush() throws SQLException {
    if (rows > 0) {
      rows = 0;
      statement.executeBatch();
    }
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
