package dev.clew.web.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.clew.record.LogEntry;
import dev.clew.record.PlainValues;
import dev.clew.store.ScopeReads;
import dev.clew.store.StoredLog;
import dev.clew.time.EpochNanos;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A log record. Fields are those of `clew logs -o json`, and what a page shows beside them.
///
/// @param id a cursor: what comes after this record
/// @param timeNanos nanoseconds since 1970
/// @param text the body as text, where the body is none; of an output line as it was written,
///   colours included, where it had any
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record LogView(
    String id,
    String timeNanos,
    @Nullable String time,
    String level,
    int severity,
    @Nullable Object body,
    String text,
    String stream,
    String eventName,
    String subsystem,
    String service,
    String traceId,
    String spanId,
    String run,
    Map<String, Object> attributes) {
  public static LogView of(
      StoredLog log, LogEntry entry, String id, String run, ScopeReads scopes) {
    String original = entry.attributes().text("log.record.original");
    Object body = PlainValues.of(entry.body());
    String text = original.isEmpty() ? entry.body().text() : original;
    return new LogView(
        id,
        Long.toString(log.time()),
        EpochNanos.rfc3339(log.time()),
        entry.level().name().toLowerCase(Locale.ROOT),
        log.severity(),
        body,
        text.equals(body) ? "" : text,
        entry.stream(),
        entry.eventName(),
        entry.subsystem(),
        scopes.get(log.scope()).service(),
        entry.traceId(),
        entry.spanId(),
        run,
        PlainValues.of(entry.attributes()));
  }
}
