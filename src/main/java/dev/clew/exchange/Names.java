package dev.clew.exchange;

import dev.clew.wire.Signal;

/// What OTLP calls the parts of a signal.
///
/// @param resource the type of an element of a request
/// @param scopes the field with the scopes of a resource
/// @param scope the type of an element of it
/// @param records the field with the records of a scope
/// @param record the type of a record
record Names(String resource, String scopes, String scope, String records, String record) {
  static Names of(Signal signal) {
    return switch (signal) {
      case TRACES -> new Names("ResourceSpans", "scopeSpans", "ScopeSpans", "spans", "Span");
      case LOGS -> new Names("ResourceLogs", "scopeLogs", "ScopeLogs", "logRecords", "LogRecord");
      case METRICS ->
          new Names("ResourceMetrics", "scopeMetrics", "ScopeMetrics", "metrics", "Metric");
    };
  }
}
