package dev.clew.workflow.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is known of a node, or of one item of a node with `for_each`.
///
/// @param attempt the last one, from 1; 0 before the first
/// @param failures of attempts; one that was cut off by the end of the process is none
/// @param started when the last attempt began
/// @param output NOTHING until it has completed
/// @param failure of the last attempt, or null
/// @param reason why it was skipped or cancelled; empty for no reason
/// @param decision what somebody has decided, or null while nobody has
/// @param checkpoint what an attempt has got to, or null
public record NodeState(
    Status status,
    int attempt,
    int failures,
    @Nullable Instant started,
    Duration duration,
    StoredValue output,
    @Nullable Failure failure,
    String reason,
    @Nullable Boolean decision,
    @Nullable StoredValue checkpoint) {
  /// Before anything has happened.
  public static final NodeState PENDING =
      new NodeState(
          Status.PENDING, 0, 0, null, Duration.ZERO, StoredValue.NOTHING, null, "", null, null);

  /// Where a node is on its way.
  public enum Status {
    PENDING,
    SCHEDULED,
    STARTED,
    WAITING,
    COMPLETED,
    FAILED,
    SKIPPED,
    CANCELLED;

    /// As people read it.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// Whether nothing more happens to the node.
    public boolean isEnded() {
      return this == COMPLETED || this == FAILED || this == SKIPPED || this == CANCELLED;
    }
  }

  /// Why an attempt failed.
  ///
  /// @param type such as `timeout`, `exit:75` or `http:503`
  public record Failure(String type, String message) {}

  NodeState at(Status next) {
    return new NodeState(
        next, attempt, failures, started, duration, output, failure, reason, decision, checkpoint);
  }
}
