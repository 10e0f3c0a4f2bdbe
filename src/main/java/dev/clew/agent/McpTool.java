package dev.clew.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.mcp.McpCalls;
import dev.clew.mcp.McpResult;
import dev.clew.mcp.McpServer;
import dev.clew.model.Cancellation;
import dev.clew.model.ToolSpec;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A tool of an MCP server. The model knows it as `SERVER__TOOL`.
///
/// @param tool its name on the server
public record McpTool(
    McpCalls calls, McpServer server, ToolSpec spec, String tool, Duration timeout)
    implements AgentTool {
  private static final int LONGEST_NAME = 64;

  /// All tools of a server.
  ///
  /// @throws dev.clew.error.ClewError E116 when they cannot be listed
  public static List<AgentTool> of(
      McpCalls calls, McpServer server, Duration timeout, Cancellation cancellation) {
    return server.tools(timeout, cancellation).stream()
        .<AgentTool>map(each -> of(calls, server, each, timeout))
        .toList();
  }

  private static McpTool of(McpCalls calls, McpServer server, ToolSpec spec, Duration timeout) {
    String known = (server.name() + "__" + spec.name()).replaceAll("[^A-Za-z0-9_-]", "_");
    String name = known.length() > LONGEST_NAME ? known.substring(0, LONGEST_NAME) : known;
    var told = new ToolSpec(name, spec.description(), spec.schema());
    return new McpTool(calls, server, told, spec.name(), timeout);
  }

  @Override
  public String pluginType() {
    return "mcp";
  }

  @Override
  public String subject(ObjectNode arguments) {
    return arguments.toString();
  }

  @Override
  public List<String> origin() {
    List<String> origin = new ArrayList<>(List.of(pluginType(), tool));
    origin.addAll(server.origin());
    return origin;
  }

  @Override
  public Outcome call(ObjectNode arguments, Context context, Cancellation cancellation) {
    McpResult result = calls.call(server, tool, arguments, timeout, context, cancellation);
    return new Outcome(result.text(), result.error());
  }
}
