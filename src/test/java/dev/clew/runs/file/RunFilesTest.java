package dev.clew.runs.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.config.Home;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.runs.RunFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFilesTest {
  @TempDir Path directory;
  private Home home;
  private History history;

  @BeforeEach
  void home() {
    home = new Home(directory);
    history = new History(home, Clock.fixed(RunFixture.START, ZoneOffset.UTC));
  }

  @Test
  void listsRunsAndSpoolButNothingElse() throws IOException {
    RunFixture.run(home, "aaaa000000000001");
    RunFixture.spooled(home, "bbbb000000000001");
    RunFixture.spooled(home, "aaaa000000000001");
    Files.writeString(home.runs().resolve("notes.txt"), "");
    Files.createDirectory(home.runs().resolve("cccc000000000001.jsonl"));

    assertThat(new RunFiles(home).all())
        .extracting(file -> home.root().relativize(file.path()).toString())
        .containsExactly(
            "data/diagnostics/runs/aaaa000000000001.jsonl", "data/spool/bbbb000000000001.jsonl");
  }

  @Test
  void findsARunByAPrefix() {
    RunFixture.run(home, "aaaa000000000001");
    RunFixture.run(home, "aaab000000000001");

    assertThat(history.resolve("aaaa").id()).isEqualTo("aaaa000000000001");
    assertThat(history.resolve("aaab000000000001").id()).isEqualTo("aaab000000000001");
  }

  @Test
  void saysWhichRunsMatchAnAmbiguousPrefix() {
    RunFixture.run(home, "aaaa000000000001").runStarted(0, "s1", "make");
    RunFixture.run(home, "aaaa000000000002").runStarted(1500, "s2", "lint");

    refused("aaaa", ErrorCode.E021)
        .hasMessage(
            """
            aaaa000000000001  make  started 2026-01-02T10:00:00Z
            aaaa000000000002  lint  started 2026-01-02T10:00:01.500Z""");
  }

  @Test
  void knowsNoRunOfAnotherPrefix() {
    refused("bbbb", ErrorCode.E020).hasMessageContaining("bbbb");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "ABCD", "xyzw", "0123456789abcdef0", "../../etc"})
  void refusesWhatIsNoPrefix(String prefix) {
    refused(prefix, ErrorCode.E024);
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refused(String prefix, ErrorCode code) {
    return assertThatThrownBy(() -> history.resolve(prefix))
        .isInstanceOfSatisfying(ClewError.class, error -> assertThat(error.code()).isEqualTo(code));
  }
}
