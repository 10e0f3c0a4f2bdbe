package dev.clew.telemetry.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartialSuccessTest {
  @Test
  void rejectedRecordsAndTheReasonAreRead() {
    byte[] response =
        ExportLogsServiceResponse.newBuilder()
            .setPartialSuccess(
                ExportLogsPartialSuccess.newBuilder()
                    .setRejectedLogRecords(300)
                    .setErrorMessage("too old"))
            .build()
            .toByteArray();

    assertThat(PartialSuccess.of(response, 0)).isEqualTo(new Delivered.Partial(300, "too old"));
  }

  @Test
  void aWarningIsASuccess() {
    byte[] response =
        ExportLogsServiceResponse.newBuilder()
            .setPartialSuccess(ExportLogsPartialSuccess.newBuilder().setErrorMessage("slow down"))
            .build()
            .toByteArray();

    assertThat(PartialSuccess.of(response, 0)).isEqualTo(new Delivered.Confirmed());
    assertThat(PartialSuccess.of(new byte[0], 0)).isEqualTo(new Delivered.Confirmed());
  }

  @Test
  void anyBytesGiveAnAnswer() {
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(30)];
      random.nextBytes(bytes);
      assertThat(PartialSuccess.of(bytes, 0)).isNotNull();
    }
  }
}
