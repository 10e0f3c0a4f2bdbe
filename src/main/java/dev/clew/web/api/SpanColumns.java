package dev.clew.web.api;

import dev.clew.otlp.codec.JsonBuffer;
import java.util.ArrayList;
import java.util.List;

/// What a table of spans has, a list of JSON for each column.
final class SpanColumns {
  private final List<Column> all = new ArrayList<>();
  final Column id;
  final Column parent;
  final Column trace;
  final Column name;
  final Column service;
  final Column scope;
  final Column kind;
  final Column status;
  final Column start;
  final Column duration;
  final Column events;
  final Column links;
  final Column flags;

  /// @param expected about how many spans will be added
  SpanColumns(int expected) {
    id = column("id", 19 * expected);
    parent = column("parent", 19 * expected);
    trace = column("trace", 2 * expected);
    name = column("name", 7 * expected);
    service = column("service", 2 * expected);
    scope = column("scope", 2 * expected);
    kind = column("kind", 2 * expected);
    status = column("status", 2 * expected);
    start = column("start", 11 * expected);
    duration = column("duration", 9 * expected);
    events = column("events", 2 * expected);
    links = column("links", 2 * expected);
    flags = column("flags", 2 * expected);
  }

  private Column column(String name, int expected) {
    Column column = new Column(name, expected);
    all.add(column);
    return column;
  }

  /// A column.
  static final class Column {
    private static final int AROUND = 64;

    private final JsonBuffer json;

    /// @param expected about how many bytes its values take, with their commas
    private Column(String name, int expected) {
      json = new JsonBuffer(AROUND + expected);
      json.put('"');
      json.put(name);
      json.put("\":[");
    }

    void number(long value) {
      json.comma();
      json.number(value);
    }

    void none() {
      json.comma();
      json.put("null");
    }

    /// A span id; empty for none.
    void id(long span) {
      json.comma();
      json.put('"');
      if (span != 0) {
        json.hex(span);
      }
      json.put('"');
    }
  }

  /// How many bytes they take in a document.
  int length() {
    return all.stream().mapToInt(column -> column.json.length() + "],".length()).sum()
        + "{}".length()
        - 1;
  }

  void write(JsonBuffer to) {
    to.put('{');
    for (Column column : all) {
      to.comma();
      to.put(column.json.bytes(), 0, column.json.length());
      to.put(']');
    }
    to.put('}');
  }
}
