package dev.clew.history;

/// What names a span: its trace and its id in it. Span ids alone repeat.
///
/// @param traceId empty where it is not known
record SpanKey(String traceId, String spanId) {}
