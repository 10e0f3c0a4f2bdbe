package dev.clew.record;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads one `Span`.
final class SpanParser {
  private static final int ERROR = 2;

  private final RecordSource source;
  private String traceId = "";
  private String spanId = "";
  private String parentSpanId = "";
  private String name = "";
  private int kind;
  private long start;
  private long end;
  private int status;
  private String statusMessage = "";
  private Attributes attributes = Attributes.EMPTY;
  private final List<SpanEntry.SpanEvent> events = new ArrayList<>(0);
  private final List<SpanKey> links = new ArrayList<>(0);

  SpanParser(RecordSource source) {
    this.source = source;
  }

  SpanEntry read(JsonParser parser, ValueParser values) throws IOException {
    Json.object(parser, field -> field(field, parser, values));
    return new SpanEntry(
        source,
        traceId,
        spanId,
        parentSpanId,
        name,
        kind,
        start,
        end,
        status == ERROR,
        statusMessage,
        attributes,
        events,
        links);
  }

  private void field(String field, JsonParser parser, ValueParser values) throws IOException {
    switch (field) {
      case "traceId" -> traceId = Json.id(parser);
      case "spanId" -> spanId = Json.id(parser);
      case "parentSpanId" -> parentSpanId = Json.id(parser);
      case "name" -> name = Json.text(parser);
      case "kind" -> kind = Json.number(parser);
      case "startTimeUnixNano" -> start = Json.time(parser);
      case "endTimeUnixNano" -> end = Json.time(parser);
      case "attributes" -> attributes = values.attributes();
      case "status" -> Json.object(parser, status -> status(status, parser));
      case "events" -> Json.array(parser, () -> events.add(new EventParser().read(parser, values)));
      case "links" -> Json.array(parser, () -> links.add(new LinkParser().read(parser)));
      default -> parser.skipChildren();
    }
  }

  private void status(String field, JsonParser parser) throws IOException {
    switch (field) {
      case "code" -> status = Json.number(parser);
      case "message" -> statusMessage = Json.text(parser);
      default -> parser.skipChildren();
    }
  }

  private static final class EventParser {
    private String name = "";
    private long time;
    private Attributes attributes = Attributes.EMPTY;

    SpanEntry.SpanEvent read(JsonParser parser, ValueParser values) throws IOException {
      Json.object(
          parser,
          field -> {
            switch (field) {
              case "name" -> name = Json.text(parser);
              case "timeUnixNano" -> time = Json.time(parser);
              case "attributes" -> attributes = values.attributes();
              default -> parser.skipChildren();
            }
          });
      return new SpanEntry.SpanEvent(name, time, attributes);
    }
  }

  private static final class LinkParser {
    private String traceId = "";
    private String spanId = "";

    SpanKey read(JsonParser parser) throws IOException {
      Json.object(
          parser,
          field -> {
            switch (field) {
              case "traceId" -> traceId = Json.id(parser);
              case "spanId" -> spanId = Json.id(parser);
              default -> parser.skipChildren();
            }
          });
      return new SpanKey(traceId, spanId);
    }
  }
}
