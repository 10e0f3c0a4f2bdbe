package dev.clew.cli.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.cli.Invocation;
import dev.clew.config.Home;
import dev.clew.error.ErrorCode;
import dev.clew.runs.RunFixture;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
  @TempDir Path directory;

  @BeforeEach
  void runs() {
    run("aaaa000000000000", "make", 0, 6000, 0, 0);
    run("bbbb000000000000", "make", 20_000, 3000, 2, 1);
    run("cccc000000000000", "make", 40_000, 9000, 0, 0);
    run("dddd000000000000", "cargo", 0, 100, 0, 0);
  }

  private void run(String id, String name, long start, long unit, int code, int lint) {
    RunFixture.run(new Home(directory.resolve(".clew")), id)
        .runStarted(start, "r", name)
        .stageStarted(start, "u", "r", "unit \u001b[2J")
        .stageFinished(start + unit, "u", "unit \u001b[2J", 0, "")
        .stageStarted(start + unit, "l", "r", "lint")
        .stageFinished(start + unit + 2000, "l", "lint", lint, "")
        .runFinished(start + unit + 2000, "r", name, code);
  }

  private String compare(String... args) {
    Invocation clew = new Invocation(directory);
    assertThat(clew.run(CompareCommand::new, args)).isZero();
    return clew.out();
  }

  @Test
  void printsWhatChanged() {
    assertThat(compare("aaaa", "cccc"))
        .isEqualTo(
            """
            aaaa000000000000  make  ok   8.0s   1h ago
            cccc000000000000  make  ok  11.0s  59m ago

            cccc0000 took 3.0s longer than aaaa0000 (8.0s → 11.0s); `unit ␛[2J` alone took 3.0s longer (6.0s → 9.0s).

            CHANGE  WHERE          BEFORE  AFTER  DIFFERENCE
            slower  the whole run    8.0s  11.0s       +3.0s  ████████████████████
            slower  unit ␛[2J        6.0s   9.0s       +3.0s  ████████████████████
            """);
  }

  @Test
  void theListCanBeCut() {
    assertThat(compare("aaaa", "bbbb", "-n", "1"))
        .endsWith(
            """
            CHANGE  WHERE          BEFORE  AFTER  DIFFERENCE
            failed  the whole run    8.0s   5.0s       -3.0s  ████████████████████

            2 more: -n 0 lists them all
            """);
  }

  @Test
  void theBaselineIsNamedOrTheLastOneThatWentWell() {
    String expected = compare("aaaa", "cccc");

    assertThat(compare("cccc")).isEqualTo(expected);
    assertThat(compare("cccc", "--baseline")).isEqualTo(expected);
    assertThat(compare("cccc", "--baseline", "aaaa")).isEqualTo(expected);
    assertThat(compare("--baseline", "aaaa", "cccc")).isEqualTo(expected);
    assertThat(compare("cccc", "--baseline", "-o", "json")).startsWith("{\"a\":{\"id\":\"aaaa");
  }

  @Test
  void thereMayBeNoBaseline() {
    assertThat(failure("dddd")).isEqualTo(ErrorCode.E064);
    assertThat(failure("aaaa")).isEqualTo(ErrorCode.E064);
    assertThat(failure("aaaa", "bbbb", "--baseline", "cccc")).isEqualTo(ErrorCode.E001);
    assertThat(failure("aaaa", "9999")).isEqualTo(ErrorCode.E020);
  }

  private ErrorCode failure(String... args) {
    Invocation clew = new Invocation(directory);
    clew.run(CompareCommand::new, args);
    return clew.failure().orElseThrow().code();
  }
}
