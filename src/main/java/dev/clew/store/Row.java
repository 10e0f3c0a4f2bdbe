package dev.clew.store;

import dev.clew.runs.RunName;
import org.jspecify.annotations.Nullable;

/// One record of a request: what is searched for, and where its message lies in the request.
///
/// Ids of traces and spans are given as numbers; 0 is none. Times are nanoseconds since 1970.
sealed interface Row {
  /// The run that the record itself names; null when it names none.
  @Nullable RunName run();

  /// Where the message starts in the request.
  int from();

  /// Where it ends.
  int to();

  /// A span.
  ///
  /// @param kind OTLP's kind, plus 16 times the status code
  /// @param details [SpanDetails]
  record Span(
      @Nullable RunName run,
      long traceHigh,
      long traceLow,
      long span,
      long parent,
      long start,
      long end,
      int kind,
      String name,
      boolean ofClew,
      long details,
      int from,
      int to)
      implements Row {
    boolean failed() {
      return kind >> 4 == 2;
    }
  }

  /// A log record.
  ///
  /// @param event the event's name, null when it is none
  record Log(
      @Nullable RunName run,
      long traceHigh,
      long traceLow,
      long span,
      long time,
      int severity,
      @Nullable String event,
      int from,
      int to)
      implements Row {}

  /// A point of a metric.
  record Point(@Nullable RunName run, Descriptor metric, long time, int from, int to)
      implements Row {}

  /// What the points of a metric share.
  ///
  /// @param kind the number of the field that holds the points: 5 gauge, 7 sum, 9 histogram, 10
  ///   exponential histogram, 11 summary; 0 for none
  /// @param data the message without its points
  @SuppressWarnings("ArrayRecordComponent")
  record Descriptor(String name, String unit, int kind, byte[] data) {}
}
