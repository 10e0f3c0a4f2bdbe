package dev.clew.workflow.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// A command that an agent may call.
///
/// @param schema JSON Schema of its arguments
/// @param command words in which `{NAME}` stands for an argument
public record ToolCommand(
    String name, String description, ObjectNode schema, List<String> command) {
  public ToolCommand {
    command = List.copyOf(command);
  }
}
