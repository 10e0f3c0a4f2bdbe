package dev.clew.record;

import java.util.List;

/// One span.
///
/// @param parentSpanId empty for a root
/// @param kind OTLP's number
/// @param error whether the status is ERROR
public record SpanEntry(
    RecordSource source,
    String traceId,
    String spanId,
    String parentSpanId,
    String name,
    int kind,
    long startNanos,
    long endNanos,
    boolean error,
    String statusMessage,
    Attributes attributes,
    List<SpanEvent> events,
    List<SpanKey> links)
    implements Entry {
  /// Something that happened within the span.
  public record SpanEvent(String name, long timeNanos, Attributes attributes) {}

  @Override
  public long timeNanos() {
    return endNanos;
  }
}
