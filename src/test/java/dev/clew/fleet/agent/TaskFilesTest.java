package dev.clew.fleet.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.error.ClewError;
import dev.clew.fleet.agent.TaskEntry.Phase;
import dev.clew.fleet.job.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskFilesTest {
  private static final Order ORDER =
      new Order(
          Order.START,
          "job_1",
          "job_1-0",
          1,
          "run",
          "ci",
          List.of("true"),
          Map.of("A", "b"),
          "",
          0,
          false,
          "2026-11-29T12:00:00Z",
          null);

  @TempDir Path directory;

  @Test
  void theJournalIsWhatWasWrittenLast() throws IOException {
    try (AgentHome home = AgentHome.take(directory.resolve("agent"))) {
      TaskFiles files = home.task("job_1-0");
      assertThat(files.read()).isEmpty();
      files.write(new TaskEntry(Phase.ACCEPTED, ORDER, Map.of("traceparent", "00-1"), null));
      var started = new TaskEntry(Phase.STARTED, ORDER, Map.of("traceparent", "00-1"), null);
      files.write(started);

      assertThat(home.task("job_1-0").read()).contains(started);
      assertThat(home.tasks()).extracting(TaskFiles::id).containsExactly("job_1-0");
      Path journal = directory.resolve("agent/tasks/job_1-0/task.json");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(journal)))
          .isEqualTo("rw-------");
      files.remove();
      assertThat(home.tasks()).isEmpty();
    }
  }

  @Test
  void whatIsDoneIsRememberedForAsLongAsItsOrderMayCome() {
    try (AgentHome home = AgentHome.take(directory.resolve("agent"))) {
      assertThat(home.isDone("job_1-0")).isFalse();
      home.markDone("job_1-0");

      home.forget(Instant.now());
      assertThat(home.isDone("job_1-0")).isTrue();
      home.forget(Instant.now().plus(Duration.ofDays(3)));
      assertThat(home.isDone("job_1-0")).isFalse();
    }
  }

  @Test
  void aHomeHasOneAgent() {
    try (AgentHome _ = AgentHome.take(directory.resolve("agent"))) {
      assertThatThrownBy(() -> AgentHome.take(directory.resolve("agent")))
          .isInstanceOf(ClewError.class)
          .hasMessageContaining("Another agent");
    }
    try (AgentHome again = AgentHome.take(directory.resolve("agent"))) {
      assertThat(again.key()).hasSize(64).isEqualTo(again.key());
    }
  }
}
