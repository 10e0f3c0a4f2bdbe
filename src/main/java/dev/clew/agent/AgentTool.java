package dev.clew.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.model.Cancellation;
import dev.clew.model.ToolSpec;
import io.opentelemetry.context.Context;
import java.util.List;

/// A tool of an agent. It may be called by several threads at once.
public interface AgentTool {
  /// As the model is told of it.
  ToolSpec spec();

  /// What it is: `builtin`, `command` or `mcp`.
  String pluginType();

  /// What permissions are decided by beside its name: a path, a command line.
  String subject(ObjectNode arguments);

  /// What it is, whatever a workflow calls it: a decision for good is about no other tool that
  /// takes its name.
  List<String> origin();

  /// Exactly what it is called with, where the subject is ambiguous.
  default List<String> exactly(ObjectNode arguments) {
    return List.of(subject(arguments));
  }

  /// Calls it.
  ///
  /// @param context of its span
  /// @throws dev.clew.error.ClewError when it could not be called, which the model is told
  /// @throws java.util.concurrent.CancellationException when it was cancelled
  Outcome call(ObjectNode arguments, Context context, Cancellation cancellation);

  /// What it came to.
  ///
  /// @param text that the model reads
  /// @param error whether it tells of a failure
  record Outcome(String text, boolean error) {
    public static Outcome of(String text) {
      return new Outcome(text, false);
    }

    public static Outcome failed(String text) {
      return new Outcome(text, true);
    }
  }
}
