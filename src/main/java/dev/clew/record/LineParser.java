package dev.clew.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads one line of OTLP/JSON into entries: all of them or, when the line is damaged, none.
public final class LineParser {
  private static final int MAX_DEPTH = 200;

  private final JsonFactory factory =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /// Names of the nested arrays of a signal.
  private enum Signal {
    SPANS("scopeSpans", "spans"),
    LOGS("scopeLogs", "logRecords"),
    METRICS("scopeMetrics", "metrics");

    private final String scopes;
    private final String records;

    Signal(String scopes, String records) {
      this.scopes = scopes;
      this.records = records;
    }
  }

  /// Reads a line.
  ///
  /// @throws IOException when the line is no OTLP/JSON
  public List<Entry> parse(byte[] buffer, int offset, int length) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (JsonParser parser = factory.createParser(buffer, offset, length)) {
      parser.nextToken();
      Json.expect(parser, JsonToken.START_OBJECT);
      ValueParser values = new ValueParser(parser);
      Json.object(
          parser,
          field -> {
            switch (field) {
              case "resourceSpans" -> resources(parser, values, Signal.SPANS, entries);
              case "resourceLogs" -> resources(parser, values, Signal.LOGS, entries);
              case "resourceMetrics" -> resources(parser, values, Signal.METRICS, entries);
              default -> parser.skipChildren();
            }
          });
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "more than one value in a line");
      }
    }
    return entries;
  }

  private static void resources(
      JsonParser parser, ValueParser values, Signal signal, List<Entry> entries)
      throws IOException {
    Json.array(
        parser,
        () -> {
          List<RecordSource> sources = new ArrayList<>(1);
          Attributes[] resource = {Attributes.EMPTY};
          Json.object(
              parser,
              field -> {
                if (field.equals("resource")) {
                  resource[0] = values.resource();
                } else if (field.equals(signal.scopes)) {
                  Json.array(parser, () -> sources.add(scope(parser, values, signal, entries)));
                } else {
                  parser.skipChildren();
                }
              });
          sources.forEach(source -> source.resource(resource[0]));
        });
  }

  private static RecordSource scope(
      JsonParser parser, ValueParser values, Signal signal, List<Entry> entries)
      throws IOException {
    RecordSource source = new RecordSource();
    Json.object(
        parser,
        field -> {
          if (field.equals("scope")) {
            Json.object(parser, inner -> scopeName(inner, parser, source));
          } else if (field.equals(signal.records)) {
            Json.array(parser, () -> record(parser, values, signal, source, entries));
          } else {
            parser.skipChildren();
          }
        });
    return source;
  }

  private static void scopeName(String field, JsonParser parser, RecordSource source)
      throws IOException {
    if (field.equals("name")) {
      source.scope(Json.text(parser));
    } else {
      parser.skipChildren();
    }
  }

  private static void record(
      JsonParser parser,
      ValueParser values,
      Signal signal,
      RecordSource source,
      List<Entry> entries)
      throws IOException {
    switch (signal) {
      case SPANS -> entries.add(new SpanParser(source).read(parser, values));
      case LOGS -> entries.add(new LogParser(source).read(parser, values));
      case METRICS -> entries.addAll(new MetricParser().read(parser, values, source));
    }
  }
}
