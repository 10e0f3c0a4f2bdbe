package dev.clew.workflow.node;

import java.util.Map;

/// Where the commands of nodes run.
///
/// @param directory of the execution, where relative ones start at
/// @param variables for them, besides those of this process; a node's own count more
public record NodeSurroundings(String directory, Map<String, String> variables) {
  public NodeSurroundings {
    variables = Map.copyOf(variables);
  }
}
