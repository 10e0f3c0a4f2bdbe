package dev.clew.store;

import dev.clew.otlp.codec.MalformedMessage;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.function.Consumer;

/// Rows of a table of spans that SQLite has joined to one text: a call of the library for each
/// column of each of a hundred thousand rows takes longer than finding them.
///
/// A row is its numbers and how many bytes its name has, each with a comma behind; the name and a
/// semicolon; and its message in hexadecimal digits where its details are not known. Rows have a
/// comma between them.
final class SpanRows {
  /// How many bits the kind and status have, which come in one number with the details.
  private static final int KIND = 6;

  static final SpanRows NONE = new SpanRows(0, 0, new byte[0]);

  private final int count;
  private final long last;
  private final byte[] text;
  private int at;

  private SpanRows(int count, long last, byte[] text) {
    this.count = count;
    this.last = last;
    this.text = text;
  }

  /// @param row how many they are, the last one's id, and the text
  static SpanRows of(ResultSet row) throws SQLException {
    int count = row.getInt(1);
    return count == 0 ? NONE : new SpanRows(count, row.getLong(2), row.getBytes(3));
  }

  int count() {
    return count;
  }

  /// The id of the last one.
  long last() {
    return last;
  }

  /// Shows them one by one.
  void each(Consumer<SpanRow> visitor) {
    while (at < text.length) {
      visitor.accept(next());
    }
  }

  private SpanRow next() {
    long trace = number();
    long scope = number();
    long span = number();
    long parent = number();
    long offset = number();
    long duration = number();
    long kindAndDetails = number();
    int length = (int) number();
    String name = new String(text, at, length, StandardCharsets.UTF_8);
    at += length + 1;
    long details = kindAndDetails >> KIND;
    String message = rest();
    return new SpanRow(
        trace,
        scope,
        span,
        parent,
        offset,
        duration,
        (int) kindAndDetails & ((1 << KIND) - 1),
        name,
        details == SpanDetails.UNKNOWN ? details(message) : SpanDetails.unpack(details));
  }

  /// The next number and its comma.
  private long number() {
    boolean negative = text[at] == '-';
    if (negative) {
      at++;
    }
    // Below zero, where the smallest number has its place, too.
    long number = 0;
    for (int digit = text[at++] - '0'; digit >= 0; digit = text[at++] - '0') {
      number = number * 10 - digit;
    }
    return negative ? number : -number;
  }

  /// What is left of the row.
  private String rest() {
    int start = at;
    while (at < text.length && text[at] != ',') {
      at++;
    }
    return new String(text, start, at++ - start, StandardCharsets.US_ASCII);
  }

  private static SpanDetails details(String message) {
    try {
      return SpanDetails.of(HexFormat.of().parseHex(message));
    } catch (MalformedMessage e) {
      throw new UncheckedIOException(e);
    }
  }
}
