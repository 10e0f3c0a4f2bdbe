package dev.clew.web.api;

import dev.clew.otlp.codec.MessageDescriptor;
import dev.clew.otlp.codec.MetricData;
import dev.clew.otlp.codec.OtlpFields.MetricFields;
import dev.clew.otlp.codec.OtlpFields.SumFields;
import dev.clew.otlp.codec.ProtoCursor;
import dev.clew.projection.ResourceView;
import dev.clew.projection.Weight;
import dev.clew.store.ScopeReads;
import dev.clew.store.StoredMetric;
import dev.clew.store.StoredPoint;
import dev.clew.store.StoredScope;
import dev.clew.web.view.MetricsView;
import dev.clew.web.view.SeriesView;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Sorts points into series.
final class SeriesCollector {
  /// Of the series of an answer, as [Weight] has them. What does not fit is left out.
  private static final long MOST_BYTES = 64 << 20;

  /// `AggregationTemporality`.
  private static final int CUMULATIVE = 2;

  private static final int SERIES = 500;
  private static final int POINT = 100;

  /// Bytes of a description that are told; the export has all of it.
  private static final int DESCRIPTION = 4000;

  private final ScopeReads scopes;
  private final long base;
  private final List<SeriesView> series = new ArrayList<>();
  private long newest;
  private long left = MOST_BYTES;

  SeriesCollector(ScopeReads scopes, long base, long newest) {
    this.scopes = scopes;
    this.base = base;
    this.newest = newest;
  }

  /// The word for the `Metric` field that holds the points.
  static String kind(int field) {
    return switch (field) {
      case MetricData.GAUGE -> "gauge";
      case MetricData.SUM -> "sum";
      case MetricData.HISTOGRAM -> "histogram";
      case MetricData.EXPONENTIAL -> "exponentialHistogram";
      case MetricData.SUMMARY -> "summary";
      default -> "";
    };
  }

  /// Adds the points of a metric, by time.
  ///
  /// @param run the run that they are of, empty where it is not asked for
  void add(StoredMetric metric, String run, List<StoredPoint> points) {
    PointDecoder reader = new PointDecoder(metric.kind());
    MessageDescriptor shape = PointDecoder.shape(metric.kind());
    Map<ByteBuffer, SeriesView> found = new LinkedHashMap<>();
    Origin origin = null;
    for (StoredPoint point : points) {
      newest = Math.max(newest, point.id());
      byte[] data = point.data();
      left -= POINT + (metric.kind() == MetricData.SUMMARY ? Weight.of(shape, data) : 0);
      Object value = data.length == 0 || left < 0 ? null : reader.value(data);
      if (value == null) {
        continue;
      }
      ByteBuffer key = reader.series(data);
      SeriesView view = found.get(key);
      if (view == null) {
        origin = origin == null ? Origin.of(metric, scopes.get(metric.scope())) : origin;
        left -= SERIES + Weight.of(shape, data) + origin.length;
        if (left < 0) {
          continue;
        }
        view = origin.view(run, reader.attributes(data));
        found.put(key, view);
      }
      view.points().add(new Object[] {point.time() == 0 ? null : point.time() - base, value});
    }
    series.addAll(found.values());
  }

  /// What all series of a metric share.
  ///
  /// @param length of its texts, which the answer repeats for each series
  private record Origin(
      StoredMetric metric,
      StoredScope scope,
      Shape shape,
      @Nullable Object instance,
      @Nullable Object process,
      long length) {
    static Origin of(StoredMetric metric, StoredScope scope) {
      Map<String, Object> resource = ResourceView.attributes(scope.resourceData());
      Object instance = resource.get("service.instance.id");
      Object process = resource.get("process.pid");
      Shape shape = Shape.of(metric);
      long length =
          Stream.of(metric.name(), metric.unit(), shape.description, scope.service(), scope.name())
              .mapToLong(String::length)
              .sum();
      length += length(instance) + length(process);
      return new Origin(metric, scope, shape, instance, process, length);
    }

    private static long length(@Nullable Object value) {
      return value == null ? 0 : value.toString().length();
    }

    SeriesView view(String run, Map<String, Object> attributes) {
      boolean sum = metric.kind() == MetricData.SUM;
      return new SeriesView(
          metric.name(),
          metric.unit(),
          shape.description,
          kind(metric.kind()),
          sum ? shape.monotonic : null,
          hasTemporality(metric.kind()) ? shape.cumulative : null,
          scope.service(),
          instance,
          scope.name(),
          process,
          run,
          attributes,
          new ArrayList<>());
    }

    private static boolean hasTemporality(int kind) {
      return kind == MetricData.SUM
          || kind == MetricData.HISTOGRAM
          || kind == MetricData.EXPONENTIAL;
    }
  }

  /// What the descriptor says.
  private static final class Shape {
    private String description = "";
    private boolean monotonic;
    private boolean cumulative;

    static Shape of(StoredMetric metric) {
      Shape shape = new Shape();
      byte[] data = metric.data();
      ProtoCursor.each(
          data,
          0,
          data.length,
          field -> {
            if (field.isBlock(MetricFields.DESCRIPTION)) {
              shape.description = field.text(DESCRIPTION);
            } else if (field.isBlock(metric.kind())) {
              ProtoCursor.each(data, field.blockStart(), field.blockEnd(), shape::kind);
            }
          });
      return shape;
    }

    private void kind(ProtoCursor field) {
      if (field.field() == SumFields.AGGREGATION_TEMPORALITY) {
        cumulative = field.number() == CUMULATIVE;
      } else if (field.field() == SumFields.IS_MONOTONIC) {
        monotonic = field.number() != 0;
      }
    }
  }

  MetricsView view() {
    return new MetricsView(Long.toString(base), Long.toString(newest), List.copyOf(series));
  }
}
