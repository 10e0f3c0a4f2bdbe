package dev.clew.workflow.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.config.Egress;
import dev.clew.config.OtlpTarget;
import dev.clew.otlp.client.Transport;
import dev.clew.telemetry.Recorder;
import dev.clew.workflow.definition.Action;
import dev.clew.workflow.definition.JsonTemplate;
import dev.clew.workflow.engine.NodeAttempt;
import dev.clew.workflow.engine.NodeResult;
import dev.clew.workflow.engine.NodeRunner;
import dev.clew.workflow.expression.Values;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/// Sends a request. The span has the attributes of the [HTTP client
/// spans](https://opentelemetry.io/docs/specs/semconv/http/http-spans/) of the semantic
/// conventions, and its context goes along.
final class HttpRunner implements NodeRunner {
  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<String> ADDRESS = AttributeKey.stringKey("server.address");
  private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
  private static final AttributeKey<String> URL = AttributeKey.stringKey("url.full");
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");
  private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

  private static final Duration SILENCE = Duration.ofSeconds(30);
  private static final int LARGEST = 64 << 20;

  private final Recorder recorder;
  private final Clock clock;
  private final Function<URI, Egress> egress;

  HttpRunner(Recorder recorder, Clock clock, Function<URI, Egress> egress) {
    this.recorder = recorder;
    this.clock = clock;
    this.egress = egress;
  }

  @Override
  public NodeResult run(NodeAttempt attempt) {
    var http = (Action.Http) attempt.node().action();
    URI url = url(http.url().text(attempt.scope()));
    if (url == null) {
      return NodeResult.Failed.of("url", "the URL has to be http:// or https:// and a host");
    }
    int port = url.getPort() > 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
    Span span =
        recorder.startSpan(
            http.method(),
            attempt.context(),
            Attributes.of(
                METHOD, http.method(), ADDRESS, url.getHost(), PORT, (long) port, URL, shown(url)),
            clock.instant());
    try {
      NodeResult result = send(attempt, http, url, span);
      if (result instanceof NodeResult.Failed failed) {
        span.setAttribute(ERROR, failed.type());
        span.setStatus(StatusCode.ERROR, failed.message());
      }
      return result;
    } finally {
      span.end(clock.instant());
    }
  }

  static @Nullable URI url(String text) {
    try {
      URI url = URI.create(text.strip());
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      return web && url.getHost() != null ? url : null;
    } catch (IllegalArgumentException none) {
      return null;
    }
  }

  /// Without what may be a secret.
  private static String shown(URI url) {
    String authority = url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : "?REDACTED";
    return url.getScheme() + "://" + authority + path + query;
  }

  private NodeResult send(NodeAttempt attempt, Action.Http http, URI url, Span span) {
    var target =
        new OtlpTarget(
                url, OtlpTarget.Protocol.HTTP_PROTOBUF, Map.of(), false, SILENCE, null, null, null)
            .withEgress(egress.apply(url));
    OkHttpClient client =
        Transport.connect(target)
            .newBuilder()
            .callTimeout(Duration.ZERO)
            .followRedirects(true)
            .build();
    Call call = client.newCall(request(attempt, http, url, span));
    attempt.cancellation().onCancel(call::cancel);
    try (Response response = call.execute()) {
      span.setAttribute(STATUS, (long) response.code());
      return answer(attempt, http, response);
    } catch (IOException e) {
      return attempt.cancellation().isCancelled()
          ? new NodeResult.Cancelled(List.of())
          : NodeResult.Failed.of("connection", String.valueOf(e.getMessage()));
    } finally {
      client.connectionPool().evictAll();
    }
  }

  private static Request request(NodeAttempt attempt, Action.Http http, URI url, Span span) {
    Request.Builder request =
        new Request.Builder().url(url.toString()).header("user-agent", "clew");
    W3CTraceContextPropagator.getInstance()
        .inject(
            attempt.context().with(span),
            request,
            (to, name, value) -> {
              if (to != null) {
                to.header(name, value);
              }
            });
    if (!http.method().equals("GET") && !http.method().equals("HEAD")) {
      request.header("idempotency-key", attempt.idempotencyKey());
    }
    http.headers().forEach((name, each) -> request.header(name, each.text(attempt.scope())));
    return request.method(http.method(), body(attempt, http)).build();
  }

  private static @Nullable RequestBody body(NodeAttempt attempt, Action.Http http) {
    JsonTemplate template = http.body();
    if (template == null) {
      boolean needed =
          http.method().equals("POST")
              || http.method().equals("PUT")
              || http.method().equals("PATCH");
      return needed ? RequestBody.create(new byte[0], null) : null;
    }
    JsonNode value = template.value(attempt.scope());
    String type = value.isTextual() ? "text/plain; charset=utf-8" : "application/json";
    boolean given = http.headers().keySet().stream().anyMatch("content-type"::equalsIgnoreCase);
    return RequestBody.create(
        Values.text(value).getBytes(StandardCharsets.UTF_8), given ? null : MediaType.get(type));
  }

  private static NodeResult answer(NodeAttempt attempt, Action.Http http, Response response)
      throws IOException {
    long status = response.code();
    boolean accepted =
        http.accepted().isEmpty()
            ? status >= 200 && status <= 299
            : http.accepted().contains(status);
    if (!accepted) {
      return new NodeResult.Failed(
          "http:" + status, "the answer is " + status, null, List.of(), retryAfter(response));
    }
    byte[] bytes = bytes(Objects.requireNonNull(response.body()));
    if (bytes.length > LARGEST) {
      return NodeResult.Failed.of("too_large", "the answer is larger than 64 MiB");
    }
    ObjectNode output = JsonNodeFactory.instance.objectNode().put("status", status);
    ObjectNode headers = output.putObject("headers");
    response.headers().forEach(each -> headers.put(each.getFirst(), each.getSecond()));
    output.set("body", body(bytes, response.header("content-type", "")));
    return new NodeResult.Completed(attempt.files().keep(attempt.task(), output));
  }

  private static byte[] bytes(ResponseBody body) throws IOException {
    return body.byteStream().readNBytes(LARGEST + 1);
  }

  private static JsonNode body(byte[] bytes, @Nullable String type) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (type != null && type.contains("json")) {
      try {
        return Values.parse(text);
      } catch (JsonProcessingException none) {
        return JsonNodeFactory.instance.textNode(text);
      }
    }
    return JsonNodeFactory.instance.textNode(text);
  }

  /// Seconds; a date is left to the node's own delay.
  private static @Nullable Duration retryAfter(Response response) {
    String value = response.header("retry-after");
    return value != null && value.matches("\\d{1,5}")
        ? Duration.ofSeconds(Long.parseLong(value))
        : null;
  }
}
