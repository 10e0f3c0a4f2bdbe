package dev.clew.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.workflow.definition.Workflow;
import dev.clew.workflow.execution.ExecutionFiles;
import dev.clew.workflow.execution.NodeState;
import dev.clew.workflow.expression.Reference;
import dev.clew.workflow.expression.Scope;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the names in a workflow's expressions stand for.
///
/// @param inputs the execution's, secrets included
/// @param ended states of the nodes that have ended
/// @param status of the execution as it is
/// @param item null where there is none
record NodeScope(
    Workflow workflow,
    ExecutionFiles files,
    String run,
    ObjectNode inputs,
    Map<String, String> environment,
    Map<String, NodeState> ended,
    Supplier<String> status,
    @Nullable JsonNode item,
    int index)
    implements Scope {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /// The same for an item.
  NodeScope at(JsonNode value, int place) {
    return new NodeScope(workflow, files, run, inputs, environment, ended, status, value, place);
  }

  @Override
  public Found find(Reference reference) {
    String name = reference.name(1);
    return switch (reference.root()) {
      case "inputs" -> new Found(inputs.path(name), 1);
      case "nodes" -> new Found(field(name, reference.name(2)), 2);
      case "item" -> new Found(item == null ? MissingNode.getInstance() : item, 0);
      case "index" -> new Found(item == null ? MissingNode.getInstance() : new IntNode(index), 0);
      case "env" -> new Found(JSON.textNode(environment.getOrDefault(name, "")), 1);
      case "execution" -> new Found(execution(name), 1);
      case "workflow" ->
          new Found(
              JSON.textNode(name.equals("version") ? workflow.version() : workflow.name()), 1);
      default -> new Found(MissingNode.getInstance(), reference.names().size() - 1);
    };
  }

  private JsonNode execution(String name) {
    return switch (name) {
      case "id" -> JSON.textNode(files.id().text());
      case "run_id" -> JSON.textNode(run);
      case "status" -> JSON.textNode(status.get());
      default -> MissingNode.getInstance();
    };
  }

  private JsonNode field(String id, String name) {
    NodeState node = ended.getOrDefault(id, NodeState.PENDING);
    NodeState.Failure failure = node.failure();
    return switch (name) {
      case "output" -> node.output().value();
      case "output_file" -> JSON.textNode(files.file(id, node.output()).toString());
      case "status" -> JSON.textNode(node.status().label());
      case "error" -> failure == null ? NullNode.instance : JSON.textNode(failure.message());
      case "exit_code" -> JSON.numberNode(exitCode(failure));
      case "duration" -> JSON.numberNode(node.duration().toMillis() / 1e3);
      case "attempts" -> JSON.numberNode(node.attempt());
      default -> MissingNode.getInstance();
    };
  }

  private static int exitCode(NodeState.@Nullable Failure failure) {
    if (failure == null) {
      return 0;
    }
    return failure.type().startsWith("exit:")
        ? Integer.parseInt(failure.type().substring("exit:".length()))
        : 1;
  }
}
