package dev.clew.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Instant wall = START;
  private long nanos = 5;
  private final List<Duration> setBack = new ArrayList<>();
  private final Clock clock = new SteadyClock(new Machine(), () -> nanos, setBack::add);

  @Test
  void followsTheMachine() {
    pass(10);

    assertThat(clock.instant()).isEqualTo(START.plusSeconds(10));
    assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
    assertThat(clock.withZone(ZoneId.of("Asia/Tokyo")).getZone())
        .isEqualTo(ZoneId.of("Asia/Tokyo"));
  }

  @Test
  void goesOnWhenTheMachineIsSetBack() {
    pass(10);
    wall = wall.minusSeconds(3600);
    assertThat(clock.instant()).isEqualTo(START.plusSeconds(10));
    pass(5);

    assertThat(clock.instant()).isEqualTo(START.plusSeconds(15));
    assertThat(setBack).containsExactly(Duration.ofHours(1));
  }

  @Test
  void aHairBackIsNotSaid() {
    wall = wall.minusMillis(999);

    assertThat(clock.instant()).isEqualTo(START);
    assertThat(setBack).isEmpty();
  }

  @Test
  void followsAMachineThatIsSetForward() {
    wall = wall.plusSeconds(3600);
    assertThat(clock.instant()).isEqualTo(START.plusSeconds(3600));
    pass(1);

    assertThat(clock.instant()).isEqualTo(START.plusSeconds(3601));
    assertThat(setBack).isEmpty();
  }

  private void pass(int seconds) {
    wall = wall.plusSeconds(seconds);
    nanos += seconds * 1_000_000_000L;
  }

  private final class Machine extends Clock {
    @Override
    public Instant instant() {
      return wall;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return Clock.fixed(wall, zone);
    }
  }
}
