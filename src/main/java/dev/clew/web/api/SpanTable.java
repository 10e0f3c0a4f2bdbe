package dev.clew.web.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.otlp.codec.JsonBuffer;
import dev.clew.otlp.codec.JsonDocument;
import dev.clew.store.SpanDetails;
import dev.clew.store.SpanRow;
import dev.clew.store.Store;
import dev.clew.store.StoredLink;
import dev.clew.store.StoredScope;
import dev.clew.store.StoredTrace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Spans as a table, a column each, whose names are said once, for a page that draws a hundred
/// thousand of them. Columns are written as spans are read.
final class SpanTable {
  /// After so many traces that are looked up one by one, those of the run are looked up together.
  private static final int SINGLY = 8;

  private static final String SPANS = "{\"spans\":";
  private static final String OPEN = ",\"open\":";

  private final Store store;
  private final long base;
  private final Words names = new Words();
  private final Words services = new Words();
  private final Words scopes = new Words();
  private final Words traces = new Words();
  private final Map<Long, int[]> scopeWords = new HashMap<>();
  private final Map<Long, Integer> traceWords = new HashMap<>();
  private final Map<Long, String> traceIds = new HashMap<>();
  private final SpanColumns ended;
  private final SpanColumns open = new SpanColumns(0);
  private final List<StoredLink> links = new ArrayList<>();
  private final long run;
  private int unknown;

  /// @param run the store's id of the run of most of the spans
  /// @param base nanoseconds since 1970 that starts are counted from
  /// @param expected about how many spans will be added
  SpanTable(Store store, long run, long base, long expected) {
    this.store = store;
    this.run = run;
    this.base = base;
    this.ended = new SpanColumns(Math.toIntExact(expected));
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
  void add(SpanRow span) {
    row(
        ended,
        span.span(),
        span.parent(),
        traceWords.computeIfAbsent(span.trace(), this::trace),
        names.place(span.name()),
        scopeWords.computeIfAbsent(span.scope(), this::scope),
        span.kindAndStatus(),
        span.offset());
    if (span.duration() < 0) {
      ended.duration.none();
    } else {
      ended.duration.number(span.duration());
    }
    SpanDetails details = span.details();
    end(ended, details.events(), details.links(), details.kind());
  }

  /// Adds what has started and not ended.
  void open(String span, String parent, String trace, String name, long start, boolean stage) {
    row(
        open,
        parse(span),
        parse(parent),
        traces.place(trace),
        names.place(name),
        new int[] {services.place("clew"), scopes.place("clew.run")},
        3,
        start - base);
    open.duration.none();
    end(open, 0, 0, stage ? SpanDetails.STAGE : SpanDetails.COMMAND);
  }

  /// Adds a link of a span that has ended.
  void link(StoredLink link) {
    links.add(link);
  }

  private static long parse(String hex) {
    return hex.length() == 16 ? HexIds.span(hex) : 0;
  }

  private void row(
      SpanColumns to,
      long span,
      long parent,
      int trace,
      int name,
      int[] scope,
      int kindAndStatus,
      long offset) {
    to.id.id(span);
    to.parent.id(parent);
    to.trace.number(trace);
    to.name.number(name);
    to.service.number(scope[0]);
    to.scope.number(scope[1]);
    to.kind.number(kindAndStatus & 0xF);
    to.status.number(kindAndStatus >> 4);
    if (offset == -base) {
      to.start.none();
    } else {
      to.start.number(offset);
    }
  }

  private static void end(SpanColumns of, int events, int links, int flags) {
    of.events.number(events);
    of.links.number(links);
    of.flags.number(flags);
  }

  private int trace(long id) {
    if (++unknown == SINGLY) {
      traceIds.putAll(store.traces().idsOfRun(run));
    }
    String known = traceIds.get(id);
    return traces.place(
        known != null
            ? known
            : store.traces().byId(id).map(StoredTrace::traceId).orElse("0".repeat(32)));
  }

  private int[] scope(long id) {
    StoredScope scope = store.scopes().get(id);
    return new int[] {services.place(scope.service()), scopes.place(scope.name())};
  }

  private void links(JsonGenerator json, int[] linking) throws IOException {
    json.writeStartObject();
    json.writeFieldName("trace");
    json.writeArray(linking, 0, linking.length);
    texts(json, "span", link -> HexFormat.of().toHexDigits(link.span()));
    texts(json, "toTrace", StoredLink::toTrace);
    texts(json, "toSpan", link -> HexFormat.of().toHexDigits(link.toSpan()));
    json.writeEndObject();
  }

  private void texts(JsonGenerator json, String name, Function<StoredLink, String> text)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (StoredLink link : links) {
      json.writeString(text.apply(link));
    }
    json.writeEndArray();
  }

  /// The document.
  ///
  /// @param last what `after` takes to go on
  byte[] finish(long last) {
    int[] linking = new int[links.size()];
    Arrays.setAll(linking, i -> traceWords.computeIfAbsent(links.get(i).trace(), this::trace));
    byte[] words =
        JsonDocument.of(
            json -> {
              json.writeStartObject();
              json.writeStringField("base", Long.toString(base));
              json.writeStringField("cursor", Long.toString(last));
              names.write(json, "names");
              services.write(json, "services");
              scopes.write(json, "scopes");
              traces.write(json, "traces");
              json.writeFieldName("links");
              links(json, linking);
              json.writeEndObject();
            });
    JsonBuffer document =
        new JsonBuffer(
            SPANS.length() + ended.length() + OPEN.length() + open.length() + words.length);
    document.put(SPANS);
    ended.write(document);
    document.put(OPEN);
    open.write(document);
    document.put(',');
    document.put(words, 1, words.length - 1);
    return document.toBytes();
  }
}
