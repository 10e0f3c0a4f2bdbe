package dev.clew.workflow.engine;

import dev.clew.workflow.definition.Node;
import dev.clew.workflow.execution.ExecutionEvent;
import io.opentelemetry.context.Context;

/// Sees what an execution does, always on the engine's thread.
public interface ExecutionObserver {
  /// A transition is on disk.
  void happened(ExecutionEvent event);

  /// An attempt begins.
  ///
  /// @return with the attempt's span
  Context begins(Node node, String task, int attempt);

  /// An attempt has ended.
  void ended(Node node, String task, NodeResult result);

  /// How much is going on.
  ///
  /// @param waiting tasks that are ready and wait for a place
  void load(int running, int waiting);
}
