package dev.clew.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// A scope and its resource.
///
/// @param data the scope's message, null when there was none
/// @param resourceData the resource's message
@SuppressWarnings("ArrayRecordComponent")
public record StoredScope(
    long id,
    String name,
    String schemaUrl,
    byte @Nullable [] data,
    long resource,
    String service,
    String resourceSchemaUrl,
    byte[] resourceData) {
  static StoredScope of(ResultSet row) throws SQLException {
    return new StoredScope(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getBytes(4),
        row.getLong(5),
        row.getString(6),
        row.getString(7),
        row.getBytes(8));
  }
}
