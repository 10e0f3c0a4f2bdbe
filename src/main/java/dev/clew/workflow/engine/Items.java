package dev.clew.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.workflow.definition.Node;
import dev.clew.workflow.execution.TransitionType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The items of a node with `for_each` while it runs.
final class Items {
  private final Node node;
  private final JsonNode values;
  private final Set<Integer> recalled = new HashSet<>();
  private int next;
  private int running;
  private int done;
  private int failed;
  private boolean cut;

  Items(Node node, JsonNode values) {
    this.node = node;
    this.values = values;
  }

  Node node() {
    return node;
  }

  int size() {
    return values.size();
  }

  JsonNode value(int item) {
    return values.path(item);
  }

  /// An item has completed in an earlier process.
  void recall(int item) {
    recalled.add(item);
    done++;
  }

  /// The tasks of the items that are next, which count as running from now on.
  List<String> startable() {
    List<String> tasks = new ArrayList<>();
    while (next < size() && running < node.parallel()) {
      if (!recalled.contains(next)) {
        tasks.add(Tasks.of(node.id(), next));
        running++;
      }
      next++;
    }
    return tasks;
  }

  /// @param how `node_completed`, `node_failed` or `node_cancelled`
  void ended(TransitionType how) {
    running--;
    done++;
    failed += how == TransitionType.NODE_FAILED ? 1 : 0;
    cut |= how == TransitionType.NODE_CANCELLED;
  }

  /// Whether an item was cancelled.
  boolean isCut() {
    return cut;
  }

  boolean isDone() {
    return done >= size();
  }

  int running() {
    return running;
  }

  int failed() {
    return failed;
  }
}
