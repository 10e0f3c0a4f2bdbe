package dev.clew.runs;

import dev.clew.record.LogEntry;

/// The span whose log records to show.
///
/// @param trace what the trace id must start with; empty for any
/// @param span what the span id must start with; empty for any
public record SpanChoice(String trace, String span) {
  /// Any span, or none.
  public static final SpanChoice ANY = new SpanChoice("", "");

  /// Reads `SPAN` or `TRACE:SPAN`.
  public static SpanChoice of(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? new SpanChoice("", text)
        : new SpanChoice(text.substring(0, colon), text.substring(colon + 1));
  }

  boolean matches(LogEntry entry) {
    return entry.spanId().startsWith(span) && entry.traceId().startsWith(trace);
  }
}
