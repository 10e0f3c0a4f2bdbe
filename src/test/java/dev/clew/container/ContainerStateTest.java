package dev.clew.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.error.ErrorCode;
import dev.clew.run.process.Outcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContainerStateTest {
  private static final String RAN = "2026-11-29T13:58:36.802364405Z";

  private static Outcome outcome(String... fields) {
    return ContainerState.of(String.join("\n", fields) + "\n").outcome();
  }

  @Test
  void aCodeIsTheCommands() {
    assertThat(outcome("false", "0", "3", "false", RAN, "")).isEqualTo(new Outcome.Exited(3));
    assertThat(outcome("false", "0", "128", "false", RAN, "")).isEqualTo(new Outcome.Exited(128));
    assertThat(outcome("false", "0", "255", "false", RAN, "")).isEqualTo(new Outcome.Exited(255));
  }

  @Test
  void a128AndMoreIsASignal() {
    assertThat(outcome("false", "0", "137", "true", RAN, "")).isEqualTo(new Outcome.Signaled(9));
    assertThat(outcome("false", "0", "143", "false", RAN, "")).isEqualTo(new Outcome.Signaled(15));
  }

  @Test
  void whatHasNotStartedSaysWhy() {
    String never = "0001-01-01T00:00:00Z";
    assertThat(outcome("false", "0", "127", "false", never, "exec: \"x\": not found"))
        .isEqualTo(new Outcome.NotStarted(ErrorCode.E030, "exec: \"x\": not found"));
    assertThat(outcome("false", "0", "126", "false", never, "permission denied"))
        .isEqualTo(new Outcome.NotStarted(ErrorCode.E031, "permission denied"));
    assertThat(outcome("false", "0", "128", "false", never, "port is\nallocated"))
        .isEqualTo(new Outcome.NotStarted(ErrorCode.E097, "port is allocated"));
    assertThat(outcome("false", "0", "125", "false", "0001-01-01 00:00:00 +0000 UTC", ""))
        .isInstanceOf(Outcome.NotStarted.class);
  }

  @Test
  void podmanSaysItInWordsAlone() {
    assertThat(
            ContainerState.refusal(
                "Error: unable to start container 1d3f: runc: exec: \"x\": executable file not"
                    + " found in $PATH: OCI runtime attempted to invoke a command not found"))
        .isEqualTo(ErrorCode.E030);
    assertThat(ContainerState.refusal("runc: exec: \"/tmp\": permission denied: OCI"))
        .isEqualTo(ErrorCode.E031);
    assertThat(
            ContainerState.refusal(
                "crun: setrlimit `RLIMIT_NOFILE`: Operation not permitted: OCI permission denied"))
        .isEqualTo(ErrorCode.E097);
  }

  @Test
  void anAnswerThatIsNoneIsUnknown() {
    for (String answer :
        List.of(
            "",
            "<no value>\n<no value>\n",
            "false\n0\n0\nfalse\n",
            "false\n0\n-1\nfalse\n" + RAN + "\n\n",
            "yes\n0\n0\nfalse\n" + RAN + "\n\n",
            "false\n0\n3\nfalse\nsoon\n\n")) {
      ContainerState state = ContainerState.of(answer);
      assertThat(state.isKnown()).as(answer).isFalse();
      assertThat(state.started()).as(answer).isFalse();
    }
    assertThat(ContainerState.of("false\n0\n3\nfalse\n" + RAN + "\n\n").isKnown()).isTrue();
  }

  @Test
  void itIsKnownSinceWhenItRuns() {
    assertThat(since(RAN)).isEqualTo(Instant.parse(RAN));
    assertThat(since("2026-11-29 15:58:36.8 +0200 EET")).isEqualTo("2026-11-29T13:58:36.8Z");
    assertThat(since("2026-11-29T15:58:36+02:00")).isEqualTo("2026-11-29T13:58:36Z");
    assertThat(since("2026-13-29T15:58:36Z")).isNull();
    assertThat(since("0001-01-01T00:00:00Z")).isNull();
  }

  private static @Nullable Instant since(String started) {
    return ContainerState.of("true\n1\n0\nfalse\n" + started + "\n\n").since();
  }
}
