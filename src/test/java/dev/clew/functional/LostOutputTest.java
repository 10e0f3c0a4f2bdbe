package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.functional.Program.Ended;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Output that cannot be written is never lost with exit code 0; a reader that goes is no error.
class LostOutputTest {
  @TempDir Path home;
  private Program clew;

  @BeforeEach
  void program() {
    clew = new Program(home);
  }

  private Ended shell(String script) throws IOException {
    return clew.end(clew.shell(script.replace("clew", Program.path().toString())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "clew run -- seq 1 2000 > /dev/full",
        "clew step numbers -- seq 1 2000 > /dev/full",
        "clew run -- sh -c 'seq 2000 >&2' 2> /dev/full",
        "ulimit -f 8; clew --debug run -- seq 1 20000 > out",
        "clew run -- echo hi > /dev/full",
        "clew --version > /dev/full",
        "clew runs --help > /dev/full",
        "clew explain E016 > /dev/full",
      })
  void isSaid(String script) throws IOException {
    Ended ended = shell(script);

    assertThat(ended.code()).isEqualTo(1);
    if (!script.contains("2> ")) {
      assertThat(ended.err()).containsOnlyOnce("[E047]").contains("stdout: ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "runs",
        "runs -o json",
        "inspect RUN",
        "logs --run RUN",
        "logs --run RUN -o json",
        "metrics --run RUN",
        "export RUN",
        "config show",
        "compare RUN RUN",
        "completion bash"
      })
  void commandsThatLookSayItToo(String arguments) throws IOException {
    clew.run("--debug", "run", "--", "seq", "3000");

    Ended ended = shell("clew " + arguments.replace("RUN", StepTest.runId(clew)) + " > /dev/full");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).containsOnlyOnce("[E047]").contains("stdout: No space left on device");
  }

  @Test
  void theCommandGoesOnAndIsRecorded() throws IOException {
    Ended ended = shell("clew --debug run -- sh -c 'seq 9000; echo end >&2; exit 3' > /dev/full");

    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.err()).startsWith("clew: run ").contains("end\n").containsOnlyOnce("[E047]");
    assertThat(clew.records().output("stdout")).hasSize(9000);
    assertThat(clew.records().logs)
        .anyMatch(log -> log.getBody().getStringValue().contains("up to 43,893 bytes are lost"));
  }

  @Test
  void whatNeverEndsComesToAnEnd() throws IOException {
    Ended ended = shell("clew run -- yes > /dev/full");

    assertThat(ended.code()).isEqualTo(141);
    assertThat(ended.err()).containsOnlyOnce("[E047]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "clew run -- yes | head -1",
        "clew run -- sh -c 'yes; echo $? > code' | head -1; cat code",
        "clew --debug run -- seq 100000 > /dev/null; clew logs --run $(ls data/diagnostics/runs | cut -c1-16) | head -1",
        "clew explain | head -1",
      })
  void aReaderThatGoesIsNoError(String script) throws IOException {
    assertThat(shell(script).err()).doesNotContain("E047", "E099");
  }
}
