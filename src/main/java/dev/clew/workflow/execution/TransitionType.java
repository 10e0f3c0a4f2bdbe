package dev.clew.workflow.execution;

import java.util.Locale;

/// The closed set of transitions of executions and their nodes.
public enum TransitionType {
  WORKFLOW_STARTED,
  WORKFLOW_RESUMED,
  WORKFLOW_COMPLETED,
  WORKFLOW_FAILED,
  WORKFLOW_CANCELLED,
  CANCEL_REQUESTED,
  NODE_EXPANDED,
  NODE_SCHEDULED,
  NODE_STARTED,
  NODE_CHECKPOINT,
  NODE_COMPLETED,
  NODE_FAILED,
  NODE_SKIPPED,
  NODE_CANCELLED,
  RETRY_SCHEDULED,
  APPROVAL_REQUESTED,
  APPROVAL_RECEIVED;

  /// As logs and records have it.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
