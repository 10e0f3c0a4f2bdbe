package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.functional.Program.Ended;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What counts as a confirmation over HTTP: status 200 with no body, or with an answer of OTLP's.
class ConfirmationTest {
  @TempDir Path home;

  private Program clew(OtlpReceiver backend) {
    return new Program(home)
        .exportingTo(backend)
        .with("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
  }

  @ParameterizedTest
  @CsvSource({
    "200, text/html, '<html><body>Sign in</body></html>', it is text/html",
    "200, '', ok, it has no Content-Type",
    "200, application/x-protobuf, '<html>', no OTLP",
    "200, application/json, '{\"error\":\"over quota\"}', over quota",
    "200, application/json, '{\"partialSuccess\":{\"rejectedSpans\":1,\"errorMessage\":\"old\"}}', records rejected: old",
    "202, application/x-protobuf, '', HTTP 202",
    "204, '', '', HTTP 204",
  })
  void anythingElseIsNone(int status, String type, String body, String reason) throws IOException {
    try (OtlpReceiver backend = OtlpReceiver.http()) {
      backend.answer(status, type, body);
      Program clew = clew(backend);

      Ended ended = clew.run("run", "--require-export", "--", "echo", "one");

      assertThat(ended.code()).isEqualTo(75);
      assertThat(ended.text()).isEqualTo("one\n");
      assertThat(ended.err()).containsOnlyOnce("[E040]").contains(reason);
      assertThat(clew.records().events()).contains("run.finished", "export.failed");

      Ended doctor = clew.run("doctor", "--send");
      assertThat(doctor.code()).isEqualTo(1);
      assertThat(doctor.text()).contains("FAIL").contains(reason).doesNotContain("ok    traces");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, ''",
    "application/json, {}",
    "application/json;charset=UTF-8, '{\"partialSuccess\":{\"errorMessage\":\"slow down\"}}'",
  })
  void otlpsAnswersAre(String type, String body) throws IOException {
    try (OtlpReceiver backend = OtlpReceiver.http()) {
      backend.answer(200, type, body);
      Program clew = clew(backend);

      Ended ended = clew.run("run", "--require-export", "--", "echo", "one");

      assertThat(ended.code()).isZero();
      assertThat(ended.err()).isEmpty();
      assertThat(clew.runFiles()).isEmpty();
      assertThat(clew.run("doctor", "--send").code()).isZero();
    }
  }

  /// A portal that demanded a sign-in is gone: the run has not been lost to it.
  @Test
  void whatWasNotConfirmedIsReplayed() throws IOException {
    try (OtlpReceiver backend = OtlpReceiver.http()) {
      backend.answer(200, "text/html", "<html>");
      Program clew = clew(backend);
      clew.run("run", "--", "echo", "one");
      backend.accept();

      assertThat(clew.run("replay", "--pending").code()).isZero();

      assertThat(backend.records.spans).hasSize(1);
      assertThat(backend.records.events()).contains("run.started", "run.finished");
    }
  }
}
