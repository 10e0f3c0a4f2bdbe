package dev.clew.workflow.engine;

import dev.clew.workflow.definition.Node;

/// Whether an execution is to end. The first time it is asked, nodes that run at the end are still
/// run; the second time they are not.
final class Stop {
  private volatile String reason = "";
  private boolean atOnce;
  private boolean asked;

  void ask(String why) {
    if (reason.isEmpty()) {
      reason = why;
    } else {
      atOnce = true;
    }
    asked = true;
  }

  /// Why the execution ends; empty while it does not. From any thread.
  String reason() {
    return reason;
  }

  /// Whether a node is not to be started any more.
  boolean concerns(Node node) {
    return node.last() ? atOnce : !reason.isEmpty();
  }

  /// Whether it has been asked since the last time that [#take] was called.
  boolean isAsked() {
    return asked;
  }

  /// The engine deals with it.
  ///
  /// @return whether there is anything to deal with
  boolean take() {
    boolean before = asked;
    asked = false;
    return before;
  }
}
