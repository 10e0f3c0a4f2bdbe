package dev.clew.runs;

import dev.clew.record.Attributes;
import dev.clew.record.Metric;
import dev.clew.record.MetricPoint;
import dev.clew.record.PointValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A series while its points come in.
final class SeriesBuilder {
  private static final int MAX_TREND = 64;

  /// One process' counting since one start; each counts for itself.
  private record Part(long process, long start) {}

  private final Metric metric;
  private final Attributes attributes;
  private final long process;
  private final Series.From from;
  private final boolean totalled;
  private final Map<Part, Double> parts = new HashMap<>();
  private final Map<Part, Long> counts = new HashMap<>();
  private final List<Double> trend = new ArrayList<>();
  private long stride = 1;
  private long points;
  private double first;
  private double last;
  private double min = Double.NaN;
  private double max = Double.NaN;
  private double sum;
  private long count;
  private boolean distribution;

  /// @param totalled whether the series of several processes make one
  SeriesBuilder(
      Metric metric, Attributes attributes, long process, Series.From from, boolean totalled) {
    this.metric = metric;
    this.attributes = attributes;
    this.process = process;
    this.from = from;
    this.totalled = totalled;
  }

  void add(MetricPoint point, long from) {
    Part part = new Part(from, point.startNanos());
    switch (point.reading()) {
      case PointValue.Whole(long value) -> number((double) value, part);
      case PointValue.Decimal(double value) -> number(value, part);
      case PointValue.Distribution values -> distribution(values, part);
      case PointValue.Missing() -> {}
    }
  }

  private void number(double value, Part part) {
    double now =
        switch (metric.kind()) {
          case Metric.Sum(boolean _, boolean cumulative) -> sum(value, part, cumulative);
          case Metric.Gauge _, Metric.Histogram _, Metric.Summary _ -> value;
        };
    first = points == 0 ? now : first;
    last = now;
    extremes(now, now);
    if (points % stride == 0) {
      trend.add(now);
      thin();
    }
    points++;
  }

  private double sum(double value, Part part, boolean cumulative) {
    if (!cumulative) {
      sum += value;
    } else if (totalled) {
      Double before = parts.put(part, value);
      sum += before == null ? value : value - before;
    } else {
      sum = value;
    }
    return sum;
  }

  private void distribution(PointValue.Distribution values, Part part) {
    distribution = true;
    points++;
    extremes(values.min().orElse(Double.NaN), values.max().orElse(Double.NaN));
    boolean cumulative =
        switch (metric.kind()) {
          case Metric.Histogram(boolean since) -> since;
          case Metric.Summary _ -> true;
          case Metric.Gauge _, Metric.Sum _ -> false;
        };
    if (cumulative) {
      Double sumBefore = parts.put(part, values.sum());
      Long countBefore = counts.put(part, values.count());
      sum -= sumBefore == null ? 0 : sumBefore;
      count -= countBefore == null ? 0 : countBefore;
    }
    sum += values.sum();
    count += values.count();
  }

  private void extremes(double low, double high) {
    min = Double.isNaN(min) || low < min ? low : min;
    max = Double.isNaN(max) || high > max ? high : max;
  }

  private void thin() {
    if (trend.size() > MAX_TREND) {
      for (int i = 1; i < trend.size(); i++) {
        trend.remove(i);
      }
      stride *= 2;
    }
  }

  Series series() {
    return new Series(
        metric.name(),
        metric.unit(),
        metric.kind(),
        attributes,
        process,
        from,
        points,
        distribution
            ? new Series.Distribution(count, sum, min, max)
            : new Series.Numbers(first, last, min, max, List.copyOf(trend)));
  }
}
