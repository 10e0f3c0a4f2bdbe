package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.functional.Program.Ended;
import io.grpc.Status;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Backends that misbehave: the command's code stands, one notice says why, and the whole run is in
/// the file, from where it can be sent later.
class DeliveryTest {
  private static final String COMMAND = "echo one; echo two; exit 3";

  @TempDir Path home;

  static Stream<Arguments> grpcBackends() {
    return Stream.of(
        grpc("UNAUTHENTICATED: who", r -> r.refuse(Status.UNAUTHENTICATED.withDescription("who"))),
        grpc("INVALID_ARGUMENT", r -> r.refuse(Status.INVALID_ARGUMENT)),
        grpc("RESOURCE_EXHAUSTED", r -> r.refuse(Status.RESOURCE_EXHAUSTED)),
        grpc("RESOURCE_EXHAUSTED", r -> r.refuse(Status.RESOURCE_EXHAUSTED, 127)),
        grpc("UNAVAILABLE", r -> r.refuse(Status.UNAVAILABLE, 127)),
        grpc("UNIMPLEMENTED", r -> r.refuse(Status.UNIMPLEMENTED).only("metrics")),
        grpc("1 records rejected: old", r -> r.reject(1).only("logs")));
  }

  static Stream<Arguments> httpBackends() {
    return Stream.of(400, 401, 404, 413, 500)
        .map(code -> Arguments.of("HTTP " + code, http(r -> r.refuse(code, ""))));
  }

  static Stream<Arguments> patientHttpBackends() {
    return Stream.of(429, 503)
        .map(code -> Arguments.of("HTTP " + code, http(r -> r.refuse(code, "127"))));
  }

  private static Arguments grpc(String notice, Consumer<OtlpReceiver> script) {
    return Arguments.of(notice, script);
  }

  private static Consumer<OtlpReceiver> http(Consumer<OtlpReceiver> script) {
    return script;
  }

  @ParameterizedTest
  @MethodSource("grpcBackends")
  void overGrpc(String notice, Consumer<OtlpReceiver> script) throws IOException {
    try (OtlpReceiver backend = OtlpReceiver.grpc()) {
      script.accept(backend);
      check(new Program(home).exportingTo(backend), notice);
    }
  }

  @ParameterizedTest
  @MethodSource({"httpBackends", "patientHttpBackends"})
  void overHttp(String notice, Consumer<OtlpReceiver> script) throws IOException {
    try (OtlpReceiver backend = OtlpReceiver.http()) {
      script.accept(backend);
      check(
          new Program(home)
              .exportingTo(backend)
              .with("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
          notice);
    }
  }

  @Test
  void aBlackHole() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      check(
          new Program(home)
              .with("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + silent.getLocalPort()),
          "127.0.0.1:" + silent.getLocalPort());
    }
  }

  @Test
  void aNameThatDoesNotResolve() {
    check(
        new Program(home)
            .with("OTEL_EXPORTER_OTLP_ENDPOINT", "http://nowhere.invalid:4317")
            .with("OTEL_EXPORTER_OTLP_TIMEOUT", "60000"),
        "nowhere.invalid");
  }

  @Test
  void theWrongProtocolIsNamed() throws IOException {
    try (OtlpReceiver http = OtlpReceiver.http();
        OtlpReceiver grpc = OtlpReceiver.grpc()) {
      check(new Program(home).exportingTo(http), "OTEL_EXPORTER_OTLP_PROTOCOL");
      Path other = Files.createDirectory(home.resolve("other"));
      check(
          new Program(other).exportingTo(grpc).with("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
          "OTEL_EXPORTER_OTLP_PROTOCOL=grpc");
    }
  }

  /// Runs a command against a backend that does not take everything.
  private static void check(Program clew, String notice) {
    Ended ended = clew.run("--debug", "run", "--", "sh", "-c", COMMAND);

    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.text()).isEqualTo("one\ntwo\n");
    assertThat(ended.err()).containsOnlyOnce("[E040]").contains(notice);
    Path file = clew.runFiles().getFirst();
    assertThat(ended.err()).contains(file.toString());
    Records records = clew.records();
    assertThat(records.output("stdout")).containsExactly("one", "two");
    assertThat(records.events())
        .contains("run.started", "run.finished", "run.summary", "export.failed");
    assertThat(records.span("sh").getName()).isEqualTo("sh");
    assertThat(records.metrics).isNotEmpty();
    assertThat(file.resolveSibling(file.getFileName().toString().replace(".jsonl", ".delivery")))
        .exists();
  }

  @Test
  void aBackendThatComesBackGetsEverythingOnce() throws IOException, InterruptedException {
    try (OtlpReceiver backend = OtlpReceiver.grpc()) {
      backend.refuse(Status.UNAVAILABLE);
      Program clew = new Program(home).exportingTo(backend);

      Process process = clew.start("--debug", "run", "--", "sh", "-c", "echo one; read x; echo $x");
      backend.await("logs", 2);
      backend.accept();
      process.getOutputStream().write("two\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      process.getOutputStream().close();
      String err = Program.text(process.getErrorStream().readAllBytes());

      assertThat(process.onExit().join().exitValue()).isZero();
      assertThat(err).doesNotContain("E040");
      assertThat(clew.runFiles()).isEmpty();
      assertThat(backend.records.output("stdout")).containsExactly("one", "two");
      assertThat(backend.records.events())
          .containsOnlyOnce("run.started", "run.finished", "run.summary", "export.failed");
    }
  }

  @Test
  void whatWasNotDeliveredIsReplayedOnce() throws IOException {
    try (OtlpReceiver backend = OtlpReceiver.grpc()) {
      backend.refuse(Status.INTERNAL).only("traces");
      Program clew = new Program(home).exportingTo(backend);
      clew.run("--debug", "run", "--", "sh", "-c", "echo one; echo two");
      int before = backend.records.logs.size();
      assertThat(before).isGreaterThan(3);
      String run = StepTest.runId(clew);
      assertThat(clew.run("runs").text()).contains("DELIVERY", "pending");
      assertThat(clew.run("inspect", run).text()).contains("not delivered: clew replay " + run);

      assertThat(clew.run("replay", "--pending").code()).isEqualTo(1);
      backend.accept();
      Ended replayed = clew.run("replay", "--pending");

      assertThat(replayed.text()).contains("delivered, ");
      assertThat(replayed.code()).isZero();
      Records file = clew.records();
      assertThat(times(backend.records)).isEqualTo(times(file));
      assertThat(backend.records.spans).hasSameSizeAs(file.spans).hasSize(1);
      assertThat(backend.records.metrics).hasSameSizeAs(file.metrics);
      assertThat(clew.run("runs").text()).contains("delivered");
      assertThat(clew.run("inspect", run).text()).doesNotContain("not delivered");
      assertThat(clew.run("replay", "--pending").text()).isEqualTo("No run awaits delivery.\n");
      assertThat(clew.run("replay", run).err()).contains("[E044]");
      assertThat(clew.run("-o", "json", "replay", "--again", run).text())
          .contains("\"outcome\":\"delivered\"");
      assertThat(backend.records.spans).hasSize(2);
    }
  }

  @Test
  void aKilledRunIsReplayed() throws IOException, InterruptedException {
    try (OtlpReceiver backend = OtlpReceiver.grpc()) {
      Program clew = new Program(home).exportingTo(backend);
      Process process =
          clew.start(
              "--debug", "run", "--", "sh", "-c", "echo one; read line; echo $line; sleep 600");
      backend.await("logs", 1);
      backend.refuse(Status.UNAVAILABLE);
      int answered = backend.requests("logs");
      process.outputWriter().append("two\n").flush();
      backend.await("logs", answered + 1);
      List<ProcessHandle> left = process.descendants().toList();
      process.destroyForcibly().onExit().join();
      left.forEach(ProcessHandle::destroyForcibly);

      assertThat(clew.run("runs").text()).contains("interrupted", "pending");
      backend.accept();
      assertThat(clew.run("replay", "--pending").code()).isZero();

      assertThat(times(backend.records)).containsAll(times(clew.records()));
      assertThat(clew.runFiles().getFirst().toString()).contains("/diagnostics/runs/");
      assertThat(clew.run("prune", "--keep", "0").code()).isZero();
      assertThat(clew.runFiles()).isEmpty();
    }
  }

  @Test
  void withoutABackendThereIsNothingToReplayTo() {
    Program clew = new Program(home);
    clew.run("run", "--", "true");

    assertThat(clew.run("replay", StepTest.runId(clew)).err()).contains("[E043]");
    assertThat(clew.run("replay").code()).isEqualTo(2);
  }

  @Test
  void mutualTlsWithAPrivateAuthority() throws Exception {
    Certificate server = Certificate.create(home, "server");
    Certificate client = Certificate.create(home, "client");
    try (OtlpReceiver backend = OtlpReceiver.mutualTls(server, client)) {
      Program stranger = new Program(Files.createDirectory(home.resolve("a"))).exportingTo(backend);
      check(stranger, "tls error");

      Program nobody =
          new Program(Files.createDirectory(home.resolve("b")))
              .exportingTo(backend)
              .with("OTEL_EXPORTER_OTLP_CERTIFICATE", server.chain().toString());
      check(nobody, "E040");

      Program known =
          new Program(Files.createDirectory(home.resolve("c")))
              .exportingTo(backend)
              .with("OTEL_EXPORTER_OTLP_CERTIFICATE", server.chain().toString())
              .with("OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE", client.chain().toString())
              .with("OTEL_EXPORTER_OTLP_CLIENT_KEY", client.key().toString());
      assertThat(known.run("run", "--", "true").err()).isEmpty();
      assertThat(known.runFiles()).isEmpty();
      assertThat(backend.records.spans).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SSL_CERT_FILE", "SSL_CERT_DIR"})
  void theSystemsAuthoritiesCanBeElsewhere(String variable) throws Exception {
    Path certificates = Files.createDirectory(home.resolve("certificates"));
    Certificate server = Certificate.create(certificates, "server");
    Certificate client = Certificate.create(home, "client");
    boolean file = variable.equals("SSL_CERT_FILE");
    try (OtlpReceiver backend = OtlpReceiver.mutualTls(server, client)) {
      Program clew =
          new Program(home)
              .exportingTo(backend)
              .with(variable, (file ? server.chain() : certificates).toString())
              .with("OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE", client.chain().toString())
              .with("OTEL_EXPORTER_OTLP_CLIENT_KEY", client.key().toString());

      assertThat(clew.run("run", "--", "true").err()).isEmpty();
      assertThat(backend.records.spans).hasSize(1);
    }
  }

  @Test
  void theDoctorSendsAMarkerOfEachSignal() throws IOException {
    try (OtlpReceiver backend = OtlpReceiver.grpc()) {
      Program clew = new Program(home).exportingTo(backend);

      Ended healthy = clew.run("doctor", "--send");

      assertThat(healthy.text()).contains("ok    traces", "ok    logs", "ok    metrics");
      assertThat(healthy.code()).isZero();
      assertThat(backend.records.spans).hasSize(1);
      assertThat(backend.records.events()).containsExactly("clew.marker");
      assertThat(backend.records.metrics).hasSize(1);
      assertThat(clew.runFiles()).isEmpty();

      backend.reject(1).only("logs");
      Ended ill = clew.run("doctor", "--send", "-o", "json");

      assertThat(ill.code()).isEqualTo(1);
      assertThat(ill.text())
          .contains("\"check\":\"logs\",\"verdict\":\"fail\"", "1 records rejected: old")
          .contains("\"check\":\"traces\",\"verdict\":\"ok\"");
      assertThat(clew.run("doctor").text()).contains("accepts connections");
    }
  }

  private static List<Long> times(Records records) {
    return records.logs.stream().map(LogRecord::getTimeUnixNano).sorted().toList();
  }
}
