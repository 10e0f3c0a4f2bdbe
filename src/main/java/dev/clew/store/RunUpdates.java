package dev.clew.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// Changes of runs that are already there. Of the writing thread.
final class RunUpdates {
  private RunUpdates() {}

  /// Notes what the records of a run come to.
  static void set(Connection connection, Sql sql, long run, RunProjection facts)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql.text("set-facts"))) {
      update.setString(1, facts.state());
      update.setLong(2, facts.open() ? 1 : 0);
      update.setLong(3, facts.started());
      update.setLong(4, facts.duration());
      update.setString(5, facts.name());
      update.setString(6, facts.title());
      update.setString(7, String.join("\n", facts.services()));
      update.setString(8, facts.branch());
      update.setString(9, facts.summary());
      update.setLong(10, run);
      update.executeUpdate();
    }
  }
}
