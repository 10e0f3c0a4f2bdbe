package dev.clew.workflow.engine;

import static dev.clew.workflow.execution.TransitionType.APPROVAL_RECEIVED;
import static dev.clew.workflow.execution.TransitionType.APPROVAL_REQUESTED;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.workflow.definition.Action;
import dev.clew.workflow.definition.Node;
import dev.clew.workflow.execution.StoredValue;
import dev.clew.workflow.expression.ExpressionException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The nodes that wait for a person. They take no place of those that run.
final class Approvals {
  private final Course course;
  private final Journal journal;
  private final Questions questions;
  private final Set<String> waiting = new HashSet<>();

  Approvals(Course course, Journal journal, Questions questions) {
    this.course = course;
    this.journal = journal;
    this.questions = questions;
  }

  int count() {
    return waiting.size();
  }

  List<String> tasks() {
    return List.copyOf(waiting);
  }

  /// Asks for a decision.
  ///
  /// @param known what somebody has decided already, of which an earlier process knew; null for
  ///   nothing
  /// @return how the attempt has ended, or null while it waits
  @Nullable NodeResult ask(Action.Approval approval, String task, @Nullable Boolean known) {
    if (known != null) {
      return result(known, "an earlier process", "");
    }
    String message;
    try {
      message = approval.message().text(course.scopeOf(task));
    } catch (ExpressionException e) {
      return NodeResult.Failed.of("expression", e.reason());
    }
    waiting.add(task);
    journal.add(course.event(APPROVAL_REQUESTED, task).with("message", message));
    journal.then(() -> questions.ask(task, message));
    return null;
  }

  /// Somebody has decided.
  ///
  /// @return how the attempt has ended, or null when nothing waits for that
  @Nullable NodeResult decided(EngineMessage.Decided decided) {
    Node node = course.node(decided.task());
    boolean waits = withdraw(decided.task());
    boolean comes =
        node != null && node.action() instanceof Action.Approval && !course.isEnded(decided.task());
    if (!waits && !comes) {
      return null;
    }
    journal.add(
        course
            .event(APPROVAL_RECEIVED, decided.task())
            .with("approved", JsonNodeFactory.instance.booleanNode(decided.approved()))
            .with("by", decided.by())
            .with("comment", decided.comment()));
    // It may have been asked by an earlier process, and be asked again: then the answer is known.
    return waits ? result(decided.approved(), decided.by(), decided.comment()) : null;
  }

  private static NodeResult result(boolean approved, String by, String comment) {
    if (!approved) {
      String why = comment.isEmpty() ? "" : ": " + comment;
      return NodeResult.Failed.of("denied", "denied by " + by + why);
    }
    ObjectNode output =
        JsonNodeFactory.instance
            .objectNode()
            .put("approved", true)
            .put("by", by)
            .put("comment", comment);
    return new NodeResult.Completed(new StoredValue.Inline(output));
  }

  /// Nobody needs to decide any more.
  ///
  /// @return whether somebody had to
  boolean withdraw(String task) {
    boolean waited = waiting.remove(task);
    if (waited) {
      questions.withdraw(task);
    }
    return waited;
  }
}
