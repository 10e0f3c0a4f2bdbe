package dev.clew.runs;

import dev.clew.record.Attributes;
import dev.clew.record.Metric;
import java.util.List;

/// The points of one metric with the same attributes, of one process of one service; of what users
/// add to a run with `clew metric`, of all processes.
///
/// @param name the metric's name
/// @param attributes of the points
/// @param processId of the Clew process that recorded it; 0 where several did
/// @param points how many there are
public record Series(
    String name,
    String unit,
    Metric.Kind kind,
    Attributes attributes,
    long processId,
    From from,
    long points,
    Figures figures) {
  /// Who measured it; all of it empty where several processes did.
  ///
  /// @param service `service.name`
  /// @param instance `service.instance.id`
  /// @param scope the instrumentation scope's name
  public record From(String service, String instance, String scope) {}

  /// What the points come to.
  public sealed interface Figures {}

  /// Numbers over time. A sum counts from the start of the run.
  ///
  /// @param trend at most 64 of the values, evenly spread
  public record Numbers(double first, double last, double min, double max, List<Double> trend)
      implements Figures {}

  /// All values of a histogram; min and max are NaN where the file has none.
  ///
  /// @param count 64 bits without a sign
  public record Distribution(long count, double sum, double min, double max) implements Figures {}
}
