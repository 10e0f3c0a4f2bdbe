package dev.clew.record;

/// One record of a run file.
public sealed interface Entry permits SpanEntry, LogEntry, MetricPoint {
  RecordSource source();

  /// When it happened (a span: when it ended), in nanoseconds since 1970; 0 when the file does not
  /// say.
  long timeNanos();
}
