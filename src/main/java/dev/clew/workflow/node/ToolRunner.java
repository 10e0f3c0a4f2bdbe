package dev.clew.workflow.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.mcp.McpResult;
import dev.clew.mcp.McpServer;
import dev.clew.model.Cancellation;
import dev.clew.workflow.definition.Action;
import dev.clew.workflow.engine.NodeAttempt;
import dev.clew.workflow.engine.NodeResult;
import dev.clew.workflow.engine.NodeRunner;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;

/// Calls a tool of an MCP server.
final class ToolRunner implements NodeRunner {
  static final Duration LONGEST = Duration.ofMinutes(10);

  private final McpServers servers;

  ToolRunner(McpServers servers) {
    this.servers = servers;
  }

  @Override
  public NodeResult run(NodeAttempt attempt) {
    var action = (Action.Tool) attempt.node().action();
    JsonNode arguments = action.arguments().value(attempt.scope());
    Cancellation cancellation = ModelAccess.cancellation(attempt);
    Duration limit = attempt.node().timeout();
    try {
      McpServer server = servers.get(action.server(), attempt, cancellation);
      McpResult result =
          servers
              .calls()
              .call(
                  server,
                  action.tool(),
                  arguments instanceof ObjectNode given
                      ? given
                      : JsonNodeFactory.instance.objectNode(),
                  limit == null ? LONGEST : limit,
                  attempt.context(),
                  cancellation);
      if (result.error()) {
        return NodeResult.Failed.of("tool", "the tool tells of a failure");
      }
      JsonNode structured = result.structured();
      return new NodeResult.Completed(
          attempt
              .files()
              .keep(
                  attempt.task(),
                  structured == null
                      ? JsonNodeFactory.instance.textNode(result.text())
                      : structured));
    } catch (ClewError e) {
      // One that refused a call is as good as before, and other nodes may be using it.
      if (e.code() != ErrorCode.E117) {
        servers.drop(action.server());
      }
      return ModelAccess.failure(e);
    } catch (CancellationException e) {
      return new NodeResult.Cancelled(List.of());
    }
  }
}
