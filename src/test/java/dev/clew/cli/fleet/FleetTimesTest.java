package dev.clew.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.cli.Invocation;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// It is 11:00 in UTC, as for all invocations.
class FleetTimesTest {
  private static FleetTimes in(String zone) {
    return new FleetTimes(new Invocation(Path.of("/")).env("TZ", zone).context());
  }

  @ParameterizedTest
  @CsvSource({
    "UTC, 2026-01-02T10:30:00Z, 30m ago (10:30:00.000)",
    "Europe/Berlin, 2026-01-02T10:30:00.25Z, 29m ago (11:30:00.250)",
    "UTC, 2025-12-31T09:00:00Z, 2d ago (2025-12-31 09:00:00.000)",
    "UTC, 2026-01-02T11:00:01Z, just now (11:00:01.000)"
  })
  void aTimeIsSaidByTheClockAndFromNow(String zone, String time, String text) {
    assertThat(in(zone).both(time)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-02T11:59:59Z, in 59m",
    "2026-02-01T11:00:00Z, in 30d",
    "2026-01-02T08:59:00Z, 2h ago"
  })
  void anEndIsAheadOrHasPassed(String time, String text) {
    assertThat(in("UTC").until(time)).isEqualTo(text);
  }

  @Test
  void anythingElseIsAServersFault() {
    assertThatThrownBy(() -> FleetTimes.nanos("yesterday"))
        .isInstanceOfSatisfying(
            ClewError.class, error -> assertThat(error.code()).isEqualTo(ErrorCode.E063));
    assertThatThrownBy(() -> FleetTimes.nanos("9999-01-01T00:00:00Z"))
        .isInstanceOf(ClewError.class);
  }
}
