package dev.clew.telemetry.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.config.LoggingSettings.Format;
import dev.clew.config.LoggingSettings.Level;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/// One event of Clew's own log.
///
/// @param subsystem where it comes from
/// @param fields what else there is to it, `trace_id` and `span_id` of an active span included;
///   never secrets
public record LogLine(
    Instant at, Level level, String subsystem, String message, Map<String, Object> fields) {

  /// The level's name in lower case.
  public String levelName() {
    return level.name().toLowerCase(Locale.ROOT);
  }

  /// Without the end of the line.
  public String in(Format format) {
    return switch (format) {
      case TEXT -> text();
      case JSON -> json();
    };
  }

  private String text() {
    StringBuilder line =
        new StringBuilder(160)
            .append(at)
            .append(' ')
            .append(levelName())
            .append(" subsystem=")
            .append(subsystem)
            .append(' ')
            .append(message);
    fields.forEach((key, value) -> line.append(' ').append(key).append('=').append(value));
    return line.toString();
  }

  private String json() {
    var line = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("timestamp", at.toString());
      json.writeStringField("level", levelName());
      json.writeStringField("subsystem", subsystem);
      json.writeStringField("message", message);
      for (Map.Entry<String, Object> field : fields.entrySet()) {
        if (field.getValue() instanceof Long || field.getValue() instanceof Integer) {
          json.writeNumberField(field.getKey(), ((Number) field.getValue()).longValue());
        } else {
          json.writeStringField(field.getKey(), String.valueOf(field.getValue()));
        }
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return line.toString();
  }
}
