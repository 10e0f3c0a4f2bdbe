package dev.clew.telemetry.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FinalWaitTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final AtomicLong turns = new AtomicLong();

  /// @return in which turn it gave up, negative when it did not
  private long await(Duration longest, FinalWait.Heard heard, long comes) throws Exception {
    boolean came =
        new FinalWait(Duration.ofSeconds(1), longest)
            .await(_ -> turns.incrementAndGet() > comes, heard);
    return came ? -turns.get() : turns.get();
  }

  @Test
  void silenceEndsIt() throws Exception {
    // The last look comes when the time is over.
    assertThat(await(LONG, () -> 0, 1000)).isEqualTo(21);
  }

  @Test
  void aBackendThatAnswersIsWaitedFor() throws Exception {
    assertThat(await(LONG, () -> turns.get() / 10, 1000)).isEqualTo(-1001);
  }

  @Test
  void noneIsWaitedForWithoutEnd() throws Exception {
    assertThat(await(Duration.ZERO, turns::get, 1000)).isEqualTo(1);
  }

  @Test
  void silenceAfterAnAnswerEndsItToo() throws Exception {
    assertThat(await(LONG, () -> Math.min(5, turns.get()), 1000)).isEqualTo(26);
  }
}
