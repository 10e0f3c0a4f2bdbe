package dev.clew.runs;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.record.LogEntry;
import java.io.IOException;
import java.util.Locale;

/// Log records as JSON; see docs/reference/json-output.md.
public final class LogJson {
  private LogJson() {}

  public static void write(JsonGenerator json, LogEntry entry) throws IOException {
    json.writeStartObject();
    JsonFields.time(json, "time", entry.timeNanos());
    json.writeStringField("level", entry.level().name().toLowerCase(Locale.ROOT));
    json.writeStringField("subsystem", entry.subsystem());
    JsonFields.text(json, "stream", entry.stream());
    JsonFields.text(json, "eventName", entry.eventName());
    json.writeFieldName("body");
    JsonFields.value(json, entry.body());
    JsonFields.text(json, "traceId", entry.traceId());
    JsonFields.text(json, "spanId", entry.spanId());
    JsonFields.attributes(json, "attributes", entry.attributes());
    json.writeEndObject();
  }
}
