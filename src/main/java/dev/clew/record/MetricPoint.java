package dev.clew.record;

/// One point of a metric.
public record MetricPoint(
    RecordSource source,
    Metric metric,
    Attributes attributes,
    long startNanos,
    long timeNanos,
    PointValue reading)
    implements Entry {}
