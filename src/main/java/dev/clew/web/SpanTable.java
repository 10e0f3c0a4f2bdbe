package dev.clew.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.store.Store;
import dev.clew.store.StoredScope;
import dev.clew.store.StoredSpan;
import dev.clew.wire.MalformedMessage;
import dev.clew.wire.ProtoCursor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Spans as rows of a table whose names are said once, for a page that draws a hundred thousand of
/// them. Rows are written as they are read.
final class SpanTable {
  private static final int STAGE = 1;
  private static final int COMMAND = 2;
  private static final byte[] KIND = "clew.kind".getBytes(StandardCharsets.US_ASCII);

  private final Store store;
  private final long base;
  private final Words names = new Words();
  private final Words services = new Words();
  private final Words scopes = new Words();
  private final Words traces = new Words();
  private final Map<Long, int[]> scopeWords = new HashMap<>();
  private final Map<Long, Integer> traceWords = new HashMap<>();
  private final StringBuilder rows = new StringBuilder(1 << 16);
  private long last;

  /// @param base nanoseconds since 1970 that starts are counted from
  SpanTable(Store store, long base, long after) {
    this.store = store;
    this.base = base;
    this.last = after;
  }

  /// Words that are said once.
  private static final class Words {
    private final Map<String, Integer> places = new HashMap<>();
    private final List<String> all = new ArrayList<>();

    int place(String word) {
      Integer known = places.putIfAbsent(word, all.size());
      if (known == null) {
        all.add(word);
        return all.size() - 1;
      }
      return known;
    }

    void write(JsonGenerator json, String name) throws IOException {
      json.writeArrayFieldStart(name);
      for (String word : all) {
        json.writeString(word);
      }
      json.writeEndArray();
    }
  }

  /// Adds a span that has ended.
  boolean add(StoredSpan span) {
    last = span.id();
    Details details = Details.of(span.data());
    row(
        span.span(),
        span.parent(),
        traceWords.computeIfAbsent(span.trace(), this::trace),
        names.place(span.name()),
        scopeWords.computeIfAbsent(span.scope(), this::scope),
        span.kindAndStatus(),
        span.start() - base);
    rows.append(span.duration());
    end(details.events, details.links, details.flags);
    return true;
  }

  /// Adds what has started and not ended.
  void open(String span, String parent, String trace, String name, long start, boolean stage) {
    row(
        parse(span),
        parse(parent),
        traces.place(trace),
        names.place(name),
        new int[] {services.place("clew"), scopes.place("clew.run")},
        3,
        start - base);
    rows.append("null");
    end(0, 0, stage ? STAGE : COMMAND);
  }

  private static long parse(String hex) {
    return hex.length() == 16 ? Ids.span(hex) : 0;
  }

  private void row(
      long span, long parent, int trace, int name, int[] scope, int kindAndStatus, long offset) {
    rows.append(rows.isEmpty() ? "[\"" : ",[\"")
        .append(Ids.hex(span))
        .append("\",\"")
        .append(Ids.hex(parent))
        .append("\",")
        .append(trace)
        .append(',')
        .append(name)
        .append(',')
        .append(scope[0])
        .append(',')
        .append(scope[1])
        .append(',')
        .append(kindAndStatus & 0xF)
        .append(',')
        .append(kindAndStatus >> 4)
        .append(',')
        .append(offset)
        .append(',');
  }

  private void end(int events, int links, int flags) {
    rows.append(',').append(events).append(',').append(links).append(',').append(flags).append(']');
  }

  private int trace(long id) {
    return traces.place(
        store.traces().byId(id).map(trace -> trace.traceId()).orElse("0".repeat(32)));
  }

  private int[] scope(long id) {
    StoredScope scope = store.scopes().get(id);
    return new int[] {services.place(scope.service()), scopes.place(scope.name())};
  }

  /// Takes the rows that were added since the last call.
  String take() {
    String taken = "[" + rows + "]";
    rows.setLength(0);
    return taken;
  }

  /// The document.
  ///
  /// @param ended rows of spans, `open` those of what goes on
  byte[] write(String ended, String open) {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.writeBytes(
        JsonDocument.of(
            json -> {
              json.writeStartObject();
              json.writeStringField("base", Long.toString(base));
              json.writeStringField("cursor", Long.toString(last));
              names.write(json, "names");
              services.write(json, "services");
              scopes.write(json, "scopes");
              traces.write(json, "traces");
              json.writeFieldName("spans");
              json.writeRawValue(ended);
              json.writeFieldName("open");
              json.writeRawValue(open);
              json.writeEndObject();
            }));
    return head.toByteArray();
  }

  /// What only the message itself tells.
  private record Details(int events, int links, int flags) {
    static Details of(byte[] data) {
      int events = 0;
      int links = 0;
      int flags = 0;
      try {
        ProtoCursor cursor = new ProtoCursor(data, 0, data.length);
        while (cursor.next()) {
          if (cursor.isBlock(11)) {
            events++;
          } else if (cursor.isBlock(13)) {
            links++;
          } else if (cursor.isBlock(9) && cursor.blockLength() < 32) {
            flags |= flag(data, cursor.blockStart(), cursor.blockEnd());
          }
        }
      } catch (MalformedMessage e) {
        throw new UncheckedIOException(e);
      }
      return new Details(events, links, flags);
    }

    /// Of `clew.kind`: `run` or `stage`.
    private static int flag(byte[] data, int from, int to) {
      int key = from + 2;
      int end = key + KIND.length;
      if (end > to || !java.util.Arrays.equals(data, key, end, KIND, 0, KIND.length)) {
        return 0;
      }
      return new String(data, end, to - end, StandardCharsets.US_ASCII).endsWith("stage")
          ? STAGE
          : COMMAND;
    }
  }
}
