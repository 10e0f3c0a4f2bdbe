package dev.clew.history;

/// One point of a metric.
public record MetricPoint(
    Source source,
    Metric metric,
    Attributes attributes,
    long startNanos,
    long timeNanos,
    Reading reading)
    implements Entry {}
