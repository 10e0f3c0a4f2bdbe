package dev.clew.transfer;

import dev.clew.otlp.codec.OtlpSignal;

/// What OTLP calls the parts of a signal.
///
/// @param resource the type of an element of a request
/// @param scopes the field with the scopes of a resource
/// @param scope the type of an element of it
/// @param records the field with the records of a scope
/// @param record the type of a record
record SignalFields(String resource, String scopes, String scope, String records, String record) {
  static SignalFields of(OtlpSignal signal) {
    return switch (signal) {
      case TRACES -> new SignalFields("ResourceSpans", "scopeSpans", "ScopeSpans", "spans", "Span");
      case LOGS ->
          new SignalFields("ResourceLogs", "scopeLogs", "ScopeLogs", "logRecords", "LogRecord");
      case METRICS ->
          new SignalFields("ResourceMetrics", "scopeMetrics", "ScopeMetrics", "metrics", "Metric");
    };
  }
}
