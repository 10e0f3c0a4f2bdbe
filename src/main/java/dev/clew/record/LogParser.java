package dev.clew.record;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/// Reads one `LogRecord`.
final class LogParser {
  private final RecordSource source;
  private long time;
  private long observed;
  private int severity;
  private String severityText = "";
  private Value body = new Value.Empty();
  private String eventName = "";
  private String traceId = "";
  private String spanId = "";
  private Attributes attributes = Attributes.EMPTY;

  LogParser(RecordSource source) {
    this.source = source;
  }

  LogEntry read(JsonParser parser, ValueParser values) throws IOException {
    Json.object(parser, field -> field(field, parser, values));
    return new LogEntry(
        source,
        time != 0 ? time : observed,
        severity,
        severityText,
        body,
        eventName.isEmpty() ? attributes.text("event.name") : eventName,
        traceId,
        spanId,
        attributes);
  }

  private void field(String field, JsonParser parser, ValueParser values) throws IOException {
    switch (field) {
      case "timeUnixNano" -> time = Json.time(parser);
      case "observedTimeUnixNano" -> observed = Json.time(parser);
      case "severityNumber" -> severity = Json.number(parser);
      case "severityText" -> severityText = Json.text(parser);
      case "body" -> body = values.value();
      case "eventName" -> eventName = Json.text(parser);
      case "traceId" -> traceId = Json.id(parser);
      case "spanId" -> spanId = Json.id(parser);
      case "attributes" -> attributes = values.attributes();
      default -> parser.skipChildren();
    }
  }
}
