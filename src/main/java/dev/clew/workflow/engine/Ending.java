package dev.clew.workflow.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// How an execution ended.
public sealed interface Ending {
  /// All went well.
  ///
  /// @param outputs the workflow's, by name
  record Completed(ObjectNode outputs) implements Ending {}

  /// Nodes failed.
  record Failed(List<String> nodes, String message) implements Ending {}

  /// Somebody asked it to end, or its time was up.
  record Cancelled(String reason) implements Ending {}
}
