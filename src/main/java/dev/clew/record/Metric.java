package dev.clew.record;

/// What the points of one metric have in common.
public record Metric(String name, String unit, String description, Kind kind) {
  /// The shape of the points.
  public sealed interface Kind {}

  /// A value at a time.
  public record Gauge() implements Kind {}

  /// A sum.
  ///
  /// @param cumulative whether a point counts from the series' start, rather than from the point
  ///   before
  public record Sum(boolean monotonic, boolean cumulative) implements Kind {}

  /// A histogram of either layout.
  public record Histogram(boolean cumulative) implements Kind {}

  /// A summary with quantiles.
  public record Summary() implements Kind {}
}
