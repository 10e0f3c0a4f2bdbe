package dev.clew.store;

import java.util.List;
import java.util.function.Predicate;

/// Reads metrics and their points.
public final class MetricReads {
  private final Query query;

  MetricReads(Query query) {
    this.query = query;
  }

  /// The metrics of a run.
  ///
  /// @param name only this one and those below it (`process.cpu` has `process.cpu.time`); empty for
  ///   all
  public List<StoredMetric> ofRun(long run, String name) {
    return query.list("metrics-of-run", StoredMetric::of, run, name);
  }

  /// The metrics of a name, those first that came in last: one for each scope of each resource.
  ///
  /// @param service empty for any
  public List<StoredMetric> byName(String name, String service, int limit) {
    return query.list("metrics-by-name", StoredMetric::of, name, service, limit);
  }

  /// The points of a metric in a run, by time.
  ///
  /// @param after the id of the last one that is not wanted
  public void points(long metric, long run, long after, int limit, Predicate<StoredPoint> visitor) {
    query.each(
        "points-of-run", row -> visitor.test(StoredPoint.of(row)), metric, run, after, limit);
  }

  /// The points of a metric in a run, by time, from a place on.
  ///
  /// @param time of the last one that is not wanted, nanoseconds since 1970
  /// @param id its id
  void points(long metric, long run, long time, long id, Predicate<StoredPoint> visitor) {
    query.each(
        "points-of-run-from", row -> visitor.test(StoredPoint.of(row)), metric, run, time, id);
  }

  /// The points of a metric, the newest first.
  public void newest(
      long metric, long since, long until, int limit, Predicate<StoredPoint> visitor) {
    query.each(
        "points-of-metric", row -> visitor.test(StoredPoint.of(row)), metric, since, until, limit);
  }

  /// A metric's name and who measures it.
  public record Named(String name, String unit, int kind, List<String> services) {}

  public List<Named> names() {
    return query.list(
        "metric-names",
        row -> {
          String services = row.getString(4);
          return new Named(
              row.getString(1),
              row.getString(2),
              row.getInt(3),
              services == null ? List.of() : List.of(services.split(",")));
        });
  }
}
