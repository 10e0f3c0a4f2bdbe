package dev.clew.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "1.5s, PT1.5S",
    "250us, PT0.00025S",
    "7ns, PT0.000000007S",
    "90 S, PT90S",
    "1h30m, PT1H30M",
    "30D, PT720H",
    "0s, PT0S",
  })
  void isRead(String text, Duration duration) {
    assertThat(DurationText.parse(text)).contains(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "m5m", "5x", "-5s", "1h 30m", "1.s", "99999999999999999999d"})
  void isNone(String text) {
    assertThat(DurationText.parse(text)).isEmpty();
  }

  @Test
  void lastsAsLongAsADurationCan() {
    assertThat(DurationText.parse("999999999999d")).contains(Duration.ofDays(999_999_999_999L));
  }
}
