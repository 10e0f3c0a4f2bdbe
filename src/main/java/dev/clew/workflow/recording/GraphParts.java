package dev.clew.workflow.recording;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.workflow.definition.Node;
import dev.clew.workflow.definition.Workflow;
import java.util.ArrayList;
import java.util.List;

/// The graph of a workflow as texts of JSON, each small enough for an event: a reader of the
/// records alone can draw the nodes that an execution has not reached.
///
/// A part is an array of objects with `id` and `needs`, `kind`, and `for_each` or `finally` where
/// they are true. A node with very many needs has an object for each portion of them.
final class GraphParts {
  /// In characters. A part is closed when it has more.
  static final int PART = 32 << 10;

  /// Of all parts, in characters; what goes beyond is left out.
  static final int MOST = 2 << 20;

  private static final int NEEDS = 250;

  private final List<String> parts = new ArrayList<>();
  private StringBuilder part = new StringBuilder();
  private int length;

  private GraphParts() {}

  static List<String> of(Workflow workflow) {
    var graph = new GraphParts();
    for (Node node : workflow.nodes().values()) {
      graph.add(node);
    }
    graph.close();
    return graph.parts;
  }

  private void add(Node node) {
    List<String> needs = node.needs().stream().sorted().toList();
    ObjectNode object =
        object(node, needs.subList(0, Math.min(NEEDS, needs.size())))
            .put("kind", node.action().kind());
    if (node.forEach() != null) {
      object.put("for_each", true);
    }
    if (node.last()) {
      object.put("finally", true);
    }
    add(object);
    for (int from = NEEDS; from < needs.size(); from += NEEDS) {
      add(object(node, needs.subList(from, Math.min(from + NEEDS, needs.size()))));
    }
  }

  private static ObjectNode object(Node node, List<String> needs) {
    ObjectNode object = JsonNodeFactory.instance.objectNode().put("id", node.id());
    ArrayNode array = object.putArray("needs");
    needs.forEach(array::add);
    return object;
  }

  private void add(ObjectNode object) {
    String text = object.toString();
    if (length + text.length() > MOST) {
      return;
    }
    length += text.length();
    part.append(part.isEmpty() ? '[' : ',').append(text);
    if (part.length() > PART) {
      close();
    }
  }

  private void close() {
    if (!part.isEmpty()) {
      parts.add(part.append(']').toString());
      part = new StringBuilder();
    }
  }
}
