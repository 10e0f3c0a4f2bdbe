package dev.clew.model;

import dev.clew.model.ProviderFailure.Kind;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// One request to a provider and its answer, as the library's HTTP client: the library writes and
/// reads the messages, the connection, the key, the limits and the failures are Clew's.
final class Exchange implements HttpClient, HttpClientBuilder {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final long LARGEST_ERROR = 64 << 10;

  private final OkHttpClient http;
  private final ModelEndpoint endpoint;
  private final Duration timeout;
  private final Cancellation cancellation;
  private final Clock clock;
  private @Nullable ProviderFailure failure;
  private boolean ended;

  Exchange(
      OkHttpClient http,
      ModelEndpoint endpoint,
      Duration timeout,
      Cancellation cancellation,
      Clock clock) {
    this.http = http;
    this.endpoint = endpoint;
    this.timeout = timeout;
    this.cancellation = cancellation;
    this.clock = clock;
  }

  /// Why it failed, or null. The library wraps and drops exceptions.
  @Nullable ProviderFailure failure() {
    return failure;
  }

  /// Whether a stream came to the end that its format has.
  boolean isEnded() {
    return ended;
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    return exchange(
        request,
        response -> {
          String body = new LimitedBody(response).text();
          ended = true;
          return success(response, body);
        });
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    var _ =
        exchange(
            request,
            response -> {
              SuccessfulHttpResponse opened = success(response, null);
              listener.onOpen(opened);
              new ServerSentEvents(new LimitedBody(response))
                  .read(
                      (event, data) -> {
                        ProviderFailure told = ProviderAnswer.ofEvent(event, data);
                        if (told != null) {
                          throw told;
                        }
                        ended |= data.equals("[DONE]") || "message_stop".equals(event);
                        hand(listener, event, data);
                      });
              return opened;
            });
    listener.onClose();
  }

  private static void hand(ServerSentEventListener listener, @Nullable String event, String data)
      throws ProviderFailure {
    try {
      ServerSentEvents.hand(listener, event, data);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      throw malformed("an event of the stream is not understood");
    }
  }

  static ProviderFailure malformed(String what) {
    return new ProviderFailure(Kind.MALFORMED, what, false);
  }

  /// Reads an answer.
  private interface Reader {
    SuccessfulHttpResponse read(Response response) throws IOException;
  }

  private SuccessfulHttpResponse exchange(HttpRequest request, Reader reader) {
    Call call = http.newCall(request(request));
    call.timeout().timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    boolean answered = false;
    try (var _ = cancellation.onCancel(call::cancel);
        Response response = call.execute()) {
      if (!response.isSuccessful()) {
        throw ProviderAnswer.of(
            response.code(), response.headers(), response.peekBody(LARGEST_ERROR).string(), clock);
      }
      answered = true;
      return reader.read(response);
    } catch (IOException e) {
      cancellation.check();
      failure = e instanceof ProviderFailure known ? known : failure(e, answered);
      throw new UncheckedIOException(failure);
    }
  }

  private static ProviderFailure failure(IOException e, boolean answered) {
    if (answered) {
      String how =
          e instanceof InterruptedIOException
              ? "it did not end in time"
              : e instanceof LimitedBody.TooLong ? "it is larger than 64 MiB" : "it was cut off";
      return new ProviderFailure(Kind.MALFORMED, "the answer began, but " + how, false);
    }
    String reason =
        switch (e) {
          case ConnectException _ -> "connection refused";
          case UnknownHostException _ -> "the name is unknown";
          case SSLException _ -> "TLS: " + e.getMessage();
          case InterruptedIOException _ -> "no answer in time";
          default -> "the connection broke";
        };
    // A name or a certificate is no better in a second.
    boolean passing = !(e instanceof UnknownHostException || e instanceof SSLException);
    return new ProviderFailure(Kind.UNREACHABLE, reason, passing);
  }

  private Request request(HttpRequest request) {
    Request.Builder builder =
        new Request.Builder()
            .url(request.url())
            .header("user-agent", "clew")
            .post(RequestBody.create(Objects.requireNonNullElse(request.body(), ""), JSON));
    request
        .headers()
        .forEach(
            (name, values) -> {
              if (name.toLowerCase(java.util.Locale.ROOT).startsWith("anthropic-")) {
                values.forEach(value -> builder.addHeader(name, value));
              }
            });
    if (!endpoint.key().isEmpty()) {
      switch (endpoint.provider()) {
        case OPENAI -> builder.header("authorization", "Bearer " + endpoint.key());
        case ANTHROPIC -> builder.header("x-api-key", endpoint.key());
      }
    }
    return builder.build();
  }

  private static SuccessfulHttpResponse success(Response response, @Nullable String body) {
    return SuccessfulHttpResponse.builder()
        .statusCode(response.code())
        .headers(Map.of())
        .body(body)
        .build();
  }

  @Override
  public Duration connectTimeout() {
    return timeout;
  }

  @Override
  public HttpClientBuilder connectTimeout(Duration ignored) {
    return this;
  }

  @Override
  public Duration readTimeout() {
    return timeout;
  }

  @Override
  public HttpClientBuilder readTimeout(Duration ignored) {
    return this;
  }

  @Override
  public HttpClient build() {
    return this;
  }
}
