package dev.clew.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.otlp.codec.OtlpSignal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
  private static final int RECORDS = 5000;
  private static final Resource RESOURCE = StoreTest.resource("parallax.run.id", "r");

  @TempDir Path directory;
  private Store store;

  @BeforeEach
  void open() {
    store =
        Store.open(
            StoreTest.settings(directory.resolve("store")), StoreTest.at(StoreTest.NOW), _ -> {});
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void add(OtlpSignal signal, byte[] request) {
    var _ = store.add(signal, request).toCompletableFuture().join();
  }

  private long run() {
    return store.runs().byKey("r").orElseThrow().id();
  }

  private List<byte[]> exported(OtlpSignal signal) {
    List<byte[]> requests = new ArrayList<>();
    store.export().run(run(), signal, requests::add);
    return requests;
  }

  /// 512 of them were one request, which an export keeps for as long as its client does not read.
  @Test
  void aRequestIsAsLargeAsItsLastRecordAndSomeMore() {
    LogRecord[] large =
        IntStream.range(0, 20)
            .mapToObj(_ -> StoreTest.log(0, 0, "x".repeat(200_000)))
            .toArray(LogRecord[]::new);
    add(OtlpSignal.LOGS, StoreTest.logs(RESOURCE, large).toByteArray());

    assertThat(exported(OtlpSignal.LOGS))
        .hasSize(10)
        .allSatisfy(request -> assertThat(request).hasSizeLessThan(500_000));
  }

  /// More records than are read at once, many of one time.
  @Test
  void everyRecordIsGivenBackOnce() throws Exception {
    add(
        OtlpSignal.LOGS,
        StoreTest.logs(
                RESOURCE,
                IntStream.range(0, RECORDS)
                    .mapToObj(i -> StoreTest.log(0, 0, "line " + i))
                    .toArray(LogRecord[]::new))
            .toByteArray());
    add(
        OtlpSignal.TRACES,
        StoreTest.spans(
                RESOURCE,
                IntStream.range(0, RECORDS)
                    .mapToObj(i -> StoreTest.span(1, i + 1, 0, "span " + i))
                    .toArray(Span[]::new))
            .toByteArray());
    add(
        OtlpSignal.METRICS,
        StoreTest.metrics(
                RESOURCE,
                IntStream.range(0, RECORDS)
                    .mapToObj(i -> StoreTest.gauge("cpu", 5, i))
                    .toArray(Metric[]::new))
            .toByteArray());

    List<String> lines = new ArrayList<>();
    for (byte[] each : exported(OtlpSignal.LOGS)) {
      for (LogRecord log :
          ExportLogsServiceRequest.parseFrom(each)
              .getResourceLogs(0)
              .getScopeLogs(0)
              .getLogRecordsList()) {
        lines.add(log.getBody().getStringValue());
      }
    }
    assertThat(lines).hasSize(RECORDS).doesNotHaveDuplicates();
    List<String> names = new ArrayList<>();
    for (byte[] each : exported(OtlpSignal.TRACES)) {
      for (Span span :
          ExportTraceServiceRequest.parseFrom(each)
              .getResourceSpans(0)
              .getScopeSpans(0)
              .getSpansList()) {
        names.add(span.getName());
      }
    }
    assertThat(names).hasSize(RECORDS).doesNotHaveDuplicates();
    List<Double> values = new ArrayList<>();
    for (byte[] each : exported(OtlpSignal.METRICS)) {
      for (Metric metric :
          ExportMetricsServiceRequest.parseFrom(each)
              .getResourceMetrics(0)
              .getScopeMetrics(0)
              .getMetricsList()) {
        metric.getGauge().getDataPointsList().forEach(point -> values.add(point.getAsDouble()));
      }
    }
    assertThat(values).hasSize(RECORDS).doesNotHaveDuplicates();
  }

  /// Each visitor reads on while those around it have not taken what they got.
  @Test
  void noConnectionIsHeldWhileAVisitorTakesItsTime() {
    add(OtlpSignal.LOGS, StoreTest.logs(RESOURCE, StoreTest.log(0, 0, "line")).toByteArray());
    assertThat(depth(16)).isEqualTo(16);
  }

  private int depth(int most) {
    int[] reached = {0};
    if (most > 0) {
      store
          .export()
          .run(
              run(),
              OtlpSignal.LOGS,
              _ -> {
                reached[0] = 1 + depth(most - 1);
                return true;
              });
    }
    return reached[0];
  }
}
