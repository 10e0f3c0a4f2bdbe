package dev.clew.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// What a tool is to be called with, as permissions see it.
///
/// @param subject the same as rules match it: a path, a command line
/// @param varies whether it can be called with anything else
/// @param origin what the tool is, whatever a workflow calls it
/// @param arguments exactly what it is called with
public record ToolUse(
    String tool, String subject, boolean varies, List<String> origin, List<String> arguments) {
  public ToolUse {
    origin = List.copyOf(origin);
    arguments = List.copyOf(arguments);
  }

  static ToolUse of(AgentTool tool, ObjectNode arguments) {
    return new ToolUse(
        tool.spec().name(),
        tool.subject(arguments),
        !tool.spec().schema().path("properties").isEmpty(),
        tool.origin(),
        tool.exactly(arguments));
  }
}
