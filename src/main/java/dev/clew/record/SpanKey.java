package dev.clew.record;

/// What names a span: its trace and its id in it. Span ids alone repeat.
///
/// @param traceId empty where it is not known
public record SpanKey(String traceId, String spanId) {}
