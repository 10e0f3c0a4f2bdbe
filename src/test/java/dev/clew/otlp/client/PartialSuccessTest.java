package dev.clew.otlp.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartialSuccessTest {
  @Test
  void rejectedRecordsAndTheReasonAreRead() throws IOException {
    byte[] response =
        ExportLogsServiceResponse.newBuilder()
            .setPartialSuccess(
                ExportLogsPartialSuccess.newBuilder()
                    .setRejectedLogRecords(300)
                    .setErrorMessage("too old"))
            .build()
            .toByteArray();

    assertThat(PartialSuccess.of(response, 0)).isEqualTo(new ExportResult.Partial(300, "too old"));
  }

  @Test
  void aWarningIsASuccess() throws IOException {
    byte[] response =
        ExportLogsServiceResponse.newBuilder()
            .setPartialSuccess(ExportLogsPartialSuccess.newBuilder().setErrorMessage("slow down"))
            .build()
            .toByteArray();

    assertThat(PartialSuccess.of(response, 0)).isEqualTo(new ExportResult.Confirmed());
    assertThat(PartialSuccess.of(new byte[0], 0)).isEqualTo(new ExportResult.Confirmed());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | 0",
        "{\"partialSuccess\":{}} | 0",
        "{\"partialSuccess\":null,\"later\":[1]} | 0",
        "{\"partialSuccess\":{\"errorMessage\":\"old\"}} | 0",
        "{\"partialSuccess\":{\"rejectedSpans\":\"3\",\"errorMessage\":\"old\"}} | 3",
        "{\"partial_success\":{\"error_message\":\"old\",\"rejected_log_records\":3}} | 3",
      })
  void jsonIsAnAnswerToo(String json, int rejected) throws IOException {
    assertThat(PartialSuccess.ofJson(json.getBytes(UTF_8)))
        .isEqualTo(
            rejected == 0
                ? new ExportResult.Confirmed()
                : new ExportResult.Partial(rejected, "old"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "3",
        "{\"error\":\"no\"}",
        "{\"code\":3,\"message\":\"no\"}",
        "{\"partialSuccess\":3}",
        "{\"partialSuccess\":{\"rejectedSpans\":\"many\"}}",
        "{\"partialSuccess\":{\"rejectedSpans\":-1}}",
        "{} {}",
        "{"
      })
  void otherJsonIsNone(String json) {
    assertThatThrownBy(() -> PartialSuccess.ofJson(json.getBytes(UTF_8)))
        .isInstanceOf(IOException.class);
  }

  /// A `google.rpc.Status` has its code where an answer has its message.
  @ParameterizedTest
  @ValueSource(strings = {"0803", "0A", "0A05", "0A0208", "0A0A08FFFFFFFFFFFFFFFFFF01", "3C68"})
  void otherBytesAreNone(String hex) {
    assertThatThrownBy(() -> PartialSuccess.of(HexFormat.of().parseHex(hex), 0))
        .isInstanceOf(IOException.class);
  }

  @Property(tries = 5000)
  void anyBytesAreAnAnswerOrNone(@ForAll byte[] bytes, @ForAll String text) {
    for (Reader reader : List.<Reader>of(b -> PartialSuccess.of(b, 0), PartialSuccess::ofJson)) {
      for (byte[] each : List.of(bytes, text.getBytes(UTF_8))) {
        try {
          assertThat(reader.read(each)).isNotNull();
        } catch (IOException refused) {
          assertThat(refused.getMessage()).isNotBlank();
        }
      }
    }
  }

  @FunctionalInterface
  private interface Reader {
    ExportResult read(byte[] bytes) throws IOException;
  }
}
