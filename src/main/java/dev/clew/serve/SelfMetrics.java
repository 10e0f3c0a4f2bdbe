package dev.clew.serve;

import dev.clew.time.EpochNanos;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableDoublePointData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableGaugeData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableHistogramData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableHistogramPointData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableMetricData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableSumData;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/// What `/metrics` shows, as OpenTelemetry's metrics: counters become sums, timers histograms of
/// one bucket in seconds, both cumulative.
///
/// @param start when the counting began, in nanoseconds since 1970
record SelfMetrics(MeterRegistry registry, Resource resource, long start) {
  private static final InstrumentationScopeInfo SCOPE =
      InstrumentationScopeInfo.create("clew.serve");

  /// All of them at a moment.
  List<MetricData> at(Instant moment) {
    long now = EpochNanos.of(moment);
    Map<String, List<Meter>> byName = new LinkedHashMap<>();
    registry
        .getMeters()
        .forEach(
            each ->
                byName.computeIfAbsent(each.getId().getName(), _ -> new ArrayList<>()).add(each));
    return byName.values().stream().map(each -> metric(each, now)).toList();
  }

  private MetricData metric(List<Meter> meters, long now) {
    Meter.Id id = meters.getFirst().getId();
    String text = id.getDescription() == null ? "" : id.getDescription();
    return switch (meters.getFirst()) {
      case Counter _, FunctionCounter _ ->
          ImmutableMetricData.createDoubleSum(
              resource,
              SCOPE,
              id.getName(),
              text,
              unit(id),
              ImmutableSumData.create(
                  true,
                  AggregationTemporality.CUMULATIVE,
                  points(meters, now, SelfMetrics::count)));
      case Timer _ ->
          ImmutableMetricData.createDoubleHistogram(
              resource,
              SCOPE,
              id.getName(),
              text,
              "s",
              ImmutableHistogramData.create(
                  AggregationTemporality.CUMULATIVE,
                  meters.stream().map(each -> histogram((Timer) each, now)).toList()));
      case Gauge _ ->
          ImmutableMetricData.createDoubleGauge(
              resource,
              SCOPE,
              id.getName(),
              text,
              unit(id),
              ImmutableGaugeData.create(points(meters, now, each -> ((Gauge) each).value())));
      case Meter other -> throw new IllegalStateException("no metric for " + other.getId());
    };
  }

  private static double count(Meter meter) {
    return meter instanceof Counter counter ? counter.count() : ((FunctionCounter) meter).count();
  }

  private List<DoublePointData> points(
      List<Meter> meters, long now, ToDoubleFunction<Meter> value) {
    return meters.stream()
        .<DoublePointData>map(
            each ->
                ImmutableDoublePointData.create(
                    start, now, attributes(each), value.applyAsDouble(each)))
        .toList();
  }

  private HistogramPointData histogram(Timer timer, long now) {
    return ImmutableHistogramPointData.create(
        start,
        now,
        attributes(timer),
        timer.totalTime(TimeUnit.SECONDS),
        false,
        0,
        false,
        0,
        List.of(),
        List.of(timer.count()));
  }

  private static Attributes attributes(Meter meter) {
    AttributesBuilder attributes = Attributes.builder();
    meter.getId().getTags().forEach(tag -> attributes.put(tag.getKey(), tag.getValue()));
    return attributes.build();
  }

  /// In UCUM.
  private static String unit(Meter.Id id) {
    String unit = id.getBaseUnit();
    return switch (unit == null ? "" : unit) {
      case "bytes" -> "By";
      case "seconds" -> "s";
      case String other -> other;
    };
  }
}
