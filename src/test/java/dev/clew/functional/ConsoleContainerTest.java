package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A workspace with an image, launched from `clew console` with a real engine.
@ExtendWith(DockerDaemon.Shared.class)
class ConsoleContainerTest {
  @TempDir Path directory;

  private Tmux console(DockerDaemon docker, String command) throws IOException {
    Program clew = new Program(Files.createDirectories(directory.resolve("home")));
    String[] create = {"workspace", "create", "box", "--image", DockerDaemon.IMAGE, "--"};
    String[] words = Arrays.copyOf(create, create.length + 3);
    words[create.length] = "sh";
    words[create.length + 1] = "-c";
    words[create.length + 2] = command;
    assertThat(clew.run(words).code()).isZero();
    Map<String, String> environment =
        Map.of(
            "CLEW_HOME",
            directory.resolve("home").toString(),
            "DOCKER_HOST",
            docker.host(),
            "LC_ALL",
            "C.UTF-8",
            "TERM",
            "xterm-256color");
    return new Tmux(directory, environment)
        .line(Program.path() + " console")
        .await("q quit")
        .text("w")
        .await("› box")
        .key("Enter");
  }

  @Test
  void itsStagesAreSeenLiveUntilItIsStopped(DockerDaemon docker) throws IOException {
    try (Tmux terminal = console(docker, "echo ready; sleep 600")) {
      terminal
          .await("├─ resolve image")
          .await("├─ pull")
          .await("output\n  ready")
          .await("attach  ");
      assertThat(terminal.screen()).contains("skipped").doesNotContain("├─ wait");

      terminal.text("xy").await("─ wait").await("─ remove").await("failed (130) ·");
      terminal.await("─ session " + DockerDaemon.IMAGE.split(":", -1)[0]);
      terminal.key("Enter").await("1 spans").await("remove").text("qqqq").awaitPrompt();
    }
    removed(docker);
  }

  @Test
  void oneThatDoesNotStopIsKilledAndRemoved(DockerDaemon docker) throws IOException {
    String stubborn = "trap 'echo no' INT TERM; echo ready; while :; do sleep 1; done";
    try (Tmux terminal = console(docker, stubborn)) {
      terminal.await("output\n  ready").text("xy").await("x again kills").await("no\n").text("xy");
      terminal.await("failed (137) ·").text("qqq").awaitPrompt();
    }
    removed(docker);
  }

  private void removed(DockerDaemon docker) {
    Path run = new Program(directory.resolve("home")).runFiles().getFirst();
    String id = String.valueOf(run.getFileName()).replace(".jsonl", "");
    assertThat(docker.containers(id)).isEmpty();
  }
}
