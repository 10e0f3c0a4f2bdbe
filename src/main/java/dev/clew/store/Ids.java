package dev.clew.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Gives out the ids of one table. They only grow: an id also says what was stored later.
final class Ids {
  private long last;

  Ids(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT max(id) FROM " + table)) {
      last = result.next() ? result.getLong(1) : 0;
    }
  }

  long next() {
    return ++last;
  }

  long last() {
    return last;
  }
}
