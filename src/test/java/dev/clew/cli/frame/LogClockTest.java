package dev.clew.cli.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.cli.Invocation;
import dev.clew.runs.RunFixture;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogClockTest {
  /// 10:00 in UTC, an hour before the invocation's clock.
  private static final long START = RunFixture.START.getEpochSecond() * 1_000_000_000;

  private static LogClock in(String zone) {
    return LogClock.local(new Invocation(Path.of("/")).env("TZ", zone).context());
  }

  @ParameterizedTest
  @CsvSource({
    "UTC, 10:00:00.000",
    "'', 10:00:00.000",
    "Europe/Berlin, 11:00:00.000",
    ":Asia/Kolkata, 15:30:00.000",
    "America/Los_Angeles, 02:00:00.000"
  })
  void timesAreThoseOfTheZone(String zone, String time) {
    assertThat(in(zone).text(START)).isEqualTo(time);
  }

  @Test
  void anotherDayHasItsDate() {
    long day = Duration.ofDays(1).toNanos();

    assertThat(in("UTC").text(START - day)).isEqualTo("2026-01-01 10:00:00.000");
    assertThat(in("Asia/Tokyo").text(START + 5 * day / 24)).isEqualTo("2026-01-03 00:00:00.000");
  }

  @Test
  void utcSaysSo() {
    Clock now = Clock.fixed(RunFixture.START, ZoneOffset.UTC);

    assertThat(LogClock.utc(now).text(START)).isEqualTo("10:00:00.000Z");
    assertThat(LogClock.utc(now).text(0)).isEqualTo("--:--:--.---");
  }
}
