package dev.clew.workflow.node;

import dev.clew.config.Egress;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.mcp.McpCalls;
import dev.clew.mcp.McpServer;
import dev.clew.mcp.McpServerSpec;
import dev.clew.model.Cancellation;
import dev.clew.posix.Environ;
import dev.clew.workflow.definition.Server;
import dev.clew.workflow.definition.Workflow;
import dev.clew.workflow.engine.NodeAttempt;
import dev.clew.workflow.expression.Template;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The MCP servers of an execution: each is opened when a node first needs it, and closed at the
/// end of the execution.
public final class McpServers implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);

  private final McpCalls calls;
  private final Workflow workflow;
  private final Map<String, String> environment;
  private final Path directory;
  private final Function<URI, Egress> egress;
  private final Map<String, McpServer> open = new HashMap<>();

  /// @param environment of this process, which servers inherit
  /// @param directory in which they run
  public McpServers(
      McpCalls calls,
      Workflow workflow,
      Map<String, String> environment,
      Path directory,
      Function<URI, Egress> egress) {
    this.calls = calls;
    this.workflow = workflow;
    this.environment = environment;
    this.directory = directory;
    this.egress = egress;
  }

  McpCalls calls() {
    return calls;
  }

  /// A server that is ready.
  ///
  /// @throws ClewError E115 when it cannot be opened
  synchronized McpServer get(String name, NodeAttempt attempt, Cancellation cancellation) {
    McpServer known = open.get(name);
    if (known != null) {
      return known;
    }
    Server server = workflow.servers().get(name);
    if (server == null) {
      throw new ClewError(ErrorCode.E115, "there is no server " + name);
    }
    McpServer opened = calls.open(spec(server, attempt), attempt.context(), cancellation);
    open.put(name, opened);
    return opened;
  }

  /// Forgets a server that has failed: the next attempt opens it anew.
  synchronized void drop(String name) {
    McpServer failed = open.remove(name);
    if (failed != null) {
      failed.close();
    }
  }

  private McpServerSpec spec(Server server, NodeAttempt attempt) {
    Template url = server.url();
    if (url == null) {
      Map<String, String> variables = new LinkedHashMap<>(Environ.variables(environment));
      variables.putAll(CommandRunner.values(server.environment(), attempt));
      return new McpServerSpec.Stdio(
          server.name(),
          server.command().stream().map(each -> each.text(attempt.scope())).toList(),
          variables,
          directory,
          START);
    }
    URI address = address(server.name(), url.text(attempt.scope()));
    return new McpServerSpec.Http(
        server.name(),
        address,
        CommandRunner.values(server.headers(), attempt),
        egress.apply(address),
        START);
  }

  private static URI address(String name, String text) {
    @Nullable URI address = HttpRunner.url(text);
    if (address == null) {
      throw new ClewError(
          ErrorCode.E115,
          "the url of server " + name + " has to be http:// or https:// and a host");
    }
    return address;
  }

  @Override
  public synchronized void close() {
    open.values().forEach(McpServer::close);
    open.clear();
  }
}
