package dev.clew.workflow.engine;

import static dev.clew.workflow.execution.TransitionType.WORKFLOW_CANCELLED;
import static dev.clew.workflow.execution.TransitionType.WORKFLOW_COMPLETED;
import static dev.clew.workflow.execution.TransitionType.WORKFLOW_FAILED;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.error.ClewError;
import dev.clew.workflow.definition.Workflow;
import dev.clew.workflow.execution.ExecutionEvent;
import dev.clew.workflow.execution.ExecutionFiles;
import dev.clew.workflow.expression.ExpressionException;
import java.util.List;

/// How executions end.
final class LastTransition {
  private LastTransition() {}

  /// How an execution ends whose nodes are all over.
  static Ending of(Workflow workflow, Course course) {
    List<String> failed = course.failed();
    boolean byFailure = workflow.failFast() && !failed.isEmpty();
    if (!course.stop().reason().isEmpty() && !byFailure) {
      return new Ending.Cancelled(course.stop().reason());
    }
    if (!failed.isEmpty()) {
      return new Ending.Failed(failed, "failed: " + String.join(", ", failed));
    }
    ObjectNode outputs = JsonNodeFactory.instance.objectNode();
    try {
      workflow.outputs().forEach((name, each) -> outputs.set(name, each.value(course.scopeOf(""))));
      return new Ending.Completed(outputs);
    } catch (ExpressionException | ClewError e) {
      return new Ending.Failed(List.of(), "outputs: " + e.getMessage());
    }
  }

  /// The last transition of an execution.
  static ExecutionEvent event(Ending ending, Course course, ExecutionFiles files) {
    return switch (ending) {
      case Ending.Completed(ObjectNode outputs) -> {
        ExecutionEvent done = course.event(WORKFLOW_COMPLETED, "");
        files.keep("outputs", outputs).addTo(done.fields());
        yield done;
      }
      case Ending.Failed(List<String> nodes, String message) ->
          course
              .event(WORKFLOW_FAILED, "")
              .with("message", message)
              .with("nodes", String.join(", ", nodes));
      case Ending.Cancelled(String reason) ->
          course.event(WORKFLOW_CANCELLED, "").with("reason", reason);
    };
  }
}
