package dev.clew.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs statements on connections that read.
final class Query {
  private final Database database;

  Query(Database database) {
    this.database = database;
  }

  /// Makes a value of a row.
  interface Mapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  /// Looks at a row.
  interface Visitor {
    /// Looks at one.
    ///
    /// @return false to end the reading
    boolean visit(ResultSet row) throws SQLException;
  }

  /// All rows of a statement.
  ///
  /// @param name of the statement's file
  /// @param values of its parameters: numbers, texts and bytes
  <T> List<T> list(String name, Mapper<T> mapper, Object... values) {
    List<T> rows = new ArrayList<>();
    each(name, row -> rows.add(mapper.map(row)), values);
    return rows;
  }

  /// The first row, if there is one.
  <T> Optional<T> first(String name, Mapper<T> mapper, Object... values) {
    List<T> found = new ArrayList<>(1);
    each(
        name,
        row -> {
          found.add(mapper.map(row));
          return false;
        },
        values);
    return found.stream().findFirst();
  }

  /// Shows rows one by one as they are read.
  void each(String name, Visitor visitor, Object... values) {
    try (Connection connection = database.reader();
        PreparedStatement statement =
            connection.prepareStatement(
                database.sql().text(name),
                ResultSet.TYPE_FORWARD_ONLY,
                ResultSet.CONCUR_READ_ONLY)) {
      bind(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next() && visitor.visit(rows)) {
          // The visitor does the work.
        }
      }
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      switch (values[i]) {
        case Long number -> statement.setLong(i + 1, number);
        case Integer number -> statement.setLong(i + 1, number);
        case byte[] bytes -> statement.setBytes(i + 1, bytes);
        case Object text -> statement.setString(i + 1, text.toString());
      }
    }
  }
}
