package dev.clew.telemetry.log;

import dev.clew.config.LoggingSettings;
import dev.clew.config.LoggingSettings.Format;
import dev.clew.config.LoggingSettings.Level;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Clew's own log: one line an event, with the subsystem it comes from and the active span's
/// `trace_id` and `span_id`.
///
/// @param to takes a finished line
public record Log(LoggingSettings settings, Clock clock, Consumer<String> to) {
  /// A log that writes nothing.
  public static Log off() {
    return new Log(new LoggingSettings(Level.ERROR, Format.TEXT), Clock.systemUTC(), _ -> {});
  }

  /// Writes a line of level DEBUG.
  ///
  /// @param attributes pairs of key and value; never secrets
  public void debug(String subsystem, String message, Context context, Object... attributes) {
    write(Level.DEBUG, subsystem, message, context, attributes);
  }

  private void write(
      Level level, String subsystem, String message, Context context, Object... attributes) {
    if (level.compareTo(settings.level()) < 0) {
      return;
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i + 1 < attributes.length; i += 2) {
      fields.put(String.valueOf(attributes[i]), attributes[i + 1]);
    }
    SpanContext span = Span.fromContext(context).getSpanContext();
    if (span.isValid()) {
      fields.put("trace_id", span.getTraceId());
      fields.put("span_id", span.getSpanId());
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    to.accept(new LogLine(now, level, subsystem, message, fields).in(settings.format()));
  }
}
