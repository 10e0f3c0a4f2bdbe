package dev.clew.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Several statements with the same numbered parameters.
final class Script {
  private Script() {}

  static void run(Connection connection, String text, long... values) throws SQLException {
    for (String part : text.split(";\\s*\n", -1)) {
      if (part.isBlank()) {
        continue;
      }
      try (PreparedStatement statement = connection.prepareStatement(part)) {
        int wanted = statement.getParameterMetaData().getParameterCount();
        for (int i = 0; i < wanted; i++) {
          statement.setLong(i + 1, values[i]);
        }
        run(statement);
      }
    }
  }

  /// SQLite answers some statements that change the schema with rows, and has done its work when
  /// they have been read.
  private static void run(PreparedStatement statement) throws SQLException {
    if (statement.execute()) {
      try (ResultSet rows = statement.getResultSet()) {
        while (rows.next()) {
          // What it says is of no interest.
        }
      }
    }
  }
}
