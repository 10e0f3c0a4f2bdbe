package dev.clew.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.error.ClewError;
import dev.clew.workflow.execution.Inbox;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What the engine is told.
sealed interface EngineMessage {
  record Ended(String task, NodeResult result) implements EngineMessage {}

  record RetryDue(String task) implements EngineMessage {}

  record AttemptLate(String task, int attempt) implements EngineMessage {}

  record WorkflowLate() implements EngineMessage {}

  /// The execution is to end.
  ///
  /// @param letter that asks for it, or null
  record Cancel(String reason, Inbox.@Nullable Waiting letter) implements EngineMessage {}

  /// Somebody has decided.
  ///
  /// @param letter that it came in, or null
  record Decided(
      String task, boolean approved, String by, String comment, Inbox.@Nullable Waiting letter)
      implements EngineMessage {}

  /// A request says nothing.
  record Unreadable(Inbox.Waiting letter) implements EngineMessage {}

  /// Requests cannot be read.
  record Broken(ClewError error) implements EngineMessage {}

  record Checkpoint(String task, JsonNode value, CompletableFuture<Boolean> done)
      implements EngineMessage {}
}
