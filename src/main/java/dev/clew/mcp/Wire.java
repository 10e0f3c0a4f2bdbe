package dev.clew.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.model.Cancellation;
import dev.langchain4j.mcp.client.McpCallContext;
import dev.langchain4j.mcp.client.transport.McpOperationHandler;
import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.langchain4j.mcp.protocol.McpCancellationNotification;
import dev.langchain4j.mcp.protocol.McpClientMessage;
import dev.langchain4j.mcp.protocol.McpInitializationNotification;
import dev.langchain4j.mcp.protocol.McpInitializeRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The way to a server, as the library's transport: the library makes the messages, negotiates, and
/// answers what the server asks. It would read results less exactly than they are (schemas, pages,
/// images), and log what it does not expect: requests of Clew's own are answered with the JSON that
/// came.
abstract class Wire implements McpTransport {
  static final ObjectMapper JSON = new ObjectMapper();

  private static final int UNKNOWN_METHOD = -32601;

  /// Notifications that the library knows; it would log others.
  private static final Set<String> KNOWN = Set.of("notifications/tools/list_changed");

  private final Map<Long, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
  private volatile @Nullable McpOperationHandler handler;
  private volatile @Nullable String ended;
  private volatile String version = "";

  /// Sends a message; what comes of it is given to [#received] or [#ended].
  ///
  /// @param answer of the message; null where it has none
  /// @return complete when no later message can be there before it
  abstract CompletableFuture<?> send(
      ObjectNode message, @Nullable CompletableFuture<JsonNode> answer);

  /// Tells that the version is agreed on.
  void ready(String version) {
    this.version = version;
  }

  /// The version of the protocol that was agreed on, empty before.
  final String version() {
    return version;
  }

  /// How the server is spoken with, as in `network.transport`.
  abstract String transport();

  @Override
  public void start(McpOperationHandler handler) {
    this.handler = handler;
  }

  @Override
  public CompletableFuture<JsonNode> initialize(McpInitializeRequest request) {
    return executeOperationWithResponse(request)
        .thenCompose(
            answer -> {
              ready(result(answer).path("protocolVersion").asText());
              return send(JSON.valueToTree(new McpInitializationNotification()), null)
                  .thenApply(_ -> answer);
            });
  }

  @Override
  public CompletableFuture<JsonNode> executeOperationWithResponse(McpClientMessage request) {
    return begin(request.getId(), JSON.valueToTree(request));
  }

  private CompletableFuture<JsonNode> begin(long id, ObjectNode message) {
    var answer = new CompletableFuture<JsonNode>();
    McpOperationHandler known = handler;
    if (known == null) {
      throw new IllegalStateException("the wire has not been started");
    }
    pending.put(id, answer);
    var _ = answer.whenComplete((_, _) -> pending.remove(id));
    known.startOperation(id, answer);
    String why = ended;
    if (why == null) {
      var _ = send(message, answer);
    } else {
      answer.completeExceptionally(new WireFailure(why));
    }
    return answer;
  }

  @Override
  public CompletableFuture<JsonNode> executeOperationWithResponse(McpCallContext context) {
    return executeOperationWithResponse(context.message());
  }

  @Override
  public void executeOperationWithoutResponse(McpClientMessage message) {
    var _ = send(JSON.valueToTree(message), null);
  }

  @Override
  public void executeOperationWithoutResponse(McpCallContext context) {
    executeOperationWithoutResponse(context.message());
  }

  @Override
  public void checkHealth() {
    String why = ended;
    if (why != null) {
      throw new WireFailure(why);
    }
  }

  /// A server that ends is not started again behind the back of who uses it.
  @Override
  public void onFailure(Runnable action) {}

  /// Makes a request and waits for its result.
  ///
  /// @param further what the message gets that the library has no word for
  /// @throws WireFailure when there is none
  /// @throws CancellationException when it was cancelled
  JsonNode request(
      McpClientMessage request,
      Consumer<ObjectNode> further,
      Duration timeout,
      Cancellation cancellation) {
    ObjectNode message = JSON.valueToTree(request);
    further.accept(message);
    CompletableFuture<JsonNode> answer = begin(request.getId(), message);
    try (var _ = cancellation.onCancel(() -> answer.cancel(false))) {
      return result(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      give(request.getId(), answer, "timeout");
      throw new WireFailure("no answer within " + timeout.toMillis() / 1000.0 + " s");
    } catch (CancellationException e) {
      give(request.getId(), answer, "cancelled");
      throw e;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof WireFailure known
          ? known
          : new WireFailure("the answer is not of the protocol");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      give(request.getId(), answer, "cancelled");
      throw new CancellationException("interrupted");
    }
  }

  /// Tells the server that nobody waits any more.
  private void give(long id, CompletableFuture<JsonNode> answer, String reason) {
    answer.cancel(false);
    if (ended == null) {
      executeOperationWithoutResponse(new McpCancellationNotification(id, reason));
    }
  }

  private static JsonNode result(JsonNode answer) {
    JsonNode error = answer.path("error");
    if (!error.isMissingNode()) {
      int code = error.path("code").asInt();
      throw new WireFailure("JSON-RPC error " + code, code, error.path("message").asText());
    }
    JsonNode result = answer.path("result");
    if (!result.isObject()) {
      throw new WireFailure("the answer is not of the protocol");
    }
    return result;
  }

  /// Takes a message from the server.
  final void received(JsonNode message) {
    McpOperationHandler known = handler;
    if (known == null || !message.isObject()) {
      return;
    }
    String method = message.path("method").asText();
    JsonNode id = message.path("id");
    if (message.has("result") || message.has("error")) {
      // The answer to a request that was given up comes late.
      if (id.isIntegralNumber() && pending.containsKey(id.asLong())) {
        known.handle(message);
      }
    } else if (!id.isMissingNode()) {
      var _ = send(answer(id, method), null);
    } else if (KNOWN.contains(method)) {
      known.handle(message);
    }
  }

  /// A server waits for an answer to what it asks. The library takes numbers as ids only.
  private static ObjectNode answer(JsonNode id, String method) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0");
    answer.set("id", id);
    switch (method) {
      case "ping" -> answer.putObject("result");
      case "roots/list" -> answer.putObject("result").putArray("roots");
      default ->
          answer
              .putObject("error")
              .put("code", UNKNOWN_METHOD)
              .put("message", "Clew has no such method");
    }
    return answer;
  }

  @Override
  public abstract void close();

  /// Nothing comes from the server any more.
  final void ended(String why) {
    ended = why;
    pending.values().forEach(each -> each.completeExceptionally(new WireFailure(why)));
  }
}
