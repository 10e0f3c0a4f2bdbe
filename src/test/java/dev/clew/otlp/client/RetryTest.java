package dev.clew.otlp.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    " 120 , PT2M",
    "'Fri, 20 Nov 2026 10:00:30 GMT', PT30S",
    "'Fri, 20 Nov 2026 09:00:00 GMT', PT0S",
    "999999999, PT24H"
  })
  void retryAfterIsSecondsOrADate(String header, Duration wait) {
    assertThat(RetryAdvice.ofHttp(header, CLOCK)).isEqualTo(wait);
  }

  @ParameterizedTest
  @CsvSource({"-1", "soon", "1.5", "''"})
  void anUnreadableRetryAfterIsNone(String header) {
    assertThat(RetryAdvice.ofHttp(header, CLOCK)).isNull();
  }

  @Test
  void retryInfoIsFoundAmongTheDetails() throws IOException {
    byte[] delay = message(out -> out.writeInt64(1, 3), out -> out.writeInt32(2, 500_000_000));
    byte[] info = message(out -> out.writeBytes(1, ByteString.copyFrom(delay)));
    byte[] other = message(out -> out.writeString(1, "type.googleapis.com/google.rpc.DebugInfo"));
    byte[] any =
        message(
            out -> out.writeString(1, "type.googleapis.com/google.rpc.RetryInfo"),
            out -> out.writeBytes(2, ByteString.copyFrom(info)));
    byte[] status =
        message(
            out -> out.writeInt32(1, 8),
            out -> out.writeString(2, "slow down"),
            out -> out.writeBytes(3, ByteString.copyFrom(other)),
            out -> out.writeBytes(3, ByteString.copyFrom(any)));

    assertThat(RetryAdvice.ofGrpc(Base64.getEncoder().encodeToString(status)))
        .isEqualTo(Duration.ofMillis(3500));
    assertThat(RetryAdvice.ofGrpc(Base64.getEncoder().withoutPadding().encodeToString(status)))
        .isEqualTo(Duration.ofMillis(3500));
  }

  @Test
  void anyDetailsAreRead() {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      Duration advice = RetryAdvice.ofGrpc(Base64.getEncoder().encodeToString(bytes));
      assertThat(advice == null || !advice.isNegative()).isTrue();
    }
    assertThat(RetryAdvice.ofGrpc("%%%")).isNull();
    assertThat(RetryAdvice.ofGrpc(null)).isNull();
  }

  @Test
  void waitsGrowAndHaveJitterAndALimit() {
    var backoff = new Backoff(new Random(1));
    Duration expected = Duration.ofMillis(100);
    for (int i = 0; i < 40; i++) {
      assertThat(backoff.next(null))
          .isBetween(expected.multipliedBy(4).dividedBy(5), expected.multipliedBy(6).dividedBy(5));
      expected = expected.multipliedBy(2);
      expected = expected.toSeconds() > 30 ? Duration.ofSeconds(30) : expected;
    }
    backoff.reset();
    assertThat(backoff.next(null)).isLessThan(Duration.ofMillis(121));
    assertThat(backoff.next(Duration.ofMinutes(5))).isEqualTo(Duration.ofMinutes(5));
  }

  private interface Field {
    void write(CodedOutputStream out) throws IOException;
  }

  private static byte[] message(Field... fields) throws IOException {
    var bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    for (Field field : fields) {
      field.write(out);
    }
    out.flush();
    return bytes.toByteArray();
  }
}
