package dev.clew.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.config.ServeSettings;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.store.Store;
import dev.clew.store.StoreSettings;
import dev.clew.store.StoredMetric;
import dev.clew.store.StoredPoint;
import dev.clew.store.StoredRun;
import dev.clew.web.view.MetricsView;
import dev.clew.web.view.SeriesView;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesCollectorTest {
  private static final long MOST = 80_000_000;

  @TempDir Path directory;

  @Test
  void whatTheSeriesOfAMetricShareCountsForEachOfThem() {
    MetricsView view = collected("d".repeat(60_000), "i".repeat(20_000), 8000);

    assertThat(view.series()).isNotEmpty();
    assertThat(view.series().stream().mapToLong(SeriesCollectorTest::length).sum())
        .isLessThan(MOST);
    assertThat(view.series().getFirst().description()).hasSize(4000);
  }

  @Test
  void aShortDescriptionIsWholeAndAllSeriesAreThere() {
    MetricsView view = collected("what it measures", "one", 8000);

    assertThat(view.series()).hasSize(8000);
    assertThat(view.series().getLast().description()).isEqualTo("what it measures");
    assertThat(view.series().getLast().instance()).isEqualTo("one");
  }

  private static long length(SeriesView series) {
    return series.description().length() + String.valueOf(series.instance()).length();
  }

  private MetricsView collected(String description, String instance, int series) {
    var settings =
        new StoreSettings(
            directory,
            ServeSettings.RUN_ID_ATTRIBUTES,
            ServeSettings.Retention.DEFAULT.age(),
            ServeSettings.Retention.DEFAULT.bytes());
    try (Store store = Store.open(settings, Clock.systemUTC(), _ -> {})) {
      store
          .add(OtlpSignal.METRICS, request(description, instance, series))
          .toCompletableFuture()
          .join();
      StoredRun run = store.runs().byPrefix("aaaa").getFirst();
      var table = new SeriesCollector(store.scopes(), run.first(), 0);
      for (StoredMetric metric : store.metrics().ofRun(run.id(), "")) {
        List<StoredPoint> points = new ArrayList<>();
        store.metrics().points(metric.id(), run.id(), 0, series, points::add);
        table.add(metric, run.key(), points);
      }
      return table.view();
    }
  }

  private static byte[] request(String description, String instance, int series) {
    Gauge.Builder gauge = Gauge.newBuilder();
    for (int i = 0; i < series; i++) {
      gauge.addDataPoints(
          NumberDataPoint.newBuilder().setAsInt(i).addAttributes(attribute("n", "v" + i)));
    }
    Metric metric =
        Metric.newBuilder().setName("m").setDescription(description).setGauge(gauge).build();
    Resource resource =
        Resource.newBuilder()
            .addAttributes(attribute("parallax.run.id", "aaaaaaaaaaaaaaaa"))
            .addAttributes(attribute("service.instance.id", instance))
            .build();
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .setResource(resource)
                .addScopeMetrics(ScopeMetrics.newBuilder().addMetrics(metric)))
        .build()
        .toByteArray();
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
