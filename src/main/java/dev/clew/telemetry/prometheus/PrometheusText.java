package dev.clew.telemetry.prometheus;

import dev.clew.telemetry.Distribution;
import dev.clew.telemetry.Measurement;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Measurements in Prometheus' text format, version 0.0.4.
final class PrometheusText {
  static final String CONTENT_TYPE = TextFormat.CONTENT_TYPE_004;

  private PrometheusText() {}

  /// @param help what a metric measures, by its name
  static String of(List<Measurement> all, UnaryOperator<String> help) {
    Map<String, List<Measurement>> byName = new LinkedHashMap<>();
    all.forEach(each -> byName.computeIfAbsent(each.name(), _ -> new ArrayList<>()).add(each));
    List<MetricFamilySamples> families = new ArrayList<>();
    byName.forEach((name, values) -> families.add(family(name, help.apply(name), values)));
    var text = new StringWriter();
    try {
      TextFormat.write004(text, Collections.enumeration(families));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static MetricFamilySamples family(String name, String help, List<Measurement> values) {
    List<Sample> samples = new ArrayList<>();
    for (Measurement value : values) {
      List<String> labels = new ArrayList<>();
      List<String> of = new ArrayList<>();
      value
          .attributes()
          .forEach(
              (key, label) -> {
                labels.add(Collector.sanitizeMetricName(key.getKey()));
                of.add(String.valueOf(label));
              });
      Distribution distribution = value.distribution();
      if (distribution == null) {
        samples.add(new Sample(name, labels, of, value.value()));
      } else {
        buckets(name, labels, of, distribution, samples);
      }
    }
    return new MetricFamilySamples(name, type(values.getFirst().kind()), help, samples);
  }

  /// Prometheus' buckets hold the values of the buckets below them, too.
  private static void buckets(
      String name,
      List<String> labels,
      List<String> of,
      Distribution distribution,
      List<Sample> samples) {
    List<String> withBound = new ArrayList<>(labels);
    withBound.add("le");
    List<Double> bounds = Distribution.bounds();
    long below = 0;
    for (int i = 0; i <= bounds.size(); i++) {
      below += distribution.counts().get(i);
      List<String> upTo = new ArrayList<>(of);
      upTo.add(
          Collector.doubleToGoString(i < bounds.size() ? bounds.get(i) : Double.POSITIVE_INFINITY));
      samples.add(new Sample(name + "_bucket", withBound, upTo, below));
    }
    samples.add(new Sample(name + "_count", labels, of, distribution.count()));
    samples.add(new Sample(name + "_sum", labels, of, distribution.sum()));
  }

  private static Collector.Type type(Measurement.Kind kind) {
    return switch (kind) {
      case COUNTER -> Collector.Type.COUNTER;
      case UP_DOWN_COUNTER, GAUGE -> Collector.Type.GAUGE;
      case HISTOGRAM -> Collector.Type.HISTOGRAM;
    };
  }
}
