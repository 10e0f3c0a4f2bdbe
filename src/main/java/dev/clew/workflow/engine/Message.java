package dev.clew.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.error.ClewError;
import dev.clew.workflow.execution.Inbox;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What the engine is told.
sealed interface Message {
  record Ended(String task, NodeResult result) implements Message {}

  record RetryDue(String task) implements Message {}

  record AttemptLate(String task, int attempt) implements Message {}

  record WorkflowLate() implements Message {}

  /// The execution is to end.
  ///
  /// @param letter that asks for it, or null
  record Cancel(String reason, Inbox.@Nullable Waiting letter) implements Message {}

  /// Somebody has decided.
  ///
  /// @param letter that it came in, or null
  record Decided(
      String task, boolean approved, String by, String comment, Inbox.@Nullable Waiting letter)
      implements Message {}

  /// A request says nothing.
  record Unreadable(Inbox.Waiting letter) implements Message {}

  /// Requests cannot be read.
  record Broken(ClewError error) implements Message {}

  record ProcessStarted(String task, long pid, long startTime) implements Message {}

  record Checkpoint(String task, JsonNode value, CompletableFuture<Boolean> done)
      implements Message {}
}
