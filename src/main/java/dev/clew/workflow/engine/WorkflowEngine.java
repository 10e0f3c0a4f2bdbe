package dev.clew.workflow.engine;

import static dev.clew.workflow.execution.TransitionType.NODE_CHECKPOINT;
import static dev.clew.workflow.execution.TransitionType.NODE_COMPLETED;
import static dev.clew.workflow.execution.TransitionType.NODE_FAILED;
import static dev.clew.workflow.execution.TransitionType.NODE_STARTED;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.workflow.definition.Action;
import dev.clew.workflow.definition.Node;
import dev.clew.workflow.definition.Workflow;
import dev.clew.workflow.execution.EventLog;
import dev.clew.workflow.execution.ExecutionFiles;
import dev.clew.workflow.execution.ExecutionState;
import dev.clew.workflow.execution.Inbox;
import dev.clew.workflow.execution.NodeState;
import dev.clew.workflow.execution.StoredValue;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Executes a workflow: one thread decides, writes each transition to the log, and only then lets
/// it take effect. Whatever a process was doing when it was killed, another goes on from the log.
public final class WorkflowEngine {
  private static final String TIMEOUT = "timeout";
  private static final int INBOX_MILLIS = 200;

  private final Workflow workflow;
  private final ExecutionFiles files;
  private final ExecutionState state;
  private final ExecutionObserver observer;
  private final UnaryOperator<String> redaction;
  private final Inbox inbox;
  private final Journal journal;
  private final Course course;
  private final Approvals approvals;
  private final Attempts attempts;
  private final BlockingQueue<EngineMessage> mailbox = new LinkedBlockingQueue<>();
  private final Retries retries;

  /// What an execution works on.
  ///
  /// @param run id of its run
  /// @param inputs its inputs, secrets included
  /// @param redaction takes secrets out of what is written of failures
  public record Subject(
      Workflow workflow,
      ExecutionFiles files,
      EventLog log,
      ExecutionState state,
      String run,
      ObjectNode inputs,
      Map<String, String> environment,
      UnaryOperator<String> redaction) {}

  public WorkflowEngine(
      Subject subject,
      Function<Action, NodeRunner> runners,
      ExecutionObserver observer,
      Questions questions,
      Clock clock) {
    this.workflow = subject.workflow();
    this.files = subject.files();
    this.state = subject.state();
    this.observer = observer;
    this.redaction = subject.redaction();
    this.inbox = new Inbox(files);
    this.journal = new Journal(subject.log(), state, observer);
    this.course = new Course(subject, journal, clock);
    this.approvals = new Approvals(course, journal, questions);
    this.attempts = new Attempts(files, runners, mailbox::add);
    this.retries = new Retries(course, journal, attempts);
  }

  /// Asks the execution to end: what runs is cancelled, and what runs at the end is run. Asked
  /// again, that is cancelled, too. From any thread.
  public void cancel(String reason) {
    mailbox.add(new EngineMessage.Cancel(reason, null));
  }

  /// Somebody has decided. From any thread.
  public void decide(String task, boolean approved, String by, String comment) {
    mailbox.add(new EngineMessage.Decided(task, approved, by, comment, null));
  }

  /// Executes what is left to be done.
  ///
  /// @throws dev.clew.error.ClewError E023 when the log cannot be written; what runs is cancelled
  public Ending run() throws InterruptedException {
    if (workflow.timeout() != null) {
      attempts.later(new EngineMessage.WorkflowLate(), workflow.timeout().toMillis());
    }
    attempts.every(INBOX_MILLIS, new Letters(inbox, mailbox::add)::bring);
    try {
      advance();
      while (!course.isDone()) {
        List<EngineMessage> batch = new ArrayList<>(List.of(mailbox.take()));
        mailbox.drainTo(batch);
        batch.forEach(this::take);
        advance();
      }
      return end();
    } finally {
      attempts.close();
    }
  }

  private void take(EngineMessage message) {
    switch (message) {
      case EngineMessage.Ended(String task, NodeResult result) -> ended(task, result);
      case EngineMessage.RetryDue(String task) -> retries.due(task);
      case EngineMessage.AttemptLate(String task, int number) -> late(task, number);
      case EngineMessage.WorkflowLate() -> course.cancel(TIMEOUT);
      case EngineMessage.Cancel(String reason, Inbox.Waiting letter) -> {
        dealtWith(letter);
        course.cancel(reason);
      }
      case EngineMessage.Decided decided -> {
        dealtWith(decided.letter());
        NodeResult result = approvals.decided(decided);
        if (result != null) {
          ended(decided.task(), result);
        }
      }
      case EngineMessage.Checkpoint checkpoint -> {
        var event = course.event(NODE_CHECKPOINT, checkpoint.task());
        files.keep(checkpoint.task() + ".checkpoint", checkpoint.value()).addTo(event.fields());
        journal.add(event);
        journal.then(() -> checkpoint.done().complete(true));
      }
      case EngineMessage.Unreadable(Inbox.Waiting letter) -> inbox.remove(letter);
      case EngineMessage.Broken(var error) -> throw error;
    }
  }

  private void dealtWith(Inbox.@Nullable Waiting letter) {
    if (letter != null) {
      journal.then(() -> inbox.remove(letter));
    }
  }

  /// Decides all that can be decided now, writes it, and starts what is to be started.
  private void advance() {
    if (course.stop().take()) {
      sweep();
    }
    while (attempts.count() < workflow.concurrency()) {
      String task = course.next();
      Node node = task == null ? null : course.node(task);
      if (task == null || node == null) {
        break;
      }
      start(node, task);
    }
    course.advance();
    journal.commit();
    if (course.stop().isAsked()) {
      advance();
    }
    observer.load(attempts.count() + approvals.count(), course.queued());
  }

  private void start(Node node, String task) {
    NodeState before = state.node(task);
    int number = before.attempt() + 1;
    journal.add(
        course
            .event(NODE_STARTED, task)
            .with("attempt", number)
            .with("kind", node.action().kind()));
    if (node.action() instanceof Action.Approval approval) {
      var _ = observer.begins(node, task, number);
      NodeResult known = approvals.ask(approval, task, before.decision());
      if (known != null) {
        ended(task, known);
      } else if (node.timeout() != null) {
        attempts.later(new EngineMessage.AttemptLate(task, number), node.timeout().toMillis());
      }
      return;
    }
    attempts.reserve(task);
    NodeScope scope = course.scopeOf(task);
    StoredValue checkpoint = before.checkpoint();
    journal.then(
        () ->
            attempts.start(
                node,
                task,
                number,
                scope,
                observer.begins(node, task, number),
                checkpoint == null ? null : checkpoint.value()));
  }

  private void late(String task, int number) {
    Node node = course.node(task);
    if (node == null || state.node(task).attempt() != number) {
      return;
    }
    if (approvals.withdraw(task)) {
      ended(task, NodeResult.Failed.timedOut(node.timeout(), List.of()));
    } else {
      attempts.cancel(task, TIMEOUT);
    }
  }

  private void ended(String task, NodeResult result) {
    Node node = course.node(task);
    String reason = attempts.ended(task);
    if (node == null) {
      return;
    }
    boolean stopped = !reason.isEmpty() && !reason.equals(TIMEOUT);
    switch (result) {
      case NodeResult.Completed(StoredValue output, ModelUse used) -> {
        var event = course.event(NODE_COMPLETED, task).with("attempt", state.node(task).attempt());
        output.addTo(event.fields());
        ModelUse.add(used, event.fields());
        observer.ended(node, task, result);
        course.taskOver(node, task, event, false);
      }
      case NodeResult.Failed failure -> {
        if (stopped) {
          cancelled(node, task, failure.tail());
        } else {
          failed(
              node,
              task,
              reason.isEmpty()
                  ? failure
                  : NodeResult.Failed.timedOut(node.timeout(), failure.tail()));
        }
      }
      case NodeResult.Cancelled(List<String> tail) -> {
        if (stopped) {
          cancelled(node, task, tail);
        } else {
          failed(node, task, NodeResult.Failed.timedOut(node.timeout(), tail));
        }
      }
    }
  }

  private void failed(Node node, String task, NodeResult.Failed failure) {
    NodeState before = state.node(task);
    observer.ended(node, task, failure);
    var event =
        course
            .event(NODE_FAILED, task)
            .with("attempt", before.attempt())
            .with("error", failure.type())
            .with("message", redaction.apply(failure.message()));
    if (!retries.applies(node, before, failure)) {
      course.taskOver(node, task, event, !node.allowFailure());
      return;
    }
    journal.add(event);
    retries.schedule(node, task, before, failure);
  }

  private void cancelled(Node node, String task, List<String> tail) {
    observer.ended(node, task, new NodeResult.Cancelled(tail));
    course.taskCancelled(node, task);
  }

  /// Ends what is going on of that which is cancelled.
  private void sweep() {
    String reason = course.stop().reason();
    for (String task : attempts.tasks()) {
      if (course.isCancelled(task)) {
        attempts.cancel(task, reason.equals(TIMEOUT) ? "time is up" : reason);
      }
    }
    List<String> idle = new ArrayList<>(approvals.tasks());
    idle.addAll(retries.tasks());
    for (String task : idle) {
      Node node = course.node(task);
      if (node != null && course.isCancelled(node)) {
        retries.withdraw(task);
        if (approvals.withdraw(task)) {
          observer.ended(node, task, new NodeResult.Cancelled(List.of()));
        }
        course.taskCancelled(node, task);
      }
    }
  }

  private Ending end() {
    Ending ending = LastTransition.of(workflow, course);
    journal.add(LastTransition.event(ending, course, files));
    journal.commit();
    return ending;
  }
}
