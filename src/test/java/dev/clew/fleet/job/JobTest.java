package dev.clew.fleet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.error.ClewError;
import dev.clew.fleet.FleetJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobTest {
  private static final String NOW = "2026-11-29T12:00:00Z";
  private static final JobSpec SPEC = spec(1);
  private static final Job JOB = Job.of("job_1", "run", "", "ci", NOW, SPEC, List.of("a", "b"));

  private static JobSpec spec(int retries) {
    return new JobSpec("all", List.of("true"), Map.of("A", "b"), "", 0, retries, false);
  }

  private static Job ended(Job job, String task, TaskState state) {
    return job.ended(task, state, state == TaskState.SUCCEEDED ? 0 : 3, "", NOW);
  }

  @Test
  void isOverWhenAllOfItIs() {
    assertThat(JOB.state()).isEqualTo(TaskState.PENDING);
    Job one = ended(JOB.started("job_1-0", NOW), "job_1-0", TaskState.SUCCEEDED);
    assertThat(one.state()).isEqualTo(TaskState.RUNNING);
    assertThat(one.isOver()).isFalse();
    assertThat(ended(one, "job_1-1", TaskState.SUCCEEDED).state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(ended(one, "job_1-1", TaskState.FAILED).state()).isEqualTo(TaskState.FAILED);
  }

  @Test
  void whatItCameToIsKnownOnce() {
    Job over = ended(JOB, "job_1-0", TaskState.SUCCEEDED);

    assertThat(ended(over, "job_1-0", TaskState.FAILED)).isSameAs(over);
    assertThat(over.started("job_1-0", NOW)).isSameAs(over);
    assertThat(ended(over, "job_1-0", TaskState.LOST)).isSameAs(over);
  }

  @Test
  void oneThatWasGivenUpMayBeHeardOfAgain() {
    Job lost = ended(JOB, "job_1-0", TaskState.LOST);

    assertThat(lost.started("job_1-0", NOW).tasks().getFirst().state())
        .isEqualTo(TaskState.RUNNING);
    assertThat(ended(lost, "job_1-0", TaskState.SUCCEEDED).tasks().getFirst().state())
        .isEqualTo(TaskState.SUCCEEDED);
    Job retried = lost.retried(lost.tasks().getFirst(), "a", NOW);
    assertThat(retried.started("job_1-0", NOW)).isSameAs(retried);
  }

  @Test
  void isTriedAgainAsOftenAsItMay() {
    Job failed = ended(JOB, "job_1-0", TaskState.FAILED);
    Task first = failed.tasks().getFirst();
    assertThat(failed.wantsRetry(first)).isTrue();

    Job retried = failed.retried(first, "c", NOW);

    assertThat(retried.wantsRetry(first)).isFalse();
    assertThat(retried.current()).extracting(Task::node).containsExactly("c", "b");
    assertThat(retried.current().getFirst()).isEqualTo(Task.pending("job_1-2", "c", 0, 2, NOW));
    Job again = ended(retried, "job_1-2", TaskState.FAILED);
    assertThat(again.wantsRetry(again.current().getFirst())).isFalse();
  }

  @Test
  void whatIsCancelledIsNotTriedAgain() {
    Job cancelled = ended(JOB.cancel(), "job_1-0", TaskState.FAILED);

    assertThat(cancelled.wantsRetry(cancelled.tasks().getFirst())).isFalse();
    Job over = ended(ended(JOB, "job_1-0", TaskState.FAILED), "job_1-1", TaskState.SUCCEEDED);
    assertThat(over.cancel()).isSameAs(over);
  }

  @Test
  void comesBackFromJson() {
    Job job = JOB.started("job_1-0", NOW).cancel();

    assertThat(FleetJson.read(FleetJson.bytes(job), Job.class)).isEqualTo(job);
  }

  @Test
  void whatIsNoJobIsRefused() {
    assertThatThrownBy(() -> spec(101).checked()).isInstanceOf(ClewError.class);
    assertThatThrownBy(() -> new JobSpec("all", List.of(), Map.of(), "", 0, 0, false).checked())
        .hasMessageContaining("needs a command");
    assertThatThrownBy(
            () ->
                new JobSpec("all", List.of("x".repeat(200_001)), Map.of(), "", 0, 0, false)
                    .checked())
        .hasMessageContaining("200,000");
  }
}
