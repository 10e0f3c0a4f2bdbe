package dev.clew.workflow.engine;

import static dev.clew.workflow.execution.TransitionType.RETRY_SCHEDULED;

import dev.clew.workflow.definition.Node;
import dev.clew.workflow.execution.NodeState;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The tasks that wait until they are tried again.
final class Retries {
  private final Course course;
  private final Journal journal;
  private final Attempts attempts;
  private final Set<String> waiting = new HashSet<>();

  Retries(Course course, Journal journal, Attempts attempts) {
    this.course = course;
    this.journal = journal;
    this.attempts = attempts;
  }

  List<String> tasks() {
    return List.copyOf(waiting);
  }

  /// Whether a task that has failed is tried again.
  ///
  /// @param before its state before this failure
  boolean applies(Node node, NodeState before, NodeResult.Failed failure) {
    return !course.isCancelled(node) && node.retry().applies(before.failures() + 1, failure.type());
  }

  /// Has a task tried again, no earlier than the failure asks for.
  void schedule(Node node, String task, NodeState before, NodeResult.Failed failure) {
    Duration asked = failure.after();
    Duration own = node.retry().wait(before.failures() + 1);
    long millis = (asked == null || asked.compareTo(own) < 0 ? own : asked).toMillis();
    journal.add(
        course
            .event(RETRY_SCHEDULED, task)
            .with("attempt", before.attempt() + 1)
            .with("delay_ms", millis));
    waiting.add(task);
    journal.then(() -> attempts.later(new EngineMessage.RetryDue(task), millis));
  }

  /// The time has come.
  void due(String task) {
    if (waiting.remove(task)) {
      course.queue(task);
    }
  }

  void withdraw(String task) {
    waiting.remove(task);
  }
}
