package dev.clew.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.error.ClewError;
import dev.clew.model.Cancellation;
import dev.clew.model.ContentRedaction;
import dev.clew.model.GenAi;
import dev.clew.posix.Inherited;
import dev.clew.posix.Libc;
import dev.clew.redaction.Redaction;
import dev.clew.telemetry.Recorder;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CancellationException;

/// Opens servers, calls their tools and records each call as a span, named and described by the
/// [semantic conventions](https://opentelemetry.io/docs/specs/semconv/gen-ai/mcp/). Arguments and
/// results are part of it only where the user wants them recorded, without secrets then.
///
/// @param captureContent `telemetry.capture_content`
/// @param version of Clew
/// @param starter of servers' processes
public record McpCalls(
    Recorder recorder,
    Redaction redaction,
    boolean captureContent,
    String version,
    ServerProcess.Starter starter,
    Clock clock) {
  private static final String METHOD = "tools/call";
  private static final AttributeKey<String> METHOD_NAME = AttributeKey.stringKey("mcp.method.name");
  private static final AttributeKey<String> SERVER = AttributeKey.stringKey("clew.mcp.server");
  private static final AttributeKey<String> PROTOCOL =
      AttributeKey.stringKey("mcp.protocol.version");
  private static final AttributeKey<String> TRANSPORT = AttributeKey.stringKey("network.transport");

  /// Starts servers as processes of groups of their own.
  ///
  /// @param inherited what they get of what Clew was started with
  public static ServerProcess.Starter spawning(Libc libc, Inherited inherited) {
    return SpawnedServer.starter(libc, inherited);
  }

  /// Starts or reaches a server.
  ///
  /// @param context that what its process writes to its standard error is recorded in
  /// @throws ClewError E115
  /// @throws CancellationException when it was cancelled
  public McpServer open(McpServerSpec spec, Context context, Cancellation cancellation) {
    var errors =
        new ServerErrors(recorder, redaction, Span.fromContext(context).getSpanContext(), clock);
    return McpServer.open(spec, starter, errors, version, captureContent, cancellation);
  }

  /// Calls a tool.
  ///
  /// @throws ClewError E116 when no result came, E117 when the server refused
  /// @throws CancellationException when it was cancelled
  public McpResult call(
      McpServer server,
      String tool,
      ObjectNode arguments,
      Duration timeout,
      Context parent,
      Cancellation cancellation) {
    Span span =
        recorder.startSpan(
            "mcp.call " + server.name() + "/" + tool,
            parent,
            about(server, tool, arguments),
            clock.instant());
    try {
      McpResult result = server.call(tool, arguments, parent.with(span), timeout, cancellation);
      if (captureContent) {
        span.setAttribute(
            GenAi.TOOL_RESULT, redaction.text(content().json(result.whole()).toString()));
      }
      if (result.error()) {
        failed(span, "tool_error", "the tool tells of a failure");
      }
      return result;
    } catch (ClewError e) {
      failed(span, e.code().name(), redaction.text(e.detail()));
      throw e;
    } catch (CancellationException e) {
      failed(span, "cancelled", "cancelled");
      throw e;
    } finally {
      span.end(clock.instant());
    }
  }

  private ContentRedaction content() {
    return new ContentRedaction(redaction);
  }

  private Attributes about(McpServer server, String tool, ObjectNode arguments) {
    Wire wire = server.wire();
    AttributesBuilder about =
        Attributes.builder()
            .put(METHOD_NAME, METHOD)
            .put(SERVER, server.name())
            .put(GenAi.TOOL_NAME, tool)
            .put(GenAi.OPERATION, GenAi.EXECUTE_TOOL)
            .put(PROTOCOL, wire.version())
            .put(TRANSPORT, wire.transport());
    if (captureContent) {
      about.put(GenAi.TOOL_ARGUMENTS, content().json(arguments).toString());
    }
    return about.build();
  }

  private static void failed(Span span, String type, String description) {
    span.setAttribute(GenAi.ERROR_TYPE, type);
    span.setStatus(StatusCode.ERROR, description);
  }
}
