package dev.clew.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.model.Cancellation;
import dev.clew.model.ToolSpec;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.protocol.McpCallToolRequest;
import dev.langchain4j.mcp.protocol.McpListToolsRequest;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// A server that is ready: its tools can be listed and called, by several threads at once.
public final class McpServer implements AutoCloseable {
  /// Ids of Clew's own requests are far from those of the library, which counts from 0.
  private static final long FIRST_ID = 1_000_000;

  private static final int MOST_PAGES = 100;
  private static final int UNKNOWN_METHOD = -32601;
  private static final int WRONG_ARGUMENTS = -32602;

  private final McpServerSpec spec;
  private final Wire wire;
  private final boolean captureContent;
  private final AtomicLong ids = new AtomicLong(FIRST_ID);

  private McpServer(McpServerSpec spec, Wire wire, boolean captureContent) {
    this.spec = spec;
    this.wire = wire;
    this.captureContent = captureContent;
  }

  /// Starts or reaches a server, and agrees on a version of the protocol.
  ///
  /// @param starter of its process
  /// @param errors takes what a process writes to its standard error
  /// @param version of Clew
  /// @param captureContent whether errors have what the server said
  /// @throws ClewError E115
  /// @throws CancellationException when it was cancelled
  static McpServer open(
      McpServerSpec spec,
      ServerProcess.Starter starter,
      ServerErrors errors,
      String version,
      boolean captureContent,
      Cancellation cancellation) {
    Wire wire =
        switch (spec) {
          case McpServerSpec.Stdio stdio -> new StdioWire(start(stdio, starter), errors);
          case McpServerSpec.Http http -> new HttpWire(http);
        };
    var server = new McpServer(spec, wire, captureContent);
    try (var _ = cancellation.onCancel(wire::close)) {
      var _ =
          DefaultMcpClient.builder()
              .transport(wire)
              .clientName("clew")
              .clientVersion(version)
              .initializationTimeout(spec.startTimeout())
              .autoHealthCheck(false)
              .logHandler(_ -> {})
              .build();
      errors.ready();
      return server;
    } catch (RuntimeException e) {
      wire.close();
      cancellation.check();
      throw new ClewError(
          ErrorCode.E115, spec.name() + ": " + reason(e, spec) + "." + errors.lastWords());
    }
  }

  private static ServerProcess start(McpServerSpec.Stdio stdio, ServerProcess.Starter starter) {
    try {
      return starter.start(stdio.command(), stdio.environment(), stdio.directory());
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E115, stdio.name() + ": " + e.getMessage() + ".", e);
    }
  }

  /// The library wraps what went wrong.
  private static String reason(Throwable e, McpServerSpec spec) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof WireFailure known) {
        return known.reason();
      }
      if (cause instanceof TimeoutException) {
        return "not ready within " + spec.startTimeout().toMillis() / 1000.0 + " s";
      }
    }
    return "its first answer is not of the protocol";
  }

  public String name() {
    return spec.name();
  }

  /// The program or the address that answers, whatever a workflow calls it.
  public List<String> origin() {
    return spec.origin();
  }

  Wire wire() {
    return wire;
  }

  /// The tools that it has, with their schemas as it told them.
  ///
  /// @throws ClewError E116
  public List<ToolSpec> tools(Duration timeout, Cancellation cancellation) {
    List<ToolSpec> tools = new ArrayList<>();
    String cursor = "";
    for (int page = 0; page < MOST_PAGES; page++) {
      var request = new McpListToolsRequest(ids.getAndIncrement());
      if (!cursor.isEmpty()) {
        request.setCursor(cursor);
      }
      try {
        JsonNode result = wire.request(request, _ -> {}, timeout, cancellation);
        result.path("tools").forEach(each -> tools.add(tool(each)));
        cursor = result.path("nextCursor").asText("");
      } catch (WireFailure e) {
        throw error(e, "tools/list");
      }
      if (cursor.isEmpty()) {
        return tools;
      }
    }
    throw new ClewError(
        ErrorCode.E116, spec.name() + ": tools/list has more than " + MOST_PAGES + " pages.");
  }

  private static ToolSpec tool(JsonNode tool) {
    return new ToolSpec(
        tool.path("name").asText(),
        tool.path("description").asText(),
        tool.path("inputSchema") instanceof ObjectNode schema
            ? schema
            : Wire.JSON.createObjectNode().put("type", "object"));
  }

  /// Calls a tool.
  ///
  /// @param context whose trace the server may continue
  /// @throws ClewError E116 when no result came, E117 when the server refused
  /// @throws CancellationException when it was cancelled
  McpResult call(
      String tool,
      ObjectNode arguments,
      Context context,
      Duration timeout,
      Cancellation cancellation) {
    var request = new McpCallToolRequest(ids.getAndIncrement(), tool, arguments);
    try {
      return McpResult.of(
          wire.request(request, message -> trace(message, context), timeout, cancellation));
    } catch (WireFailure e) {
      throw error(e, "tools/call " + tool);
    }
  }

  /// As [MCP's convention](https://github.com/modelcontextprotocol/modelcontextprotocol/pull/414)
  /// for trace context has it.
  private static void trace(ObjectNode message, Context context) {
    ObjectNode meta = message.withObject("/params").withObject("/_meta");
    W3CTraceContextPropagator.getInstance()
        .inject(
            context,
            meta,
            (carrier, key, value) -> {
              if (carrier != null) {
                carrier.put(key, value);
              }
            });
  }

  private ClewError error(WireFailure failure, String what) {
    boolean refused = failure.code() == UNKNOWN_METHOD || failure.code() == WRONG_ARGUMENTS;
    String said = captureContent && !failure.content().isEmpty() ? " " + failure.content() : "";
    return new ClewError(
        refused ? ErrorCode.E117 : ErrorCode.E116,
        spec.name() + ": " + what + ": " + failure.reason() + "." + said);
  }

  /// Ends the session, and the process if there is one.
  @Override
  public void close() {
    wire.close();
  }
}
