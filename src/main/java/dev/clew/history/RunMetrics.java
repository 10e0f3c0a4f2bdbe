package dev.clew.history;

import java.util.function.Predicate;

/// The metric points of one run.
public final class RunMetrics {
  private final RunFile file;
  private final String name;

  /// Points of one run.
  ///
  /// @param name only metrics of this name, or below it (`process.cpu` has `process.cpu.time`);
  ///   empty for all
  public RunMetrics(RunFile file, String name) {
    this.file = file;
    this.name = name;
  }

  /// Hands out the points in the file's order.
  ///
  /// @param visitor returns false to end the reading
  public void read(Predicate<MetricPoint> visitor) {
    try (RunReader reader = RunReader.open(file.path(), 0, Selection.METRICS)) {
      reader.readAll(
          entry ->
              !(entry instanceof MetricPoint point)
                  || !wanted(point.metric().name())
                  || visitor.test(point));
    }
  }

  private boolean wanted(String metric) {
    return name.isEmpty() || metric.equals(name) || metric.startsWith(name + ".");
  }
}
