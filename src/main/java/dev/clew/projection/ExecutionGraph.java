package dev.clew.projection;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An execution of a workflow as a graph.
///
/// @param id of the execution
/// @param workflow its name
/// @param spanId of the execution's span; empty where it is not known
/// @param nodeCount how many nodes the workflow has; more than `nodes` where not all are known
/// @param nodes in the order of the workflow
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExecutionGraph(
    String id,
    String workflow,
    String version,
    String spanId,
    String traceId,
    long nodeCount,
    List<GraphNode> nodes) {
  /// A node, and what it has come to.
  ///
  /// @param needs ids of the nodes that it waits for
  /// @param last whether it runs when all others have ended
  /// @param state `pending`, `running`, `waiting` for a decision, `retrying` later, `ok`, `failed`,
  ///   `skipped`, `cancelled` or `interrupted`
  /// @param reason why it was skipped, cancelled or failed; empty for no reason
  /// @param attempts of it and its items
  /// @param spanId of its last attempt, or of the item that is worth looking at first; empty before
  ///   the first
  /// @param offsetNanos from the answer's base to its first attempt, or null before that
  /// @param durationNanos to the end of its last attempt; null while it goes on
  /// @param items of `for_each`, or null for a node without it
  /// @param inputTokens of all spans of models below it
  /// @param costUsd null where it is not known
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record GraphNode(
      String id,
      String kind,
      List<String> needs,
      boolean last,
      String state,
      String reason,
      int attempts,
      String spanId,
      String traceId,
      @Nullable Long offsetNanos,
      @Nullable Long durationNanos,
      @Nullable ItemCounts items,
      long inputTokens,
      long outputTokens,
      @Nullable Double costUsd) {}

  /// What the items of a node have come to.
  ///
  /// @param all how many there are; those that none of the others counts have not begun
  public record ItemCounts(long all, long ok, long failed, long running, long cancelled) {}
}
