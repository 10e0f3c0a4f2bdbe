package dev.clew.agent;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.agent.AgentTool.Outcome;
import dev.clew.error.ClewError;
import dev.clew.model.Cancellation;
import dev.clew.model.GenAi;
import dev.clew.model.Message;
import dev.clew.model.Message.ToolResultMessage;
import dev.clew.model.ModelCalls;
import dev.clew.model.ToolCall;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Calls the tools of one answer at the same time, each under a span whose parent is the turn's,
/// whatever thread it is on.
///
/// @param models whose recorder, redaction and clock tools are recorded by, too
record ToolCalls(AgentRequest request, ModelCalls models, AgentListener listener) {
  private static final int AT_ONCE = 32;

  /// Characters of a result that the model reads.
  private static final int LONGEST = 64 << 10;

  private static final int TAIL = 16 << 10;
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Calls them.
  ///
  /// @return their results in the order of the calls
  /// @throws CancellationException when it was cancelled
  List<Message> all(List<ToolCall> calls, Context turn, Cancellation cancellation) {
    var together = new Cancellation();
    var places = new Semaphore(AT_ONCE);
    try (var _ = cancellation.onCancel(together::cancel);
        var threads =
            Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon(true).name("clew-tool-", 0).factory())) {
      List<Future<Message>> results = new ArrayList<>();
      for (ToolCall call : calls) {
        results.add(threads.submit(() -> inPlace(places, call, turn, together)));
      }
      try {
        return joined(results);
      } finally {
        // Where one has failed, nobody waits for the others.
        together.cancel();
      }
    }
  }

  private static List<Message> joined(List<Future<Message>> results) {
    try {
      List<Message> messages = new ArrayList<>();
      for (Future<Message> each : results) {
        messages.add(each.get());
      }
      return messages;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private Message inPlace(Semaphore places, ToolCall call, Context turn, Cancellation cancellation)
      throws InterruptedException {
    places.acquire();
    try {
      cancellation.check();
      return recorded(call, turn, cancellation);
    } finally {
      places.release();
    }
  }

  private Message recorded(ToolCall call, Context turn, Cancellation cancellation) {
    AgentTool tool = tool(call.name());
    Instant start = models.clock().instant();
    Span span = models.recorder().startSpan(AgentSpans.TOOL, turn, about(call, tool), start);
    listener.onToolStarted(call);
    boolean success = false;
    try {
      Outcome outcome = outcome(call, tool, turn.with(span), span, cancellation);
      success = !outcome.error();
      String text = shortened(outcome.text());
      if (models.captureContent()) {
        span.setAttribute(GenAi.TOOL_RESULT, models.redaction().text(text));
      }
      return new ToolResultMessage(call.id(), call.name(), text, outcome.error());
    } catch (CancellationException e) {
      span.setAttribute(GenAi.ERROR_TYPE, "cancelled");
      throw e;
    } finally {
      Instant end = models.clock().instant();
      Duration took = Duration.between(start, end);
      span.setAttribute(AgentSpans.SUCCESS, success);
      span.setAttribute(AgentSpans.DURATION, took.toNanos() / 1e9);
      if (!success) {
        span.setStatus(StatusCode.ERROR);
      }
      span.end(end);
      listener.onToolEnded(call, success, took);
    }
  }

  private @Nullable AgentTool tool(String name) {
    for (AgentTool each : request.tools()) {
      if (each.spec().name().equals(name)) {
        return each;
      }
    }
    return null;
  }

  /// A name that no tool has was made up by the model: it is a part of its answer.
  private Attributes about(ToolCall call, @Nullable AgentTool tool) {
    String name = tool == null ? "unknown" : call.name();
    AttributesBuilder about =
        Attributes.builder()
            .put(AgentSpans.TOOL_NAME, name)
            .put(GenAi.TOOL_NAME, name)
            .put(GenAi.OPERATION, GenAi.EXECUTE_TOOL)
            .put(AgentSpans.PLUGIN_TYPE, tool == null ? "unknown" : tool.pluginType())
            .put(AgentSpans.CALL_ID, call.id());
    if (models.captureContent()) {
      about.put(GenAi.TOOL_ARGUMENTS, models.content().json(call.arguments()));
    }
    return about.build();
  }

  private Outcome outcome(
      ToolCall call,
      @Nullable AgentTool tool,
      Context context,
      Span span,
      Cancellation cancellation) {
    if (tool == null) {
      return failed(span, "unknown_tool", "there is no such tool");
    }
    ObjectNode arguments = arguments(call.arguments());
    if (arguments == null) {
      return failed(span, "malformed_arguments", "the arguments are no JSON object");
    }
    for (JsonNode required : tool.spec().schema().path("required")) {
      if (!arguments.has(required.asText())) {
        return failed(
            span, "malformed_arguments", "the argument " + required.asText() + " is missing");
      }
    }
    if (!isPermitted(tool, arguments, context, cancellation)) {
      return failed(span, "denied", "the call was not permitted");
    }
    cancellation.check();
    try {
      Outcome outcome = tool.call(arguments, context, cancellation);
      if (outcome.error()) {
        span.setAttribute(GenAi.ERROR_TYPE, "tool_error");
      }
      return outcome;
    } catch (ClewError e) {
      return failed(span, e.code().name(), e.detail());
    }
  }

  private static Outcome failed(Span span, String type, String text) {
    span.setAttribute(GenAi.ERROR_TYPE, type);
    return Outcome.failed(text);
  }

  private static @Nullable ObjectNode arguments(String text) {
    try {
      return JSON.readTree(text) instanceof ObjectNode arguments ? arguments : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  private boolean isPermitted(
      AgentTool tool, ObjectNode arguments, Context context, Cancellation cancellation) {
    String name = tool.spec().name();
    Span span =
        models
            .recorder()
            .startSpan(
                AgentSpans.PERMISSION,
                context,
                Attributes.of(AgentSpans.PERMISSION_TOOL, name),
                models.clock().instant());
    try {
      Permissions.Decision decision =
          request.permissions().decide(request.type(), ToolUse.of(tool, arguments), cancellation);
      span.setAttribute(AgentSpans.DECISION, decision.allowed() ? "allow" : "deny");
      span.setAttribute(AgentSpans.SCOPE, decision.scope());
      span.setAttribute(AgentSpans.SOURCE, decision.source().label());
      return decision.allowed();
    } finally {
      span.end(models.clock().instant());
    }
  }

  /// Its beginning and its end, which often says what went wrong.
  private static String shortened(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = text.length() - TAIL;
    return text.substring(0, LONGEST - TAIL)
        + "\n… "
        + (end - (LONGEST - TAIL))
        + " characters are left out …\n"
        + text.substring(end);
  }
}
