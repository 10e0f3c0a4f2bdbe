package dev.clew.fleet.job;

import dev.clew.time.Ulid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// A command that was sent to machines.
///
/// @param run the run that it is part of
/// @param traceparent of the span that submitted it; empty for none
/// @param identity who did
/// @param submitted RFC 3339
/// @param cancelled whether it was told to end
/// @param tasks every attempt on every machine, in their order
public record Job(
    String id,
    String run,
    String traceparent,
    String identity,
    String submitted,
    JobSpec spec,
    boolean cancelled,
    List<Task> tasks) {
  public static final String PREFIX = "job_";
  public static final Pattern SHAPE = Pattern.compile(PREFIX + Ulid.SHAPE);

  public Job {
    tasks = List.copyOf(tasks);
  }

  /// A new one, with a task for each node.
  public static Job of(
      String id,
      String run,
      String traceparent,
      String identity,
      String now,
      JobSpec spec,
      List<String> nodes) {
    List<Task> tasks = new ArrayList<>();
    for (String node : nodes) {
      tasks.add(Task.pending(id + "-" + tasks.size(), node, tasks.size(), 1, now));
    }
    return new Job(id, run, traceparent, identity, now, spec, false, tasks);
  }

  /// The last attempt for each machine.
  public List<Task> current() {
    Map<Integer, Task> last = new TreeMap<>();
    tasks.forEach(each -> last.put(each.slot(), each));
    return List.copyOf(last.values());
  }

  public Optional<Task> task(String id) {
    return tasks.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /// How it stands: not over before all of its tasks are; then the worst of them.
  public TaskState state() {
    List<Task> current = current();
    if (current.stream().anyMatch(each -> !each.state().isOver())) {
      return current.stream().allMatch(each -> each.state() == TaskState.PENDING)
          ? TaskState.PENDING
          : TaskState.RUNNING;
    }
    return current.stream()
        .map(Task::state)
        .max(java.util.Comparator.naturalOrder())
        .orElse(TaskState.SUCCEEDED);
  }

  public boolean isOver() {
    return tasks.stream().allMatch(each -> each.state().isOver());
  }

  /// The same with a change of a task.
  Job with(String task, UnaryOperator<Task> change) {
    List<Task> changed = new ArrayList<>();
    boolean same = true;
    for (Task each : tasks) {
      Task now = each.id().equals(task) ? change.apply(each) : each;
      same &= now.equals(each);
      changed.add(now);
    }
    return same ? this : with(changed, cancelled);
  }

  /// The same with another attempt.
  Job retried(Task failed, String node, String now) {
    List<Task> more = new ArrayList<>(tasks);
    more.add(Task.pending(id + "-" + tasks.size(), node, failed.slot(), failed.attempt() + 1, now));
    return with(more, cancelled);
  }

  Job cancel() {
    return cancelled || isOver() ? this : with(tasks, true);
  }

  private Job with(List<Task> now, boolean cancel) {
    return new Job(id, run, traceparent, identity, submitted, spec, cancel, now);
  }

  /// A task has begun.
  Job started(String task, String at) {
    return with(
        task, each -> each.state() == TaskState.PENDING ? each.started(at) : revived(each, at));
  }

  /// One that was given up and is heard of again goes on, unless another attempt took its place.
  private Task revived(Task task, String at) {
    return task.state() == TaskState.LOST && current().contains(task) ? task.started(at) : task;
  }

  /// A task is over; what it came to is known once, but for one that was given up.
  Job ended(String task, TaskState state, int code, String error, String at) {
    return with(
        task,
        each ->
            each.state().isOver() && each.state() != TaskState.LOST
                ? each
                : each.state() == state ? each : each.ended(state, code, error, at));
  }

  /// Whether a task that is over is to be tried again.
  public boolean wantsRetry(Task task) {
    return !cancelled
        && current().contains(task)
        && (task.state() == TaskState.FAILED || task.state() == TaskState.LOST)
        && task.attempt() <= spec.retries();
  }
}
