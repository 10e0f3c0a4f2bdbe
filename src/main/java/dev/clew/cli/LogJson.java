package dev.clew.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.history.LogEntry;
import java.io.IOException;
import java.util.Locale;

/// Log records as JSON; see docs/reference/json-output.md.
final class LogJson {
  private LogJson() {}

  static void write(JsonGenerator json, LogEntry entry) throws IOException {
    json.writeStartObject();
    JsonOutput.time(json, "time", entry.timeNanos());
    json.writeStringField("level", entry.level().name().toLowerCase(Locale.ROOT));
    json.writeStringField("subsystem", entry.subsystem());
    JsonOutput.text(json, "stream", entry.stream());
    JsonOutput.text(json, "eventName", entry.eventName());
    json.writeFieldName("body");
    JsonOutput.value(json, entry.body());
    JsonOutput.text(json, "traceId", entry.traceId());
    JsonOutput.text(json, "spanId", entry.spanId());
    JsonOutput.attributes(json, "attributes", entry.attributes());
    json.writeEndObject();
  }
}
