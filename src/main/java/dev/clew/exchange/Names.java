package dev.clew.exchange;

import dev.clew.wire.Signal;

/// What OTLP calls the parts of a signal.
///
/// @param scopes the field with the scopes of a resource
/// @param records the field with the records of a scope
/// @param record the type of a record
record Names(String scopes, String records, String record) {
  static Names of(Signal signal) {
    return switch (signal) {
      case TRACES -> new Names("scopeSpans", "spans", "Span");
      case LOGS -> new Names("scopeLogs", "logRecords", "LogRecord");
      case METRICS -> new Names("scopeMetrics", "metrics", "Metric");
    };
  }
}
