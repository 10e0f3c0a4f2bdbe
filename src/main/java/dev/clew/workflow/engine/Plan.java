package dev.clew.workflow.engine;

import dev.clew.workflow.definition.Node;
import dev.clew.workflow.definition.Workflow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which nodes are next: those whose needs have ended. Each step takes time by the number of nodes
/// that it concerns, not of all.
final class Plan {
  private final Workflow workflow;
  private final Map<String, Integer> waiting = new HashMap<>();
  private final Map<String, List<String>> dependents = new HashMap<>();
  private final Deque<String> ready = new ArrayDeque<>();
  private final Set<String> ended = new HashSet<>();
  private final Set<String> blocking = new HashSet<>();
  private int left;
  private boolean last;

  Plan(Workflow workflow) {
    this.workflow = workflow;
    for (Node node : workflow.nodes().values()) {
      int needs = 0;
      for (String need : node.needs()) {
        Node other = workflow.nodes().get(need);
        // What runs when all others have ended waits for those anyway.
        if (other != null && other.last() == node.last()) {
          dependents.computeIfAbsent(need, _ -> new ArrayList<>()).add(node.id());
          needs++;
        }
      }
      waiting.put(node.id(), needs);
      left += node.last() ? 0 : 1;
      if (needs == 0 && !node.last()) {
        ready.add(node.id());
      }
    }
    turnToLast();
  }

  /// The next node that is ready, or null when none is.
  @Nullable Node next() {
    String id = ready.poll();
    while (id != null && ended.contains(id)) {
      id = ready.poll();
    }
    return id == null ? null : workflow.nodes().get(id);
  }

  /// A node has ended.
  ///
  /// @param blocks whether nodes that need it are not to be run
  void ended(String id, boolean blocks) {
    Node node = workflow.nodes().get(id);
    if (node == null || !ended.add(id)) {
      return;
    }
    if (blocks) {
      blocking.add(id);
    }
    for (String dependent : dependents.getOrDefault(id, List.of())) {
      if (waiting.merge(dependent, -1, Integer::sum) == 0) {
        ready.add(dependent);
      }
    }
    if (!node.last() && --left == 0) {
      turnToLast();
    }
  }

  private void turnToLast() {
    if (left > 0 || last) {
      return;
    }
    last = true;
    for (Node node : workflow.nodes().values()) {
      if (node.last() && waiting.getOrDefault(node.id(), 0) == 0) {
        ready.add(node.id());
      }
    }
  }

  /// The need that keeps a node from being run; empty for none.
  String blocker(Node node) {
    return node.needs().stream()
        .filter(blocking::contains)
        .filter(need -> isLast(need) == node.last())
        .sorted()
        .findFirst()
        .orElse("");
  }

  private boolean isLast(String id) {
    Node node = workflow.nodes().get(id);
    return node != null && node.last();
  }

  boolean isDone() {
    return ended.size() == workflow.nodes().size();
  }
}
