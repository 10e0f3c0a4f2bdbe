package dev.clew.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.workflow.definition.Node;
import dev.clew.workflow.execution.ExecutionFiles;
import dev.clew.workflow.expression.Scope;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/// An attempt at a node, or at one item of it.
///
/// @param task id of the node, with the index of the item in brackets
/// @param number from 1
/// @param scope of its expressions
/// @param context with its span
/// @param idempotencyKey the same in all attempts, so that others can tell a repetition
/// @param files of the execution
/// @param checkpoint what an earlier attempt has noted, or null
public record NodeAttempt(
    Node node,
    String task,
    int number,
    Scope scope,
    Context context,
    String idempotencyKey,
    ExecutionFiles files,
    @Nullable JsonNode checkpoint,
    AttemptStop cancellation,
    Notes notes) {
  /// Writes down what an attempt has got to.
  public interface Notes {
    /// The attempt has got somewhere from where it can go on; on disk when this returns.
    void checkpoint(JsonNode value) throws InterruptedException;
  }
}
