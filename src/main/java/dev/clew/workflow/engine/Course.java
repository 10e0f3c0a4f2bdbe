package dev.clew.workflow.engine;

import static dev.clew.workflow.execution.TransitionType.CANCEL_REQUESTED;
import static dev.clew.workflow.execution.TransitionType.NODE_CANCELLED;
import static dev.clew.workflow.execution.TransitionType.NODE_COMPLETED;
import static dev.clew.workflow.execution.TransitionType.NODE_EXPANDED;
import static dev.clew.workflow.execution.TransitionType.NODE_FAILED;
import static dev.clew.workflow.execution.TransitionType.NODE_SCHEDULED;
import static dev.clew.workflow.execution.TransitionType.NODE_SKIPPED;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.workflow.definition.Node;
import dev.clew.workflow.definition.Workflow;
import dev.clew.workflow.execution.ExecutionEvent;
import dev.clew.workflow.execution.ExecutionFiles;
import dev.clew.workflow.execution.ExecutionState;
import dev.clew.workflow.execution.NodeState;
import dev.clew.workflow.execution.NodeState.Status;
import dev.clew.workflow.execution.TransitionType;
import dev.clew.workflow.expression.Expression;
import dev.clew.workflow.expression.ExpressionException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The course of an execution: which nodes are skipped, expanded to their items, queued and over,
/// and what follows for others. It decides; the [WorkflowEngine] starts what is queued.
final class Course {
  private final Workflow workflow;
  private final ExecutionFiles files;
  private final ExecutionState state;
  private final Journal journal;
  private final Clock clock;
  private final Plan plan;
  private final NodeScope scope;
  private final Map<String, NodeState> ended = new ConcurrentHashMap<>();
  private final Deque<String> queue = new ArrayDeque<>();
  private final Map<String, Items> items = new HashMap<>();
  private final List<String> failed = new ArrayList<>();
  private final Stop stop = new Stop();
  private volatile boolean failing;
  private volatile boolean failedFirst;

  Course(WorkflowEngine.Subject subject, Journal journal, Clock clock) {
    this.workflow = subject.workflow();
    this.files = subject.files();
    this.state = subject.state();
    this.journal = journal;
    this.clock = clock;
    this.plan = new Plan(workflow);
    this.scope =
        new NodeScope(
            workflow,
            files,
            subject.run(),
            subject.inputs(),
            subject.environment(),
            ended,
            this::status,
            null,
            0);
    // What has completed before is not done again, but for what comes after all that is left.
    boolean left =
        workflow.nodes().values().stream()
            .anyMatch(node -> !node.last() && state.node(node.id()).status() != Status.COMPLETED);
    for (Node node : workflow.nodes().values()) {
      NodeState known = state.node(node.id());
      if (known.status() == Status.COMPLETED && !(node.last() && left)) {
        ended.put(node.id(), known);
        plan.ended(node.id(), false);
      }
    }
  }

  /// What nodes that run at the end are told. From any thread.
  private String status() {
    boolean cancelled = !stop.reason().isEmpty() && !failedFirst;
    return cancelled ? "cancelled" : failing ? "failed" : "completed";
  }

  Stop stop() {
    return stop;
  }

  boolean isDone() {
    return plan.isDone();
  }

  int queued() {
    return queue.size();
  }

  /// The node of a task.
  @Nullable Node node(String task) {
    return workflow.nodes().get(Tasks.node(task));
  }

  boolean isEnded(String task) {
    return state.node(task).status().isEnded();
  }

  ExecutionEvent event(TransitionType type, String task) {
    return ExecutionEvent.of(clock.instant(), type, task);
  }

  /// Whether a node is not to be started any more.
  boolean isCancelled(Node node) {
    return stop.concerns(node);
  }

  boolean isCancelled(String task) {
    Node node = node(task);
    return node != null && isCancelled(node);
  }

  /// The nodes whose failure counts.
  List<String> failed() {
    return List.copyOf(failed);
  }

  /// Decides about all nodes whose needs have ended.
  void advance() {
    for (Node node = plan.next(); node != null; node = plan.next()) {
      ready(node);
    }
  }

  /// The next task to be started, or null when none is ready.
  @Nullable String next() {
    advance();
    return queue.poll();
  }

  /// Puts a task where it waits for its turn.
  void queue(String task) {
    queue.add(task);
  }

  NodeScope scopeOf(String task) {
    Items open = items.get(Tasks.node(task));
    int item = Tasks.item(task);
    return open == null || item < 0 ? scope : scope.at(open.value(item), item);
  }

  /// All that a node needs has ended.
  private void ready(Node node) {
    if (isCancelled(node)) {
      over(node, event(NODE_CANCELLED, node.id()).with("reason", stop.reason()), true);
      return;
    }
    String blocker = plan.blocker(node);
    if (!blocker.isEmpty()) {
      String reason = blocker + " " + state.node(blocker).status().label();
      over(node, event(NODE_SKIPPED, node.id()).with("reason", reason), true);
      return;
    }
    try {
      Expression when = node.when();
      Expression forEach = node.forEach();
      if (when != null && !when.isTrue(scope)) {
        String reason = when.text().strip() + " is not true";
        over(node, event(NODE_SKIPPED, node.id()).with("reason", reason), false);
      } else if (forEach == null) {
        schedule(node.id());
      } else {
        expand(node, forEach);
      }
    } catch (ExpressionException | ClewError e) {
      over(
          node,
          event(NODE_FAILED, node.id())
              .with("error", "expression")
              .with("message", String.valueOf(e.getMessage())),
          !node.allowFailure());
    }
  }

  private void expand(Node node, Expression forEach) {
    var known = state.items(node.id());
    JsonNode all = known == null ? forEach.value(scope) : known.value();
    if (!all.isArray()) {
      throw new ClewError(ErrorCode.E103, "for_each of " + node.id() + " is no list");
    }
    var expanded = event(NODE_EXPANDED, node.id()).with("count", all.size());
    files.keep(node.id() + ".items", all).addTo(expanded.fields());
    journal.add(expanded);
    var open = new Items(node, all);
    items.put(node.id(), open);
    for (int i = 0; i < all.size(); i++) {
      if (state.node(Tasks.of(node.id(), i)).status() == Status.COMPLETED) {
        open.recall(i);
      }
    }
    open.startable().forEach(this::schedule);
    endItems(open);
  }

  private void schedule(String task) {
    journal.add(event(NODE_SCHEDULED, task));
    queue.add(task);
  }

  /// A task has ended, and with it perhaps its node.
  ///
  /// @param blocks whether nodes that need it are not to be run
  void taskOver(Node node, String task, ExecutionEvent event, boolean blocks) {
    Items open = items.get(node.id());
    if (open == null || Tasks.item(task) < 0) {
      over(node, event, blocks);
      return;
    }
    journal.add(event);
    open.ended(event.type());
    if (blocks && event.type() == NODE_FAILED && workflow.failFast()) {
      fail(task);
    }
    if (!isCancelled(node)) {
      open.startable().forEach(this::schedule);
    }
    endItems(open);
  }

  private void endItems(Items open) {
    Node node = open.node();
    boolean stopped = isCancelled(node) && open.running() == 0;
    if (items.get(node.id()) != open || (!open.isDone() && !stopped)) {
      return;
    }
    items.remove(node.id());
    if (open.failed() > 0 && !node.allowFailure()) {
      over(
          node,
          event(NODE_FAILED, node.id())
              .with("error", "items")
              .with("message", open.failed() + " of " + open.size() + " items failed"),
          true);
    } else if (!open.isDone() || open.isCut()) {
      over(node, event(NODE_CANCELLED, node.id()).with("reason", stop.reason()), true);
    } else {
      over(node, event(NODE_COMPLETED, node.id()).with(ExecutionState.ITEMS, open.size()), false);
    }
  }

  /// A node has ended.
  private void over(Node node, ExecutionEvent event, boolean blocks) {
    journal.add(event);
    ended.put(node.id(), state.node(node.id()));
    plan.ended(node.id(), blocks);
    if (event.type() == NODE_FAILED && blocks) {
      failed.add(node.id());
      failing = true;
      if (workflow.failFast()) {
        fail(node.id());
      }
    }
  }

  /// The first failure ends the execution.
  private void fail(String task) {
    failing = true;
    if (stop.reason().isEmpty()) {
      failedFirst = true;
      cancel(task + " failed");
    }
  }

  /// Begins to end the execution: nodes that wait are cancelled. The second time, those are that
  /// run at the end.
  void cancel(String reason) {
    stop.ask(reason);
    journal.add(event(CANCEL_REQUESTED, "").with("reason", reason));
    for (String task : List.copyOf(queue)) {
      Node node = node(task);
      if (node != null && isCancelled(node)) {
        queue.remove(task);
        taskCancelled(node, task);
      }
    }
  }

  void taskCancelled(Node node, String task) {
    taskOver(node, task, event(NODE_CANCELLED, task).with("reason", stop.reason()), true);
  }
}
