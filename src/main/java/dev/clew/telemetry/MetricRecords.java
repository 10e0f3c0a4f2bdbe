package dev.clew.telemetry;

import dev.clew.time.EpochNanos;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableDoublePointData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableGaugeData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableHistogramData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableHistogramPointData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableLongPointData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableMetricData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableSumData;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Turns measurements of one moment into the SDK's metric data. Sums and histograms are cumulative
/// from the process's start.
final class MetricRecords {
  private final Resource resource;
  private final InstrumentationScopeInfo scope;
  private final long start;
  private final long at;

  private MetricRecords(Resource resource, String scope, Instant start, Instant at) {
    this.resource = resource;
    this.scope = InstrumentationScopeInfo.create(scope);
    this.start = EpochNanos.of(start);
    this.at = EpochNanos.of(at);
  }

  static List<MetricData> of(
      Resource resource, String scope, List<Measurement> measurements, Instant start, Instant at) {
    Map<String, List<Measurement>> byName = new LinkedHashMap<>();
    for (Measurement measurement : measurements) {
      byName.computeIfAbsent(measurement.name(), _ -> new ArrayList<>()).add(measurement);
    }
    var records = new MetricRecords(resource, scope, start, at);
    return byName.values().stream().map(records::metric).toList();
  }

  private MetricData metric(List<Measurement> points) {
    Measurement first = points.getFirst();
    return switch (first.kind()) {
      case COUNTER -> sum(first, points, true);
      case UP_DOWN_COUNTER -> sum(first, points, false);
      case GAUGE -> gauge(first, points);
      case HISTOGRAM -> histogram(first, points);
    };
  }

  private MetricData sum(Measurement first, List<Measurement> points, boolean monotonic) {
    AggregationTemporality cumulative = AggregationTemporality.CUMULATIVE;
    return first.integral()
        ? ImmutableMetricData.createLongSum(
            resource,
            scope,
            first.name(),
            "",
            first.unit(),
            ImmutableSumData.create(monotonic, cumulative, longs(points)))
        : ImmutableMetricData.createDoubleSum(
            resource,
            scope,
            first.name(),
            "",
            first.unit(),
            ImmutableSumData.create(monotonic, cumulative, doubles(points)));
  }

  private MetricData gauge(Measurement first, List<Measurement> points) {
    return first.integral()
        ? ImmutableMetricData.createLongGauge(
            resource,
            scope,
            first.name(),
            "",
            first.unit(),
            ImmutableGaugeData.create(longs(points)))
        : ImmutableMetricData.createDoubleGauge(
            resource,
            scope,
            first.name(),
            "",
            first.unit(),
            ImmutableGaugeData.create(doubles(points)));
  }

  private MetricData histogram(Measurement first, List<Measurement> points) {
    return ImmutableMetricData.createDoubleHistogram(
        resource,
        scope,
        first.name(),
        "",
        first.unit(),
        ImmutableHistogramData.create(
            AggregationTemporality.CUMULATIVE,
            points.stream().<HistogramPointData>map(this::distribution).toList()));
  }

  private HistogramPointData distribution(Measurement point) {
    Distribution values = point.distribution();
    Distribution all = values == null ? Distribution.of(point.value()) : values;
    return ImmutableHistogramPointData.create(
        start,
        at,
        point.attributes(),
        all.sum(),
        true,
        all.min(),
        true,
        all.max(),
        Distribution.BOUNDS,
        all.counts());
  }

  private List<LongPointData> longs(List<Measurement> points) {
    return points.stream()
        .map(p -> ImmutableLongPointData.create(start, at, p.attributes(), (long) p.value()))
        .toList();
  }

  private List<DoublePointData> doubles(List<Measurement> points) {
    return points.stream()
        .map(p -> ImmutableDoublePointData.create(start, at, p.attributes(), p.value()))
        .toList();
  }
}
