package dev.clew.workflow.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/// A transition of an execution or of one of its nodes.
///
/// @param node id of the node, with the index of an item in brackets; empty for the execution's own
/// @param fields what else there is to it
public record ExecutionEvent(Instant time, TransitionType type, String node, ObjectNode fields) {
  /// A transition without further fields.
  public static ExecutionEvent of(Instant time, TransitionType type, String node) {
    return new ExecutionEvent(time, type, node, JsonNodeFactory.instance.objectNode());
  }

  /// Adds a field.
  public ExecutionEvent with(String name, String value) {
    fields.put(name, value);
    return this;
  }

  /// Adds a field.
  public ExecutionEvent with(String name, long value) {
    fields.put(name, value);
    return this;
  }

  /// Adds a field.
  public ExecutionEvent with(String name, JsonNode value) {
    fields.set(name, value);
    return this;
  }

  /// The attempt of a node, from 1; 0 where there is none.
  public int attempt() {
    return fields.path("attempt").asInt();
  }
}
