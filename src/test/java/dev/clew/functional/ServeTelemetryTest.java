package dev.clew.functional;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.otlp.receiver.OtlpSender;
import io.grpc.Status;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `clew serve` says of itself to another backend.
class ServeTelemetryTest {
  @TempDir Path home;

  private Program exporting(OtlpReceiver backend) {
    return new Program(home)
        .exportingTo(backend)
        .with("OTEL_METRIC_EXPORT_INTERVAL", "200")
        .with("OTEL_BLRP_SCHEDULE_DELAY", "100");
  }

  private static void sendSpan(Serve serve) throws IOException {
    try (OtlpSender sender = new OtlpSender(serve.otlp().getFirst())) {
      byte[] body =
          "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"0000000000000000000000000000000a\",\"spanId\":\"000000000000000b\",\"name\":\"x\"}]}]}]}"
              .getBytes(UTF_8);
      assertThat(sender.http(false, "/v1/traces", "application/json", body, false).status())
          .isEqualTo(200);
    }
  }

  /// The newest record that is so, as soon as there is one.
  private static <T> T await(OtlpReceiver backend, List<T> records, Predicate<T> wanted) {
    while (true) {
      synchronized (backend.records) {
        Optional<T> found = records.reversed().stream().filter(wanted).findFirst();
        if (found.isPresent()) {
          return found.get();
        }
      }
      Thread.onSpinWait();
    }
  }

  private static boolean isCounted(Metric metric) {
    return metric.getName().equals("clew.otlp.records")
        && metric.getSum().getDataPointsList().stream().anyMatch(ServeTelemetryTest::isOfOneSpan);
  }

  private static boolean isOfOneSpan(NumberDataPoint point) {
    return point.getAsDouble() == 1
        && Records.attributes(point.getAttributesList()).equals(Map.of("signal", "traces"));
  }

  private static boolean isExporting(Serve serve) throws IOException {
    try (var threads = Files.list(Path.of("/proc/" + serve.process.pid() + "/task"))) {
      for (Path thread : threads.toList()) {
        if (Files.readString(thread.resolve("comm")).equals("clew-telemetry\n")) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void itsLogAndItsMetricsAreExported() throws Exception {
    try (OtlpReceiver backend = OtlpReceiver.grpc();
        Serve serve =
            Serve.start(
                exporting(backend).with("OTEL_RESOURCE_ATTRIBUTES", "deployment.name=a"),
                "--log-level=info")) {
      sendSpan(serve);

      LogRecord serving = await(backend, backend.records.logs, log -> text(log).equals("serving"));
      await(backend, backend.records.metrics, ServeTelemetryTest::isCounted);
      Metric commits =
          await(
              backend,
              backend.records.metrics,
              metric -> metric.getName().equals("clew.store.commit.duration"));

      assertThat(serving.getSeverityText()).isEqualTo("INFO");
      assertThat(Records.attributes(serving.getAttributesList()))
          .containsEntry("subsystem", "serve")
          .containsKeys("version", "store", "addresses");
      assertThat(commits.getUnit()).isEqualTo("s");
      assertThat(commits.getHistogram().getDataPoints(0).getCount()).isEqualTo(1);
      assertThat(commits.getHistogram().getDataPoints(0).getSum()).isPositive();
      assertThat(isExporting(serve)).isTrue();
      synchronized (backend.records) {
        assertThat(Records.attributes(backend.records.resources.getFirst().getAttributesList()))
            .containsEntry("service.name", "clew-serve")
            .containsEntry("deployment.name", "a")
            .containsEntry("process.pid", Long.toString(serve.process.pid()))
            .containsKeys("service.version", "service.instance.id", "host.name");
        List<String> names =
            backend.records.metrics.stream()
                .map(metric -> metric.getName().replace('.', '_'))
                .distinct()
                .toList();
        assertThat(families(serve))
            .hasSizeGreaterThan(15)
            .allSatisfy(family -> assertThat(names).anyMatch(family::startsWith));
      }
      assertThat(serve.end()).isZero();
    }
  }

  @Test
  void aRequestOfTheApiIsASpanOfItsCallersTrace() throws Exception {
    String trace = "0af7651916cd43dd8448eb211c80319c";
    try (OtlpReceiver backend = OtlpReceiver.grpc();
        Serve serve =
            Serve.start(
                exporting(backend)
                    // What an SDK would do by these is done by the daemon alone.
                    .with("OTEL_METRICS_EXPORTER", "otlp")
                    .with("OTEL_LOGS_EXPORTER", "otlp")
                    .with("OTEL_TRACES_EXPORTER", "otlp"));
        OtlpSender http = new OtlpSender(serve.port())) {
      sendSpan(serve);
      for (String path : List.of("/", "/metrics", "/health/ready", "/api/v1/runs/nothing")) {
        http.send(false, http.request(path));
      }
      String token = "ghp_" + "0123456789abcdefghijABCDEFGHIJ012345";
      var request = http.request("/api/v1/runs?q=" + token);
      request.header("traceparent", "00-" + trace + "-b7ad6b7169203331-01");
      http.send(false, request);

      Span span =
          await(backend, backend.records.spans, each -> each.getName().equals("GET /api/v1/runs"));
      Span refused =
          await(
              backend,
              backend.records.spans,
              each -> each.getName().equals("GET /api/v1/runs/{id}"));
      assertThat(HexFormat.of().formatHex(span.getTraceId().toByteArray())).isEqualTo(trace);
      assertThat(HexFormat.of().formatHex(span.getParentSpanId().toByteArray()))
          .isEqualTo("b7ad6b7169203331");
      assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
      assertThat(span.getEndTimeUnixNano()).isGreaterThan(span.getStartTimeUnixNano());
      assertThat(Records.attributes(span.getAttributesList()))
          .containsEntry("http.request.method", "GET")
          .containsEntry("http.route", "/api/v1/runs")
          .containsEntry("http.response.status_code", "200")
          .containsEntry("url.query", "q=[REDACTED]");
      assertThat(Records.attributes(refused.getAttributesList()))
          .containsEntry("http.response.status_code", "404");
      assertThat(serve.metric("clew_span_lost", "")).isZero();
      assertThat(serve.end()).isZero();
      synchronized (backend.records) {
        assertThat(backend.records.spans)
            .extracting(Span::getName)
            .containsExactlyInAnyOrder("GET /api/v1/runs", "GET /api/v1/runs/{id}");
        assertThat(backend.records.resources)
            .allSatisfy(
                resource ->
                    assertThat(Records.attributes(resource.getAttributesList()))
                        .containsEntry("service.name", "clew-serve"));
      }
    }
  }

  @Test
  void spansAreOnlyMadeWhereTheyAreExported() throws Exception {
    try (OtlpReceiver backend = OtlpReceiver.grpc();
        Serve serve =
            Serve.start(
                exporting(backend).with("OTEL_TRACES_EXPORTER", "none"), "--log-level=info");
        OtlpSender http = new OtlpSender(serve.port())) {
      http.send(false, http.request("/api/v1/runs"));
      await(backend, backend.records.logs, log -> text(log).equals("serving"));
      assertThat(serve.end()).isZero();
      assertThat(backend.records.spans).isEmpty();
    }
  }

  private static String text(LogRecord log) {
    return log.getBody().getStringValue();
  }

  private static List<String> families(Serve serve) throws IOException {
    try (OtlpSender http = new OtlpSender(serve.port())) {
      return http.send(false, http.request("/metrics"))
          .text()
          .lines()
          .filter(line -> line.startsWith("# TYPE "))
          .map(line -> line.split(" ")[2])
          .toList();
    }
  }

  @Test
  void aBackendThatFailsIsSaidOnceAndLosesNoLine() throws Exception {
    try (OtlpReceiver backend = OtlpReceiver.grpc().refuse(Status.UNAVAILABLE);
        Serve serve = Serve.start(exporting(backend), "--log-level=info")) {
      backend.await("logs", 3);
      sendSpan(serve);
      backend.accept();

      await(backend, backend.records.logs, log -> text(log).equals("serving"));
      await(backend, backend.records.metrics, ServeTelemetryTest::isCounted);
      assertThat(serve.metric("clew_log_lost", "")).isZero();
      assertThat(serve.end()).isZero();

      assertThat(serve.errors().split("own logs are not exported: UNAVAILABLE", -1)).hasSize(2);
      assertThat(serve.errors()).contains("own logs are exported again");
      synchronized (backend.records) {
        assertThat(backend.records.logs).noneMatch(log -> text(log).contains("exported"));
      }
    }
  }

  @Test
  void nothingIsExportedUnlessItIsAskedFor() throws Exception {
    try (OtlpReceiver backend = OtlpReceiver.grpc()) {
      for (Program program :
          List.of(
              new Program(home),
              exporting(backend).with("CLEW_PROFILE", "dev"),
              exporting(backend).with("OTEL_SDK_DISABLED", "true"))) {
        try (Serve serve = Serve.start(program, "--log-level=info")) {
          sendSpan(serve);
          assertThat(isExporting(serve)).isFalse();
          assertThat(serve.end()).isZero();
        }
      }
      assertThat(backend.records.total()).isZero();
    }
  }

  @Test
  void toItselfItExportsNothing() throws Exception {
    for (String protocol : List.of("grpc", "http/protobuf")) {
      int port;
      try (ServerSocket free = new ServerSocket(0)) {
        port = free.getLocalPort();
      }
      try (Serve serve =
          Serve.start(
              new Program(home)
                  .with("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:" + port)
                  .with("OTEL_EXPORTER_OTLP_PROTOCOL", protocol),
              "--otlp-port=" + port,
              "--log-level=info")) {
        serve.awaitError("is exported: http://localhost:" + port + " is itself");
        assertThat(serve.metric("clew_otlp_records_total", "")).isZero();
        assertThat(serve.end()).isZero();
      }
    }
  }
}
