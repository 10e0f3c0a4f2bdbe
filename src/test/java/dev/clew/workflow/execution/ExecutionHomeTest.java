package dev.clew.workflow.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.clew.error.ClewError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutionHomeTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  @TempDir Path directory;

  private ExecutionHome home() {
    return new ExecutionHome(directory);
  }

  private ExecutionFiles made(Instant when) throws IOException {
    ExecutionFiles files =
        home()
            .create(
                ExecutionId.random(when, new Random()),
                "[nodes.a]\ncommand = [\"true\"]\n",
                ExecutionEvent.of(when, TransitionType.WORKFLOW_STARTED, "")
                    .with("run_id", "0123456789abcdef"));
    Files.setLastModifiedTime(files.directory().resolve("events.jsonl"), FileTime.from(when));
    return files;
  }

  @Test
  void onlyItsUserReadsAnExecution() throws IOException {
    ExecutionFiles files = made(NOW);
    files.keep("a", TextNode.valueOf("x".repeat(10_000)));
    assertThat(files.isExecuting()).isFalse();

    try (Stream<Path> all = Files.walk(directory.resolve("executions"))) {
      assertThat(all)
          .allSatisfy(
              each ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                      .isEqualTo(Files.isDirectory(each) ? "rwx------" : "rw-------"));
    }
  }

  @Test
  void anExecutionIsFoundByTheStartOfItsId() throws IOException {
    ExecutionFiles old = made(NOW.minus(Duration.ofDays(400)));
    ExecutionFiles last = made(NOW);

    assertThat(home().all()).containsExactly(last.id(), old.id());
    assertThat(home().find(last.id().text()).id()).isEqualTo(last.id());
    assertThat(home().find(last.id().text().substring(5, 20).toLowerCase(Locale.ROOT)).id())
        .isEqualTo(last.id());
    assertThat(last.run()).isEqualTo("0123456789abcdef");
    assertThatThrownBy(() -> home().find("exec_01"))
        .isInstanceOf(ClewError.class)
        .hasMessageContaining("the newest is " + last.id());
    assertThatThrownBy(() -> home().find("exec_ZZZZZZ")).isInstanceOf(ClewError.class);
  }

  @Test
  void whatIsTooOldOrTooMuchIsRemovedUnlessItIsExecuted() throws IOException {
    ExecutionFiles executed = made(NOW.minus(Duration.ofDays(50)));
    ExecutionFiles old = made(NOW.minus(Duration.ofDays(40)));
    ExecutionFiles third = made(NOW.minus(Duration.ofDays(3)));
    ExecutionFiles second = made(NOW.minus(Duration.ofDays(2)));
    ExecutionFiles first = made(NOW.minus(Duration.ofDays(1)));

    try (var owner = executed.own()) {
      assertThat(owner).isNotNull();
      assertThat(executed.own()).as("a second owner").isNull();
      assertThat(home().prune(2, Duration.ofDays(30), NOW)).isEqualTo(2);
    }

    assertThat(home().all()).containsExactly(first.id(), second.id(), executed.id());
    assertThat(old.directory()).doesNotExist();
    assertThat(third.directory()).doesNotExist();
  }

  @Test
  void whatIsNoExecutionIsNotTakenForOne() throws IOException {
    ExecutionFiles one = made(NOW);
    Path executions = directory.resolve("executions");
    Files.createDirectory(executions.resolve("exec_01KB3VDZ8ZQY8F8K3S7D0XG2N4"));
    Files.createSymbolicLink(
        executions.resolve("exec_01KB3VDZ8ZQY8F8K3S7D0XG2N5"), Path.of("/etc"));
    Files.writeString(executions.resolve("exec_01KB3VDZ8ZQY8F8K3S7D0XG2N6"), "x");

    assertThat(home().all()).containsExactly(one.id());
    assertThat(home().prune(0, Duration.ofDays(1), NOW)).isEqualTo(1);
  }

  @Test
  void aDamagedLogIsToldAndATornLineIsNot() throws IOException {
    ExecutionFiles files = made(NOW);
    Path log = files.directory().resolve("events.jsonl");
    String whole = Files.readString(log);

    Files.writeString(log, whole + "{\"time\":\"2026");
    assertThat(files.state().phase()).isEqualTo(ExecutionState.Phase.RUNNING);

    Files.writeString(log, whole + "garbage\n" + whole);
    assertThatThrownBy(files::state).isInstanceOf(ClewError.class).hasMessage(log + ", line 2.");
  }
}
