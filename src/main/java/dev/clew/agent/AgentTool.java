package dev.clew.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.model.Cancellation;
import dev.clew.model.ToolSpec;
import io.opentelemetry.context.Context;

/// A tool of an agent. It may be called by several threads at once.
public interface AgentTool {
  /// As the model is told of it.
  ToolSpec spec();

  /// What it is: `builtin`, `command` or `mcp`.
  String pluginType();

  /// What permissions are decided by beside its name: a path, a command line.
  String subject(ObjectNode arguments);

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
