package dev.clew.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.container.EngineCalls.Answer;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineFailureTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "E092 | E093 | Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?",
        "E092 | E093 | permission denied while trying to connect to the Docker daemon socket at x",
        "E092 | E093 | error during connect: Get \"http://x\": dial tcp: lookup x: no such host",
        "E092 | E093 | Error: unable to connect to Podman socket: Get \"http://d/v4.3.1/ping\"",
        "E091 | E092 | Error response from daemon: client version 1.22 is too old. Minimum supported API version is 1.24",
        "E091 | E092 | Error response from daemon: client is newer than server (client API version: 1.24, server API version: 1.18)",
        "E093 | E093 | Error response from daemon: manifest for alpine:nosuch not found: manifest unknown",
        "E093 | E093 | Error response from daemon: pull access denied for x, repository does not exist",
        "E094 | E093 | failed to register layer: Error processing tar file(exit status 1): write /f: no space left on device",
        "E094 | E096 | write /var/lib/docker/tmp/x: disk quota exceeded",
        "E095 | E097 | Error response from daemon: Conflict. The container name \"/a\" is already in use by container \"b\".",
        "E095 | E097 | Error: creating container storage: the container name \"a\" is already in use by b.",
        "E097 | E097 | Error response from daemon: Bind for 0.0.0.0:80 failed: port is already allocated",
        "E097 | E097 | unknown flag: --nosuch",
      })
  void wordsHaveACode(ErrorCode code, ErrorCode otherwise, String words) {
    assertThat(EngineFailure.code(words, otherwise)).isEqualTo(code);
  }

  @Test
  void theReasonIsItsLastWordsWithoutAdvice() {
    ClewError failure =
        EngineFailure.of(
            new Answer(
                125,
                "",
                "unknown flag: --nosuch\n\nUsage:  docker create\n\nRun 'docker --help'\n"),
            ErrorCode.E097);

    assertThat(failure.detail()).isEqualTo("unknown flag: --nosuch");
    assertThat(EngineFailure.of(new Answer(1, "", ""), ErrorCode.E097).detail())
        .contains("exit code 1");
  }

  @Test
  void aReasonOfSeveralLinesIsWhole() {
    String words =
        "Unable to find it\nError response from daemon: Invalid container name (a\nb), only x\n"
            + "See 'docker create --help'.\n";

    assertThat(EngineFailure.reason(new Answer(1, "", words)))
        .isEqualTo("Error response from daemon: Invalid container name (a b), only x");
  }

  @Test
  void aLongOutputIsNoReason() {
    String words = "Error: a test\n" + "compiled\n".repeat(20) + "returned a non-zero code: 2\n";

    assertThat(EngineFailure.reason(new Answer(1, "", words)))
        .isEqualTo("returned a non-zero code: 2");
  }
}
