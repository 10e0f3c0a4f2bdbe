package dev.clew.mcp;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.model.ApiTransport;
import dev.clew.model.LimitedBody;
import dev.clew.model.ServerSentEvents;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// Streamable HTTP: each message is a POST, whose answer is JSON or a stream of events.
final class HttpWire extends Wire {
  private static final MediaType TYPE = MediaType.get("application/json");
  private static final String SESSION = "mcp-session-id";

  /// To tell the server that the session is over.
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final McpServerSpec.Http spec;
  private final OkHttpClient http;
  private final Set<Call> calls = ConcurrentHashMap.newKeySet();
  private volatile String session = "";

  HttpWire(McpServerSpec.Http spec) {
    this.spec = spec;
    this.http = ApiTransport.to(spec.address(), spec.egress());
  }

  @Override
  String transport() {
    return "tcp";
  }

  @Override
  CompletableFuture<?> send(ObjectNode message, @Nullable CompletableFuture<JsonNode> answer) {
    Call call = http.newCall(request().post(RequestBody.create(message.toString(), TYPE)).build());
    calls.add(call);
    var over = new CompletableFuture<Void>();
    if (answer != null) {
      var _ = answer.whenComplete((_, _) -> call.cancel());
    }
    Thread.ofPlatform()
        .daemon(true)
        .name("clew-mcp-http")
        .start(() -> exchange(call, answer, over));
    return over;
  }

  private void exchange(
      Call call, @Nullable CompletableFuture<JsonNode> answer, CompletableFuture<Void> over) {
    try (Response response = call.execute()) {
      if (!response.isSuccessful()) {
        fail(answer, refusal(response));
        return;
      }
      String assigned = response.header(SESSION);
      if (assigned != null) {
        session = assigned;
      }
      read(response);
      fail(answer, "the answer ended before it was complete");
    } catch (IOException e) {
      fail(answer, reason(e));
    } finally {
      calls.remove(call);
      over.complete(null);
    }
  }

  /// What has been answered meanwhile stays so.
  private static void fail(@Nullable CompletableFuture<JsonNode> answer, String reason) {
    if (answer != null) {
      answer.completeExceptionally(new WireFailure(reason));
    }
  }

  private String refusal(Response response) {
    String status = "HTTP " + response.code();
    return response.code() == 404 && !session.isEmpty() ? status + ", the session is over" : status;
  }

  private void read(Response response) throws IOException {
    var body = new LimitedBody(response);
    String type = String.valueOf(response.header("content-type"));
    if (type.startsWith("text/event-stream")) {
      new ServerSentEvents(body).read((_, data) -> take(data));
    } else if (type.startsWith("application/json")) {
      take(body.text());
    }
  }

  private void take(String json) {
    JsonNode message;
    try {
      message = JSON.readTree(json);
    } catch (JacksonException _) {
      // The request that it should have answered says so when the answer ends.
      return;
    }
    if (message.isArray()) {
      message.forEach(this::received);
    } else {
      received(message);
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case ConnectException _ -> "connection refused";
      case UnknownHostException _ -> "the name is unknown";
      case SSLException _ -> "TLS: " + e.getMessage();
      case LimitedBody.TooLong _ -> "the answer is larger than 64 MiB";
      default -> "the connection broke";
    };
  }

  private Request.Builder request() {
    Request.Builder request =
        new Request.Builder()
            .url(spec.address().toString())
            .header("accept", "application/json, text/event-stream")
            .header("user-agent", "clew");
    spec.headers().forEach(request::header);
    if (!session.isEmpty()) {
      request.header(SESSION, session);
    }
    if (!version().isEmpty()) {
      request.header("mcp-protocol-version", version());
    }
    return request;
  }

  @Override
  public void close() {
    ended("the server was closed");
    calls.forEach(Call::cancel);
    if (!session.isEmpty()) {
      Call goodbye = http.newCall(request().delete().build());
      goodbye.timeout().timeout(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
      try (Response _ = goodbye.execute()) {
        session = "";
      } catch (IOException _) {
        // The server forgets the session by itself.
        session = "";
      }
    }
    http.connectionPool().evictAll();
  }
}
