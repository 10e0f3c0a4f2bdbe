package dev.clew.store;

import dev.clew.wire.MalformedMessage;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;

/// A span as a row of a table, without its message.
///
/// @param trace the store's id of its trace
/// @param scope the store's id of its scope
/// @param span its span id as a number
/// @param parent its parent's; 0 for none
/// @param start nanoseconds since 1970
/// @param duration nanoseconds
/// @param kindAndStatus OTLP's kind, plus 16 times the status code
public record SpanRow(
    long id,
    long trace,
    long scope,
    long span,
    long parent,
    long start,
    long duration,
    int kindAndStatus,
    String name,
    SpanDetails details) {
  /// How many bits the kind and status have, which come in one number with the details: each column
  /// is a call of the library.
  private static final int KIND = 6;

  static SpanRow of(ResultSet row) throws SQLException {
    long kindAndDetails = row.getLong(8);
    long details = kindAndDetails >> KIND;
    return new SpanRow(
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        (int) kindAndDetails & ((1 << KIND) - 1),
        row.getString(9),
        details == SpanDetails.UNKNOWN ? details(row.getBytes(10)) : SpanDetails.unpack(details));
  }

  private static SpanDetails details(byte[] message) {
    try {
      return SpanDetails.of(message);
    } catch (MalformedMessage e) {
      throw new UncheckedIOException(e);
    }
  }
}
