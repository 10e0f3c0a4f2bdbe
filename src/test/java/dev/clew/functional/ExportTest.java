package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.functional.Program.Ended;
import io.grpc.Status;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `clew run` with a backend: what arrives, what stays, and what is said when nothing arrives.
class ExportTest {
  @TempDir Path home;

  @Test
  void aBackendGetsEverythingAndNoFileRemains() throws IOException {
    try (OtlpReceiver backend = OtlpReceiver.grpc()) {
      Program clew =
          new Program(home)
              .exportingTo(backend)
              .with("OTEL_EXPORTER_OTLP_HEADERS", "x-tenant=a%20b")
              .with("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip");

      Ended ended = clew.run("--debug", "run", "--", "sh", "-c", "echo hello; exit 2");

      assertThat(ended.code()).isEqualTo(2);
      assertThat(ended.err()).contains("exporting to " + backend.endpoint());
      assertThat(clew.runFiles()).isEmpty();
      assertThat(backend.headers).containsEntry("x-tenant", "a b");
      assertThat(backend.records.span("sh").getTraceId().size()).isEqualTo(16);
      assertThat(backend.records.output("stdout")).containsExactly("hello");
      assertThat(backend.records.events()).contains("run.started", "run.finished", "run.summary");
      assertThat(backend.records.metrics).isNotEmpty();
      assertThat(backend.records.resources)
          .allSatisfy(
              resource ->
                  assertThat(Records.attributes(resource.getAttributesList()))
                      .containsKeys("parallax.run.id", "cli.invocation.id"));
    }
  }

  @Test
  void overHttpToo() throws IOException {
    try (OtlpReceiver backend = OtlpReceiver.http()) {
      Program clew =
          new Program(home)
              .exportingTo(backend)
              .with("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");

      assertThat(clew.run("run", "--", "true").code()).isZero();

      assertThat(clew.runFiles()).isEmpty();
      assertThat(backend.records.span("true").getName()).isEqualTo("true");
      assertThat(backend.records.events()).contains("run.finished");
    }
  }

  @Test
  void withADiagnosticsFileBothHoldTheSameRecords() throws IOException {
    try (OtlpReceiver backend = OtlpReceiver.grpc()) {
      Program clew =
          new Program(home)
              .with("CLEW_OTLP_ENDPOINT", backend.endpoint())
              .with("OTEL_EXPORTER_OTLP_TIMEOUT", "120000")
              .with("CLEW_DIAGNOSTICS_FILE", "yes");

      clew.run("--debug", "run", "--", "sh", "-c", "seq 2000");

      Records file = clew.records();
      assertThat(backend.records.logs.stream().map(LogRecord::getTimeUnixNano).sorted().toList())
          .isEqualTo(file.logs.stream().map(LogRecord::getTimeUnixNano).sorted().toList());
      assertThat(backend.records.output("stdout")).hasSize(2000).isEqualTo(file.output("stdout"));
      assertThat(backend.records.spans).hasSameSizeAs(file.spans);
      assertThat(backend.records.metrics).hasSameSizeAs(file.metrics);
    }
  }

  @Test
  void aRefusedConnectionIsSaidAndTheRunIsInTheFile() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    Program clew =
        new Program(home).with("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + closed);

    Ended ended = clew.run("run", "--", "sh", "-c", "exit 7");

    assertThat(ended.code()).isEqualTo(7);
    assertThat(ended.err())
        .containsOnlyOnce("[E040]")
        .contains(clew.runFiles().getFirst().toString());
    assertThat(clew.runFiles().getFirst().toString()).contains("/diagnostics/runs/");
    assertThat(clew.records().events())
        .contains("run.started", "export.failed", "run.finished", "run.summary");
    assertThat(clew.run("run", "--require-export", "--", "true").code()).isEqualTo(75);
    assertThat(clew.run("run", "--require-export", "--", "false").code()).isEqualTo(1);
  }

  @Test
  void aRejectionIsSaidAndTheRunIsInTheFile() throws IOException {
    try (OtlpReceiver backend = OtlpReceiver.grpc()) {
      backend.refuse(Status.UNAUTHENTICATED.withDescription("no token"));
      Program clew = new Program(home).exportingTo(backend);

      Ended ended = clew.run("run", "--", "true");

      assertThat(ended.code()).isZero();
      assertThat(ended.err()).contains("[E040]", "UNAUTHENTICATED: no token");
      assertThat(clew.records().span("true").getName()).isEqualTo("true");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OTEL_EXPORTER_OTLP_PROTOCOL",
        "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL",
        "OTEL_EXPORTER_OTLP_LOGS_PROTOCOL",
        "OTEL_EXPORTER_OTLP_METRICS_PROTOCOL"
      })
  void anUnsupportedProtocolStopsClewBeforeTheCommand(String variable) {
    Program clew =
        new Program(home)
            .with("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4317")
            .with(variable, "http/json");

    Ended ended = clew.run("run", "--", "sh", "-c", "echo started");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .startsWith("error: [E016] Unsupported OTLP protocol\n  → what to try:\n")
        .contains(variable + " has the value \"http/json\"; supported: grpc, http/protobuf.");
  }

  @Test
  void withoutAnEndpointTheProtocolIsIgnored() {
    Program clew = new Program(home).with("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json");

    assertThat(clew.run("run", "--", "true").code()).isZero();
  }

  @Test
  void whatTheFileKeepsIsNoFailureOfAnEvent() {
    Program clew = new Program(home).with("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9");

    Ended ended = clew.run("event", "deploy.approved");

    assertThat(ended.code()).isZero();
    assertThat(ended.err()).contains("[E040]");
    assertThat(clew.records().events()).contains("deploy.approved");
  }

  @Test
  void aTemporaryHomeServesWhereTheUsersCannotBeWritten() throws IOException {
    Path temporary = Files.createDirectory(home.resolve("tmp"));
    Path file = Files.createFile(home.resolve("file"));
    Program clew =
        new Program(home)
            .with("CLEW_HOME", file.resolve("clew").toString())
            .with("TMPDIR", temporary.toString());

    Ended kept = clew.run("run", "--", "sh", "-c", "exit 3");

    assertThat(kept.code()).isEqualTo(3);
    Path instead = temporary.resolve("clew-" + Files.getAttribute(home, "unix:uid"));
    assertThat(kept.err()).contains("[E023]", "recording below " + instead + " instead");
    assertThat(new Program(instead).records().events()).contains("run.finished");

    // A home that is only full can be read: `clew runs` said that there were none.
    Program empty = new Program(home).with("TMPDIR", temporary.toString());
    for (String[] command : new String[][] {{"runs"}, {"inspect"}, {"inspect", "abcd"}, {"open"}}) {
      assertThat(empty.run(command).err())
          .as(String.join(" ", command))
          .containsOnlyOnce("CLEW_HOME=" + instead + " clew runs\n");
    }
    assertThat(empty.with("CLEW_HOME", instead.toString()).run("runs").err()).isEmpty();

    // Somebody else could write into it: not even that one is used.
    Files.setPosixFilePermissions(instead, PosixFilePermissions.fromString("rwxrwxrwx"));
    Ended lost = clew.run("run", "--require-export", "--", "true");

    assertThat(lost.code()).isEqualTo(75);
    assertThat(lost.err()).contains("[E023]", "nothing is recorded");
    assertThat(clew.run("event", "lost").code()).isEqualTo(1);
  }
}
