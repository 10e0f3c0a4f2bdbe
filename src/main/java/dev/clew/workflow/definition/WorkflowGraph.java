package dev.clew.workflow.definition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The graph of a sound workflow, for people.
public final class WorkflowGraph {
  private final Workflow workflow;
  private final Map<String, Integer> levels = new HashMap<>();

  public WorkflowGraph(Workflow workflow) {
    this.workflow = workflow;
    for (Node node : workflow.nodes().values()) {
      level(node);
    }
  }

  /// How many nodes follow each other up to a node; its needs are no circle.
  private int level(Node node) {
    Integer known = levels.get(node.id());
    if (known != null) {
      return known;
    }
    List<Node> way = new ArrayList<>(List.of(node));
    while (!way.isEmpty()) {
      Node last = way.getLast();
      Node open =
          last.needs().stream()
              .map(workflow.nodes()::get)
              .filter(each -> each != null && !levels.containsKey(each.id()))
              .findFirst()
              .orElse(null);
      if (open != null) {
        way.add(open);
        continue;
      }
      levels.put(
          last.id(),
          1 + last.needs().stream().mapToInt(need -> levels.getOrDefault(need, 0)).max().orElse(0));
      way.removeLast();
    }
    return levels.getOrDefault(node.id(), 1);
  }

  /// A paragraph for each group of nodes that can run at the same time.
  public List<String> text() {
    Map<Integer, List<Node>> groups = new TreeMap<>();
    for (Node node : workflow.nodes().values()) {
      int level = node.last() ? Integer.MAX_VALUE : levels.getOrDefault(node.id(), 1);
      groups.computeIfAbsent(level, _ -> new ArrayList<>()).add(node);
    }
    List<String> lines = new ArrayList<>();
    groups.forEach(
        (level, nodes) -> {
          lines.add(level == Integer.MAX_VALUE ? "finally" : level + ".");
          nodes.forEach(node -> lines.add("  " + line(node)));
        });
    return lines;
  }

  private static String line(Node node) {
    var line = new StringBuilder(node.id()).append(" (").append(node.action().kind()).append(')');
    if (!node.needs().isEmpty()) {
      line.append(" ← ").append(node.needs().stream().sorted().collect(Collectors.joining(", ")));
    }
    if (node.forEach() != null) {
      line.append(" for each of ").append(node.forEach().text().strip());
    }
    if (node.when() != null) {
      line.append(" when ").append(node.when().text().strip());
    }
    return line.toString();
  }

  /// A flowchart as [Mermaid](https://mermaid.js.org/syntax/flowchart.html) has it.
  public List<String> mermaid() {
    Map<String, String> names = new HashMap<>();
    List<String> lines = new ArrayList<>(List.of("flowchart TD"));
    for (Node node : workflow.nodes().values()) {
      // Names such as `end` are words of the language.
      String name = "n" + names.size();
      names.put(node.id(), name);
      lines.add("  " + name + "[\"" + node.id() + " (" + node.action().kind() + ")\"]");
    }
    for (Node node : workflow.nodes().values()) {
      node.needs().stream()
          .filter(names::containsKey)
          .sorted()
          .forEach(need -> lines.add("  " + names.get(need) + " --> " + names.get(node.id())));
    }
    return lines;
  }
}
