package dev.clew.workflow.engine;

/// Does what nodes of one kind do.
public interface NodeRunner {
  /// Makes an attempt, which ends early when it is cancelled.
  ///
  /// @throws dev.clew.error.ClewError when it cannot be made, which is a failure of the node
  /// @throws dev.clew.workflow.expression.ExpressionException when a value is not there
  NodeResult run(NodeAttempt attempt) throws InterruptedException;
}
