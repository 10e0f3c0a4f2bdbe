package dev.clew.workflow.recording;

import static dev.clew.workflow.recording.WorkflowAttributes.CANCEL_REASON;
import static dev.clew.workflow.recording.WorkflowAttributes.ERROR_TYPE;
import static dev.clew.workflow.recording.WorkflowAttributes.EXECUTION_ID;
import static dev.clew.workflow.recording.WorkflowAttributes.GRAPH;
import static dev.clew.workflow.recording.WorkflowAttributes.NODE_ATTEMPT;
import static dev.clew.workflow.recording.WorkflowAttributes.NODE_COUNT;
import static dev.clew.workflow.recording.WorkflowAttributes.NODE_ID;
import static dev.clew.workflow.recording.WorkflowAttributes.NODE_ITEM;
import static dev.clew.workflow.recording.WorkflowAttributes.NODE_ITEMS;
import static dev.clew.workflow.recording.WorkflowAttributes.NODE_KIND;
import static dev.clew.workflow.recording.WorkflowAttributes.NODE_NEEDS;
import static dev.clew.workflow.recording.WorkflowAttributes.NODE_PARENT_ID;
import static dev.clew.workflow.recording.WorkflowAttributes.WORKFLOW_ID;
import static dev.clew.workflow.recording.WorkflowAttributes.WORKFLOW_VERSION;

import dev.clew.run.Recording;
import dev.clew.run.Stage;
import dev.clew.run.process.Outcome;
import dev.clew.telemetry.Event;
import dev.clew.workflow.definition.Node;
import dev.clew.workflow.definition.Workflow;
import dev.clew.workflow.engine.ExecutionObserver;
import dev.clew.workflow.engine.NodeResult;
import dev.clew.workflow.engine.Tasks;
import dev.clew.workflow.execution.ExecutionEvent;
import dev.clew.workflow.execution.ExecutionId;
import dev.clew.workflow.execution.TransitionType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.context.Context;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Records an execution: each attempt is a stage of the run, each transition an event. Values of
/// inputs and outputs are never recorded.
public final class ExecutionRecorder implements ExecutionObserver {
  private static final Outcome GOOD = new Outcome.Exited(0);

  /// Needs that a span has; the graph has all.
  private static final int NEEDS = 100;

  private final Recording recording;
  private final Workflow workflow;
  private final Attributes about;
  private final ExecutionMetrics metrics;
  private final Consumer<ExecutionEvent> shown;
  private final Clock clock;
  private final Map<String, Stage> stages = new HashMap<>();

  /// @param shown takes each transition, for people
  public ExecutionRecorder(
      Recording recording,
      Workflow workflow,
      ExecutionId id,
      ExecutionMetrics metrics,
      Consumer<ExecutionEvent> shown,
      Clock clock) {
    this.recording = recording;
    this.workflow = workflow;
    this.about = about(workflow, id);
    this.metrics = metrics;
    this.shown = shown;
    this.clock = clock;
  }

  /// What all spans of an execution say.
  public static Attributes about(Workflow workflow, ExecutionId id) {
    AttributesBuilder about =
        Attributes.builder().put(EXECUTION_ID, id.text()).put(WORKFLOW_ID, workflow.name());
    return workflow.version().isEmpty()
        ? about.build()
        : about.put(WORKFLOW_VERSION, workflow.version()).build();
  }

  private Attributes labels(Node node, String task) {
    return about.toBuilder().put(NODE_ID, task).put(NODE_KIND, node.action().kind()).build();
  }

  /// What the span of a node or an item says besides.
  private AttributesBuilder spanLabels(Node node, String task) {
    AttributesBuilder labels = labels(node, task).toBuilder();
    if (!node.needs().isEmpty()) {
      labels.put(NODE_NEEDS, node.needs().stream().sorted().limit(NEEDS).toList());
    }
    int item = Tasks.item(task);
    if (item >= 0) {
      labels.put(NODE_PARENT_ID, node.id()).put(NODE_ITEM, (long) item);
    }
    return labels;
  }

  @Override
  public Context begins(Node node, String task, int attempt) {
    Attributes labels = spanLabels(node, task).put(NODE_ATTEMPT, (long) attempt).build();
    Stage stage = Stage.begin(recording, "node:" + task, labels, clock);
    stages.put(task, stage);
    return stage.context();
  }

  @Override
  public void ended(Node node, String task, NodeResult result) {
    Stage stage = stages.remove(task);
    if (stage == null) {
      return;
    }
    switch (result) {
      case NodeResult.Completed _ -> stage.end(GOOD);
      case NodeResult.Failed failed -> {
        Outcome process = failed.outcome();
        stage.end(
            process == null ? new Outcome.Failed(failed.type(), failed.message()) : process,
            failed.tail());
      }
      case NodeResult.Cancelled(List<String> tail) ->
          stage.end(new Outcome.Failed("cancelled", "cancelled"), tail);
    }
    metrics.nodeEnded(node.action().kind(), stage.took());
  }

  @Override
  public void load(int running, int waiting) {
    metrics.load(running, waiting);
  }

  @Override
  public void happened(ExecutionEvent event) {
    shown.accept(event);
    Node node = node(event);
    if (event.type() == TransitionType.NODE_SKIPPED && node != null) {
      Attributes labels = spanLabels(node, event.node()).build();
      Stage.skip(recording, "node:" + event.node(), reason(event), labels, clock);
    }
    if (event.type() == TransitionType.NODE_FAILED && event.attempt() == 0 && node != null) {
      failedAtOnce(node, event);
    }
    Stage stage = stages.get(event.node());
    AttributesBuilder attributes = about.toBuilder();
    if (node != null) {
      attributes.putAll(labels(node, event.node()));
    }
    if (event.attempt() > 0) {
      attributes.put(NODE_ATTEMPT, (long) event.attempt());
    }
    String error = event.fields().path("error").asText("");
    if (!error.isEmpty()) {
      attributes.put(ERROR_TYPE, error);
    }
    if (event.type() == TransitionType.NODE_EXPANDED) {
      attributes.put(NODE_ITEMS, event.fields().path("count").asLong());
    }
    if (event.type() == TransitionType.NODE_CANCELLED) {
      attributes.put(CANCEL_REASON, reason(event));
    }
    emit(
        new Event(event.type().label(), severity(event), sentence(event), attributes.build()),
        stage == null ? recording.context() : stage.context());
    if (event.type() == TransitionType.WORKFLOW_STARTED
        || event.type() == TransitionType.WORKFLOW_RESUMED) {
      graph();
    }
  }

  private void emit(Event event, Context context) {
    recording.telemetry().recorder().emit("workflow", event, context);
  }

  /// Which nodes there are and what each needs, for who draws those that are not reached.
  private void graph() {
    long count = workflow.nodes().size();
    for (String part : GraphParts.of(workflow)) {
      Attributes attributes = about.toBuilder().put(NODE_COUNT, count).put(GRAPH, part).build();
      emit(
          new Event("workflow_graph", Severity.INFO, "graph of " + count + " nodes", attributes),
          recording.context());
    }
  }

  /// A node that failed without an attempt has a stage all the same; one whose items failed has
  /// theirs.
  private void failedAtOnce(Node node, ExecutionEvent event) {
    String type = event.fields().path("error").asText();
    if (!type.equals("items")) {
      String reason = event.fields().path("message").asText();
      Attributes labels = spanLabels(node, event.node()).build();
      Stage.begin(recording, "node:" + event.node(), labels, clock)
          .end(new Outcome.Failed(type, reason));
    }
  }

  private @Nullable Node node(ExecutionEvent event) {
    return workflow.nodes().get(Tasks.node(event.node()));
  }

  private static String reason(ExecutionEvent event) {
    return event.fields().path("reason").asText("");
  }

  private static String sentence(ExecutionEvent event) {
    String who = event.node().isEmpty() ? "" : event.node() + ": ";
    String what = event.type().label().replace('_', ' ');
    String why = event.fields().path("message").asText(reason(event));
    return who + what + (why.isEmpty() ? "" : ": " + why);
  }

  private static Severity severity(ExecutionEvent event) {
    return switch (event.type()) {
      case WORKFLOW_FAILED -> Severity.ERROR;
      case WORKFLOW_CANCELLED, CANCEL_REQUESTED, RETRY_SCHEDULED, NODE_CANCELLED -> Severity.WARN;
      case WORKFLOW_STARTED,
          WORKFLOW_RESUMED,
          WORKFLOW_COMPLETED,
          APPROVAL_REQUESTED,
          APPROVAL_RECEIVED,
          NODE_EXPANDED ->
          Severity.INFO;
      // The stages have events of their own.
      case NODE_SCHEDULED,
          NODE_STARTED,
          NODE_CHECKPOINT,
          NODE_COMPLETED,
          NODE_FAILED,
          NODE_SKIPPED ->
          Severity.DEBUG;
    };
  }
}
