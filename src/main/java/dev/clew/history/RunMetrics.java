package dev.clew.history;

import java.util.function.Predicate;

/// The metric points of one run.
@FunctionalInterface
public interface RunMetrics {
  /// Hands out the points in the order in which they were written.
  ///
  /// @param visitor returns false to end the reading
  void read(Predicate<MetricPoint> visitor);

  /// Whether a metric has a name or lies below it; all do where the name is empty.
  static boolean isWanted(String name, String metric) {
    return name.isEmpty() || metric.equals(name) || metric.startsWith(name + ".");
  }
}
