package dev.clew.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.config.Home;
import dev.clew.error.ClewError;
import dev.clew.runs.file.History;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunReferenceTest {
  @TempDir Path directory;

  private RunCatalog runs;

  @BeforeEach
  void runs() {
    Home home = new Home(directory);
    run(home, "aaaa000000000000", "build", 0, 2);
    run(home, "bbbb000000000000", "build", 10_000, 0);
    run(home, "cccc000000000000", "failed", 20_000, 0);
    run(home, "dddd000000000000", "deploy", 30_000, 1);
    run(home, "eeee000000000000", "7", 40_000, 0);
    runs = new History(home, Clock.fixed(RunFixture.START.plusSeconds(3600), ZoneOffset.UTC));
  }

  private static void run(Home home, String id, String name, long start, int code) {
    RunFixture.run(home, id).runStarted(start, "r", name).runFinished(start + 5, "r", name, code);
  }

  @ParameterizedTest
  @CsvSource({
    "'', eeee",
    "@0, eeee",
    "@1, dddd",
    "@4, aaaa",
    "@failed, dddd",
    "@build, bbbb",
    "bbbb0, bbbb",
  })
  void namesARun(String reference, String id) {
    assertThat(RunReference.parse(reference).in(runs).id()).startsWith(id);
    assertThat(RunReference.parse(reference).listed(runs).id()).startsWith(id);
  }

  @ParameterizedTest
  @CsvSource({
    "@5, Runs that are kept: 5; the oldest is @4.",
    "@nightly, No run is called \"nightly\".",
    "ffff, has an id that starts with ffff",
    "@7, Runs that are kept: 5",
  })
  void anUnknownOneIsAnError(String reference, String detail) {
    assertThatThrownBy(() -> RunReference.parse(reference).in(runs))
        .isInstanceOfSatisfying(
            ClewError.class,
            error -> {
              assertThat(error.code().name()).isEqualTo("E020");
              assertThat(error.detail()).contains(detail);
            });
  }

  @Test
  void aHomeWithoutRunsHasNone() {
    RunCatalog none = new History(new Home(directory.resolve("none")), Clock.systemUTC());

    assertThatThrownBy(() -> RunReference.parse("").in(none))
        .hasMessageContaining("No run is kept");
    assertThatThrownBy(() -> RunReference.parse("@failed").in(none))
        .hasMessageContaining("No run has failed");
  }
}
