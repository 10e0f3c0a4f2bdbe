package dev.clew.fleet.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.clew.fleet.job.Job;
import dev.clew.fleet.job.Jobs;
import dev.clew.fleet.job.Task;
import dev.clew.fleet.job.TaskState;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Arrays;
import java.util.List;

/// A job, without its secrets.
///
/// @param runId the run that it is part of
/// @param traceId the trace that its processes are in; empty for one of their own
/// @param command without secrets
/// @param environment the names of further variables
@RegisterForReflection
public record JobView(
    String id,
    String state,
    String runId,
    String traceId,
    String identity,
    String submitted,
    String target,
    String command,
    List<String> environment,
    String directory,
    long timeoutMillis,
    int retries,
    boolean cancelled,
    List<TaskView> tasks) {
  private static final int TRACE_START = 3;
  private static final int TRACE_END = 35;

  /// An attempt on a machine.
  ///
  /// @param current whether it is the last one for its machine
  /// @param exitCode -1 while there is none
  @RegisterForReflection
  public record TaskView(
      String id,
      String node,
      int attempt,
      boolean current,
      String state,
      int exitCode,
      String error,
      String started,
      String ended) {
    static TaskView of(Task task, boolean current) {
      return new TaskView(
          task.id(),
          task.node(),
          task.attempt(),
          current,
          task.state().label(),
          task.exitCode(),
          task.error(),
          task.started(),
          task.ended());
    }
  }

  /// Whether nothing more comes of it.
  @JsonIgnore
  public boolean isOver() {
    return Arrays.stream(TaskState.values())
        .anyMatch(each -> each.isOver() && each.label().equals(state));
  }

  static JobView of(Job job, Jobs jobs) {
    List<Task> current = job.current();
    return new JobView(
        job.id(),
        job.state().label(),
        job.run(),
        job.traceparent().isEmpty() ? "" : job.traceparent().substring(TRACE_START, TRACE_END),
        job.identity(),
        job.submitted(),
        job.spec().target(),
        jobs.command(job.spec()),
        job.spec().environment().keySet().stream().sorted().toList(),
        job.spec().directory(),
        job.spec().timeoutMillis(),
        job.spec().retries(),
        job.cancelled(),
        job.tasks().stream().map(task -> TaskView.of(task, current.contains(task))).toList());
  }
}
