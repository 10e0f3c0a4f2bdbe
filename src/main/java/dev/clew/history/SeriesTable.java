package dev.clew.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Sorts metric points into series while they are read. Memory grows with the number of series, not
/// of points.
public final class SeriesTable {
  private static final String USER = "clew.user";

  private record Key(
      String name, String unit, Metric.Kind kind, List<String> attributes, long process) {}

  private final Map<Key, SeriesDraft> series = new LinkedHashMap<>();

  /// Takes a point in.
  public void add(MetricPoint point) {
    if (point.reading() instanceof Reading.Missing) {
      return;
    }
    boolean user = point.source().scope().equals(USER);
    long process = point.source().resource().whole("process.pid").orElse(0);
    Metric metric = point.metric();
    Key key =
        new Key(
            metric.name(),
            metric.unit(),
            metric.kind(),
            canonical(point.attributes()),
            user ? 0 : process);
    series
        .computeIfAbsent(key, _ -> new SeriesDraft(metric, point.attributes(), key.process(), user))
        .add(point, process);
  }

  /// The series, by name, measured process and attributes.
  public List<Series> series() {
    return series.values().stream()
        .map(SeriesDraft::series)
        .sorted(
            Comparator.comparing(Series::name)
                .thenComparingLong(row -> row.attributes().whole("process.pid").orElse(0))
                .thenComparing(row -> row.attributes().text())
                .thenComparingLong(Series::processId))
        .toList();
  }

  private static List<String> canonical(Attributes attributes) {
    List<String> pairs = new ArrayList<>(attributes.size());
    attributes.forEach((key, value) -> pairs.add(key + "=" + value.text()));
    pairs.sort(Comparator.naturalOrder());
    return pairs;
  }
}
