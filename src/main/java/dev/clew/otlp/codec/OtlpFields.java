package dev.clew.otlp.codec;

/// The numbers of those fields that are read or written by hand, under the names of the protocol. A
/// test compares them with [OtlpSchema].
public interface OtlpFields {
  /// `Export…ServiceRequest`, whose only field is named after the signal.
  interface RequestFields {
    int RESOURCES = 1;
  }

  /// `ResourceSpans`, `ResourceLogs` and `ResourceMetrics`, whose scopes are named after the
  /// signal.
  interface ResourceRecordsFields {
    int RESOURCE = 1;
    int SCOPES = 2;
    int SCHEMA_URL = 3;
  }

  /// `ScopeSpans`, `ScopeLogs` and `ScopeMetrics`, whose records are named after the signal.
  interface ScopeRecordsFields {
    int SCOPE = 1;
    int RECORDS = 2;
    int SCHEMA_URL = 3;
  }

  /// `Resource`.
  interface ResourceFields {
    int ATTRIBUTES = 1;
  }

  /// `InstrumentationScope`.
  interface ScopeFields {
    int NAME = 1;
  }

  /// `KeyValue`.
  interface KeyValueFields {
    int KEY = 1;
    int VALUE = 2;
  }

  /// `AnyValue`.
  interface AnyValueFields {
    int STRING_VALUE = 1;
    int BOOL_VALUE = 2;
    int INT_VALUE = 3;
    int DOUBLE_VALUE = 4;
    int ARRAY_VALUE = 5;
    int KVLIST_VALUE = 6;
    int BYTES_VALUE = 7;
  }

  /// `ArrayValue` and `KeyValueList`.
  interface ListFields {
    int VALUES = 1;
  }

  /// `Span`.
  interface SpanFields {
    int TRACE_ID = 1;
    int SPAN_ID = 2;
    int PARENT_SPAN_ID = 4;
    int NAME = 5;
    int KIND = 6;
    int START_TIME_UNIX_NANO = 7;
    int END_TIME_UNIX_NANO = 8;
    int ATTRIBUTES = 9;
    int EVENTS = 11;
    int LINKS = 13;
    int STATUS = 15;
  }

  /// `Span.Event`.
  interface EventFields {
    int TIME_UNIX_NANO = 1;
    int NAME = 2;
    int ATTRIBUTES = 3;
  }

  /// `Span.Link`.
  interface LinkFields {
    int TRACE_ID = 1;
    int SPAN_ID = 2;
    int ATTRIBUTES = 4;
  }

  /// `Status`.
  interface StatusFields {
    int MESSAGE = 2;
    int CODE = 3;
  }

  /// `LogRecord`.
  interface LogFields {
    int TIME_UNIX_NANO = 1;
    int SEVERITY_NUMBER = 2;
    int SEVERITY_TEXT = 3;
    int BODY = 5;
    int ATTRIBUTES = 6;
    int TRACE_ID = 9;
    int SPAN_ID = 10;
    int OBSERVED_TIME_UNIX_NANO = 11;
    int EVENT_NAME = 12;
  }

  /// `Metric`; [MetricData] has the fields with its points.
  interface MetricFields {
    int NAME = 1;
    int DESCRIPTION = 2;
    int UNIT = 3;
  }

  /// `Gauge`, `Sum` and the others.
  interface DataFields {
    int DATA_POINTS = 1;
  }

  /// `Sum`, and `Histogram` and `ExponentialHistogram` but for the last.
  interface SumFields {
    int AGGREGATION_TEMPORALITY = 2;
    int IS_MONOTONIC = 3;
  }

  /// `NumberDataPoint`; all points have their time in the same field.
  interface PointFields {
    int TIME_UNIX_NANO = 3;
    int AS_DOUBLE = 4;
    int AS_INT = 6;
    int ATTRIBUTES = 7;
  }

  /// What the points of histograms and summaries share.
  interface DistributionFields {
    int COUNT = 4;
    int SUM = 5;
  }

  /// `HistogramDataPoint`.
  interface HistogramFields extends DistributionFields {
    int BUCKET_COUNTS = 6;
    int EXPLICIT_BOUNDS = 7;
    int ATTRIBUTES = 9;
    int MIN = 11;
    int MAX = 12;
  }

  /// `ExponentialHistogramDataPoint`.
  interface ExponentialFields extends DistributionFields {
    int ATTRIBUTES = 1;
    int SCALE = 6;
    int ZERO_COUNT = 7;
    int POSITIVE = 8;
    int NEGATIVE = 9;
    int MIN = 12;
    int MAX = 13;
  }

  /// `ExponentialHistogramDataPoint.Buckets`.
  interface BucketsFields {
    int OFFSET = 1;
    int BUCKET_COUNTS = 2;
  }

  /// `SummaryDataPoint`.
  interface SummaryFields extends DistributionFields {
    int QUANTILE_VALUES = 6;
    int ATTRIBUTES = 7;
  }

  /// `SummaryDataPoint.ValueAtQuantile`.
  interface QuantileFields {
    int QUANTILE = 1;
    int VALUE = 2;
  }
}
