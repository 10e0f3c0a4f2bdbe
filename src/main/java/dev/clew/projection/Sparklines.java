package dev.clew.projection;

import dev.clew.record.PointNumbers;
import dev.clew.store.MetricReads;
import dev.clew.store.StoredMetric;
import java.util.ArrayList;
import java.util.List;

/// The course of a metric in a run, as few values.
final class Sparklines {
  private static final int VALUES = 32;
  private static final int POINTS = 20_000;

  private final MetricReads metrics;

  Sparklines(MetricReads metrics) {
    this.metrics = metrics;
  }

  /// The greatest values of a metric over time, whatever process they are of: of a wrapped command
  /// and what wraps it, the command's.
  List<Double> of(long run, String name) {
    List<Timed> points = new ArrayList<>();
    for (StoredMetric metric : metrics.ofRun(run, name)) {
      if (metric.name().equals(name)) {
        metrics.points(
            metric.id(),
            run,
            0,
            POINTS,
            point -> points.add(new Timed(point.time(), PointNumbers.value(point.data()))));
      }
    }
    points.removeIf(point -> Double.isNaN(point.value()));
    return points.size() < 2 ? List.of() : greatest(points);
  }

  private record Timed(long time, double value) {}

  private static List<Double> greatest(List<Timed> points) {
    long first = points.stream().mapToLong(Timed::time).min().orElse(0);
    long last = points.stream().mapToLong(Timed::time).max().orElse(0);
    int count = Math.min(VALUES, points.size());
    double[] best = new double[count];
    java.util.Arrays.fill(best, Double.NaN);
    for (Timed point : points) {
      double share = last == first ? 0 : (point.time() - first) / (double) (last - first);
      int place = (int) Math.min(count - 1L, Math.round(share * (count - 1)));
      best[place] =
          Double.isNaN(best[place]) ? point.value() : Math.max(best[place], point.value());
    }
    List<Double> values = new ArrayList<>();
    for (double value : best) {
      if (!Double.isNaN(value)) {
        values.add(value);
      }
    }
    return values;
  }
}
