package dev.clew.workflow.execution;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.workflow.execution.NodeState.Failure;
import dev.clew.workflow.execution.NodeState.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an execution has come to, by its transitions.
public final class ExecutionState {
  /// Where an execution is on its way.
  public enum Phase {
    NEW,
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED;

    /// As people read it.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The field that says how many items the output of a node is made of.
  public static final String ITEMS = "output_items";

  private final Path outputs;
  private final Map<String, NodeState> nodes = new LinkedHashMap<>();
  private final Map<String, StoredValue> items = new LinkedHashMap<>();
  private Phase phase = Phase.NEW;
  private @Nullable Instant started;
  private @Nullable Instant ended;
  private ObjectNode about = JsonNodeFactory.instance.objectNode();
  private ObjectNode end = JsonNodeFactory.instance.objectNode();
  private boolean cancelRequested;

  /// @param outputs directory of large outputs
  public ExecutionState(Path outputs) {
    this.outputs = outputs;
  }

  public Phase phase() {
    return phase;
  }

  /// The states of nodes and items by id, in the order in which they were scheduled.
  public Map<String, NodeState> nodes() {
    return nodes;
  }

  public NodeState node(String id) {
    return nodes.getOrDefault(id, NodeState.PENDING);
  }

  /// The items of a node with `for_each`, or null before they are known.
  public @Nullable StoredValue items(String id) {
    return items.get(id);
  }

  /// The fields of `workflow_started`.
  public ObjectNode about() {
    return about;
  }

  /// The fields of the execution's last end.
  public ObjectNode end() {
    return end;
  }

  public @Nullable Instant started() {
    return started;
  }

  /// When it ended, or null while it has not.
  public @Nullable Instant ended() {
    return ended;
  }

  public boolean isCancelRequested() {
    return cancelRequested;
  }

  /// Takes the next transition in.
  public void apply(ExecutionEvent event) {
    switch (event.type()) {
      case WORKFLOW_STARTED -> {
        phase = Phase.RUNNING;
        started = event.time();
        about = event.fields();
      }
      case WORKFLOW_RESUMED -> {
        phase = Phase.RUNNING;
        ended = null;
        cancelRequested = false;
        nodes.replaceAll((_, node) -> again(node));
      }
      case WORKFLOW_COMPLETED -> end(Phase.COMPLETED, event);
      case WORKFLOW_FAILED -> end(Phase.FAILED, event);
      case WORKFLOW_CANCELLED -> end(Phase.CANCELLED, event);
      case CANCEL_REQUESTED -> cancelRequested = true;
      case NODE_EXPANDED -> {
        items.put(event.node(), StoredValue.of(event.fields(), outputs));
        nodes.put(event.node(), started(event));
      }
      default -> nodes.put(event.node(), node(event.node(), event));
    }
  }

  private void end(Phase next, ExecutionEvent event) {
    phase = next;
    ended = event.time();
    end = event.fields();
  }

  /// What a resumed execution makes of a node: all that has not completed is to be done.
  private static NodeState again(NodeState node) {
    return node.status() == Status.COMPLETED
        ? node
        : new NodeState(
            Status.PENDING,
            node.attempt(),
            node.status().isEnded() ? 0 : node.failures(),
            null,
            Duration.ZERO,
            StoredValue.NOTHING,
            null,
            "",
            node.status() == Status.FAILED ? null : node.decision(),
            node.checkpoint());
  }

  private NodeState node(String id, ExecutionEvent event) {
    NodeState before = node(id);
    return switch (event.type()) {
      case NODE_SCHEDULED -> before.at(Status.SCHEDULED);
      case NODE_STARTED -> started(event);
      case NODE_CHECKPOINT ->
          with(before, before.decision(), StoredValue.of(event.fields(), outputs));
      case APPROVAL_REQUESTED -> before.at(Status.WAITING);
      case APPROVAL_RECEIVED ->
          with(before, event.fields().path("approved").asBoolean(), before.checkpoint());
      case NODE_COMPLETED -> ended(before, Status.COMPLETED, event, output(id, event), null);
      case NODE_FAILED -> {
        Failure failure =
            new Failure(
                event.fields().path("error").asText(), event.fields().path("message").asText());
        yield ended(before, Status.FAILED, event, StoredValue.NOTHING, failure);
      }
      case RETRY_SCHEDULED -> before.at(Status.SCHEDULED);
      case NODE_SKIPPED -> ended(before, Status.SKIPPED, event, StoredValue.NOTHING, null);
      case NODE_CANCELLED -> ended(before, Status.CANCELLED, event, StoredValue.NOTHING, null);
      default -> before;
    };
  }

  /// The output of a node with `for_each` is that of its items.
  private StoredValue output(String id, ExecutionEvent event) {
    int items = event.fields().path(ITEMS).asInt(-1);
    if (items < 0) {
      return StoredValue.of(event.fields(), outputs);
    }
    List<StoredValue> all = new ArrayList<>();
    for (int i = 0; i < items; i++) {
      all.add(node(id + "[" + i + "]").output());
    }
    return new StoredValue.OfItems(all);
  }

  private NodeState started(ExecutionEvent event) {
    NodeState before = node(event.node());
    return new NodeState(
        Status.STARTED,
        Math.max(1, event.attempt()),
        before.failures(),
        event.time(),
        Duration.ZERO,
        StoredValue.NOTHING,
        before.failure(),
        "",
        before.decision(),
        before.checkpoint());
  }

  private static NodeState with(
      NodeState before, @Nullable Boolean decision, @Nullable StoredValue checkpoint) {
    return new NodeState(
        before.status(),
        before.attempt(),
        before.failures(),
        before.started(),
        before.duration(),
        before.output(),
        before.failure(),
        before.reason(),
        decision,
        checkpoint);
  }

  private static NodeState ended(
      NodeState before,
      Status status,
      ExecutionEvent event,
      StoredValue output,
      @Nullable Failure failure) {
    Instant began = before.started();
    return new NodeState(
        status,
        before.attempt(),
        before.failures() + (failure == null ? 0 : 1),
        began,
        began == null ? Duration.ZERO : Duration.between(began, event.time()),
        output,
        failure,
        event.fields().path("reason").asText(""),
        before.decision(),
        status == Status.COMPLETED ? null : before.checkpoint());
  }
}
