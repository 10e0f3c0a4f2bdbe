package dev.clew.runs;

import dev.clew.record.Entry;
import dev.clew.record.MetricPoint;
import java.util.function.Predicate;

/// The metric points of one run.
@FunctionalInterface
public interface RunMetrics {
  /// Hands out the points in the order in which they were written.
  ///
  /// @param visitor returns false to end the reading
  void read(Predicate<MetricPoint> visitor);

  /// Takes the points of one metric, and of those below it, out of a run's entries; all points
  /// where the name is empty.
  ///
  /// @param visitor returns false to end the reading
  static Predicate<Entry> points(String name, Predicate<MetricPoint> visitor) {
    return entry ->
        !(entry instanceof MetricPoint point)
            || !isWanted(name, point.metric().name())
            || visitor.test(point);
  }

  /// Whether a metric has a name or lies below it; all do where the name is empty.
  static boolean isWanted(String name, String metric) {
    return name.isEmpty() || metric.equals(name) || metric.startsWith(name + ".");
  }
}
