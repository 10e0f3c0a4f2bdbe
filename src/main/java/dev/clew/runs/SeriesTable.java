package dev.clew.runs;

import dev.clew.record.Attributes;
import dev.clew.record.Metric;
import dev.clew.record.MetricPoint;
import dev.clew.record.PointValue;
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
      String name,
      String unit,
      Metric.Kind kind,
      List<String> attributes,
      long process,
      String service,
      String instance,
      String scope) {}

  private final Map<Key, SeriesBuilder> series = new LinkedHashMap<>();

  /// Takes a point in.
  public void add(MetricPoint point) {
    if (point.reading() instanceof PointValue.Missing) {
      return;
    }
    boolean user = point.source().scope().equals(USER);
    long process = point.source().resource().whole("process.pid").orElse(0);
    Metric metric = point.metric();
    Attributes resource = point.source().resource();
    Key key =
        new Key(
            metric.name(),
            metric.unit(),
            metric.kind(),
            canonical(point.attributes()),
            user ? 0 : process,
            user ? "" : resource.text("service.name"),
            user ? "" : resource.text("service.instance.id"),
            user ? "" : point.source().scope());
    series
        .computeIfAbsent(
            key,
            _ ->
                new SeriesBuilder(
                    metric,
                    point.attributes(),
                    key.process(),
                    new Series.From(key.service(), key.instance(), key.scope()),
                    user))
        .add(point, process);
  }

  public boolean isEmpty() {
    return series.isEmpty();
  }

  /// The series, by name, measured process and attributes.
  public List<Series> series() {
    return series.values().stream()
        .map(SeriesBuilder::series)
        .sorted(
            Comparator.comparing(Series::name)
                .thenComparingLong(row -> row.attributes().whole("process.pid").orElse(0))
                .thenComparing(row -> row.attributes().text())
                .thenComparing(row -> row.from().service())
                .thenComparing(row -> row.from().instance())
                .thenComparing(row -> row.from().scope())
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
