package dev.clew.store;

import java.sql.Connection;
import java.sql.SQLException;

/// The ids that each table gives out. They outlive a connection that has failed: an id is never
/// given to something else, which those who know it could take for what it was.
record TableIds(
    Ids resources,
    Ids scopes,
    Ids metrics,
    Ids runs,
    Ids segments,
    Ids traces,
    Ids spans,
    Ids logs,
    Ids points) {
  static TableIds of(Connection connection) throws SQLException {
    return new TableIds(
        new Ids(connection, "resources"),
        new Ids(connection, "scopes"),
        new Ids(connection, "metrics"),
        new Ids(connection, "runs"),
        new Ids(connection, "segments"),
        new Ids(connection, "traces"),
        new Ids(connection, "spans"),
        new Ids(connection, "logs"),
        new Ids(connection, "points"));
  }

  /// The newest ids, to tell what was stored later.
  Cursor cursor() {
    return new Cursor(spans.last(), logs.last(), points.last());
  }
}
