package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.functional.Program.Ended;
import io.grpc.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Backends that take small requests only.
class SizeLimitTest {
  private static final List<String> LINES =
      IntStream.rangeClosed(1, 300).mapToObj(Integer::toString).toList();

  @TempDir Path home;

  private static OtlpReceiver receiver(String protocol) throws IOException {
    return protocol.equals("grpc") ? OtlpReceiver.grpc() : OtlpReceiver.http();
  }

  private Program clew(OtlpReceiver backend, String protocol) {
    return new Program(home).exportingTo(backend).with("OTEL_EXPORTER_OTLP_PROTOCOL", protocol);
  }

  @ParameterizedTest
  @ValueSource(strings = {"grpc", "http/protobuf"})
  void aRequestThatIsTooLargeIsHalved(String protocol) throws IOException {
    try (OtlpReceiver backend = receiver(protocol)) {
      backend.limit(4000);
      Program clew = clew(backend, protocol);

      Ended ended = clew.run("--debug", "run", "--require-export", "--", "seq", "300");

      assertThat(ended.err()).doesNotContain("E040");
      assertThat(ended.code()).isZero();
      assertThat(clew.runFiles()).isEmpty();
      assertThat(backend.records.output("stdout")).isEqualTo(LINES);
      assertThat(backend.records.spans).hasSize(1);
      assertThat(backend.records.events())
          .containsOnlyOnce("run.started", "run.finished", "run.summary");
    }
  }

  /// The record is named and counted; it is not sent again and again, nor are the others.
  @ParameterizedTest
  @ValueSource(strings = {"grpc", "http/protobuf"})
  void oneRecordThatIsTooLargeIsNamed(String protocol) throws IOException {
    try (OtlpReceiver backend = receiver(protocol)) {
      backend.limit(20_000);
      Program clew = clew(backend, protocol);
      String command = "seq 300; clew=$1; \"$clew\" event big x=$(printf %030000d 1)";

      Ended ended =
          clew.run(
              "--debug",
              "run",
              "--require-export",
              "--",
              "sh",
              "-c",
              command,
              "sh",
              Program.path().toString());

      assertThat(ended.code()).isEqualTo(75);
      assertThat(ended.err())
          .containsOnlyOnce("[E040]")
          .containsPattern("a log record \"big\" of 3\\d{4} bytes is too large");
      assertThat(backend.records.output("stdout")).isEqualTo(LINES);
      assertThat(backend.records.events()).doesNotContain("big").contains("run.finished");
      assertThat(clew.records().events()).contains("big");
      // What told of the failure came after it.
      assertThat(clew.run("replay", "--pending").code()).isZero();
      int logs = backend.requests("logs");
      assertThat(clew.run("replay", "--pending").text()).isEqualTo("No run awaits delivery.\n");
      assertThat(backend.requests("logs")).isEqualTo(logs);
      assertThat(backend.records.events())
          .doesNotContain("big")
          .containsOnlyOnce("run.finished", "export.failed");
    }
  }

  /// One line of a file may have more: it is cut before gRPC's servers have to refuse it.
  @Test
  void requestsStayBelowWhatGrpcTakes() throws IOException {
    try (OtlpReceiver backend = OtlpReceiver.grpc()) {
      Program clew = clew(backend, "grpc");
      String record =
          "{\"timeUnixNano\":\"1\",\"body\":{\"stringValue\":\"" + "x".repeat(60_000) + "\"}}";
      String line =
          "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":["
              + String.join(",", Collections.nCopies(150, record))
              + "]}]}]}\n";
      Ended imported = clew.run(line.getBytes(StandardCharsets.UTF_8), "import", "-");

      Ended ended = clew.run("replay", imported.text().strip());

      assertThat(ended.text()).contains("delivered, 150 records");
      assertThat(backend.largest()).isBetween(1 << 20, (4 << 20) - 1);
      assertThat(backend.records.logs).hasSize(150);
    }
  }

  /// RESOURCE_EXHAUSTED may mean a quota, too: then no record is given up.
  @Test
  void aQuotaIsNoMatterOfSize() throws IOException {
    try (OtlpReceiver backend = OtlpReceiver.grpc()) {
      backend.refuse(Status.RESOURCE_EXHAUSTED.withDescription("over quota"));
      Program clew = clew(backend, "grpc");

      Ended ended = clew.run("--debug", "run", "--", "seq", "300");
      assertThat(ended.err()).containsOnlyOnce("[E040]").contains("over quota");
      assertThat(backend.requests("logs")).isLessThan(40);
      backend.accept();

      assertThat(clew.run("replay", "--pending").code()).isZero();
      assertThat(backend.records.output("stdout")).isEqualTo(LINES);
      assertThat(backend.records.spans).hasSize(1);
    }
  }
}
