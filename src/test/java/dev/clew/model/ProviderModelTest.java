package dev.clew.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.config.Egress;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.model.ChatAnswer.Finish;
import dev.clew.model.ChatRequest.Options;
import dev.clew.model.Message.AssistantMessage;
import dev.clew.model.Message.SystemMessage;
import dev.clew.model.Message.ToolResultMessage;
import dev.clew.model.Message.UserMessage;
import dev.clew.model.ScriptedProvider.Cut;
import dev.clew.model.ScriptedProvider.ErrorEvent;
import dev.clew.model.ScriptedProvider.Raw;
import dev.clew.model.ScriptedProvider.Refuse;
import dev.clew.model.ScriptedProvider.Say;
import dev.clew.model.ScriptedProvider.Short;
import dev.clew.model.ScriptedProvider.Silence;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Both APIs, whole and streamed, against a server that speaks their formats.
class ProviderModelTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY = "sk-proj-4f8a6b2c9d1e7f3a5b8c";
  private static final RetryPolicy QUICK =
      new RetryPolicy(3, Duration.ofMillis(1), Duration.ofSeconds(5));

  private ScriptedProvider server;
  private final List<String> pieces = new ArrayList<>();
  private final List<String> retries = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedProvider();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  static Stream<Arguments> ways() {
    return Stream.of(Provider.values())
        .flatMap(api -> Stream.of(true, false).map(stream -> Arguments.of(api, stream)));
  }

  private ProviderModel model(Provider provider, URI address, boolean capture) {
    return new ProviderModel(
        "quick",
        new ModelEndpoint(provider, address, KEY, Egress.DIRECT),
        QUICK,
        capture,
        Clock.systemUTC());
  }

  private ChatAnswer ask(Provider provider, ChatRequest request) {
    return model(provider, server.address(), false).chat(request, listener(), new Cancellation());
  }

  private ChatListener listener() {
    return new ChatListener() {
      @Override
      public void onText(String piece) {
        pieces.add(piece);
      }

      @Override
      public void onRetry(int attempt, String reason, Duration wait) {
        retries.add(attempt + " " + reason + " " + wait);
      }
    };
  }

  private static ChatRequest hello(boolean stream) {
    return ChatRequest.of("be brief", "hello", options(stream));
  }

  private static Options options(boolean stream) {
    return new Options(0.5, 100, stream, Duration.ofSeconds(20));
  }

  private ClewError failure(Provider provider, boolean stream) {
    return catchThrowableOfType(ClewError.class, () -> ask(provider, hello(stream)));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void answers(Provider provider, boolean stream) {
    server.then(new Say("good day to you", List.of(), new TokenUsage(20, 4, 5, 0)));

    ChatAnswer answer = ask(provider, hello(stream));

    assertThat(answer.text()).isEqualTo("good day to you");
    assertThat(answer.usage()).isEqualTo(new TokenUsage(20, 4, 5, 0));
    assertThat(answer.finish()).isEqualTo(Finish.STOP);
    assertThat(answer.model()).startsWith("quick-2026");
    assertThat(answer.id()).isNotBlank();
    assertThat(answer.attempts()).isOne();
    assertThat(pieces).hasSize(stream ? 7 : 0);
    var request = server.requests().getFirst();
    assertThat(request.body().path("model").asText()).isEqualTo("quick");
    assertThat(request.body().path("temperature").asDouble()).isEqualTo(0.5);
    assertThat(request.body().path("max_tokens").asInt()).isEqualTo(100);
    assertThat(request.header("user-agent")).isEqualTo("clew");
    if (provider == Provider.OPENAI) {
      assertThat(request.path()).isEqualTo("/v1/chat/completions");
      assertThat(request.header("authorization")).isEqualTo("Bearer " + KEY);
      assertThat(request.body().path("messages").path(0).path("role").asText()).isEqualTo("system");
    } else {
      assertThat(request.path()).isEqualTo("/v1/messages");
      assertThat(request.header("x-api-key")).isEqualTo(KEY);
      assertThat(request.header("anthropic-version")).isNotBlank();
      assertThat(request.body().path("system").toString()).contains("be brief");
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void callsTools(Provider provider, boolean stream) throws IOException {
    var calls =
        List.of(
            new ToolCall("call_1", "read", "{\"path\":\"a.txt\"}"),
            new ToolCall("call_2", "read", "{\"path\":\"b.txt\"}"));
    server.then(new Say("let me look", calls, new TokenUsage(9, 9)), new Say("done"));
    ObjectNode schema =
        (ObjectNode)
            JSON.readTree(
                """
                {"type":"object","required":["path"],"properties":{
                  "path":{"type":"string","pattern":"^[a-z.]+$","minLength":1},
                  "how":{"oneOf":[{"const":"text"},{"type":["integer","null"]}],"default":"text"}}}
                """);
    var tool = new ToolSpec("read", "reads a file", schema);

    ChatAnswer first =
        ask(
            provider,
            new ChatRequest(List.of(new UserMessage("read both")), List.of(tool), options(stream)));

    assertThat(first.finish()).isEqualTo(Finish.TOOL_CALL);
    assertThat(first.text()).isEqualTo("let me look");
    assertThat(first.message().toolCalls())
        .extracting(ToolCall::id)
        .containsExactly("call_1", "call_2");
    assertThat(first.message().toolCalls()).extracting(ToolCall::name).containsOnly("read");
    for (int i = 0; i < 2; i++) {
      assertThat(JSON.readTree(first.message().toolCalls().get(i).arguments()))
          .isEqualTo(JSON.readTree(calls.get(i).arguments()));
    }
    JsonNode told = server.requests().getFirst().body().path("tools").path(0);
    JsonNode sent =
        provider == Provider.OPENAI
            ? told.path("function").path("parameters")
            : told.path("input_schema");
    assertThat(sent.path("properties")).isEqualTo(schema.path("properties"));
    assertThat(sent.path("required")).isEqualTo(schema.path("required"));

    ask(
        provider,
        new ChatRequest(
            List.of(
                new SystemMessage("be brief"),
                new UserMessage("read both"),
                first.message(),
                new ToolResultMessage("call_1", "read", "alpha", false),
                new ToolResultMessage("call_2", "read", "no such file", true)),
            List.of(tool),
            options(stream)));

    String second = server.requests().get(1).body().path("messages").toString();
    assertThat(second).contains("call_1", "alpha", "call_2", "no such file", "a.txt");
  }

  /// Some servers put several calls into one chunk, of which the library takes the first only.
  @Test
  void takesAllCallsOfAChunk() {
    server.then(
        new Raw(
            "text/event-stream",
            """
            data: {"id":"1","model":"m","choices":[{"index":0,"delta":{"tool_calls":[\
            {"index":0,"id":"a","type":"function","function":{"name":"one","arguments":"{}"}},\
            {"index":1,"id":"b","type":"function","function":{"name":"two","arguments":"{}"}}]}}]}

            data: {"id":"1","model":"m","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}

            data: [DONE]

            """));

    assertThat(ask(Provider.OPENAI, hello(true)).message().toolCalls())
        .extracting(ToolCall::name)
        .containsExactly("one", "two");
  }

  @ParameterizedTest
  @MethodSource("ways")
  void waitsAsLongAsItIsTold(Provider provider, boolean stream) {
    server.then(
        new Refuse(429, Map.of("retry-after", "1"), "{\"error\":{\"type\":\"rate_limit_error\"}}"),
        new Refuse(
            529, Map.of("retry-after-ms", "20"), "{\"error\":{\"type\":\"overloaded_error\"}}"),
        new Say("at last"));

    ChatAnswer answer = ask(provider, hello(stream));

    assertThat(answer.text()).isEqualTo("at last");
    assertThat(answer.attempts()).isEqualTo(3);
    assertThat(retries)
        .containsExactly("1 HTTP 429 rate_limit_error PT1S", "2 HTTP 529 overloaded_error PT0.02S");
  }

  @ParameterizedTest
  @MethodSource("ways")
  void givesUp(Provider provider, boolean stream) {
    server.otherwise(_ -> new Refuse(500, "api_error"));

    ClewError error = failure(provider, stream);

    assertThat(error.code()).isEqualTo(ErrorCode.E113);
    assertThat(error.detail())
        .contains("quick of " + provider.label(), "HTTP 500 api_error, after 3 attempts.");
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void doesNotWaitForHours() {
    server.otherwise(_ -> new Refuse(429, Map.of("retry-after", "7200"), ""));

    assertThat(failure(Provider.OPENAI, true).detail())
        .contains("HTTP 429; it asks to wait 7200 s.");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void moneyDoesNotComeByWaiting() {
    server.otherwise(
        _ ->
            new Refuse(
                429,
                Map.of(),
                "{\"error\":{\"type\":\"insufficient_quota\",\"code\":\"insufficient_quota\"}}"));

    assertThat(failure(Provider.OPENAI, true).detail()).contains("insufficient_quota");
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aRefusalIsFinalAndSaysNothingOfTheContent(Provider provider, boolean stream) {
    String body =
        "{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"key %s, prompt hello\"}}"
            .formatted(KEY);
    server.otherwise(_ -> new Refuse(401, Map.of(), body));

    ClewError error = failure(provider, stream);

    assertThat(error.code()).isEqualTo(ErrorCode.E112);
    assertThat(error.detail()).endsWith(": HTTP 401 invalid_request_error.");
    assertThat(error).hasNoCause();
    assertThat(server.requests()).hasSize(1);
    assertThatThrownBy(
            () ->
                model(provider, server.address(), true)
                    .chat(hello(stream), ChatListener.NONE, new Cancellation()))
        .hasMessageEndingWith(": HTTP 401 invalid_request_error. key [REDACTED], prompt hello");
  }

  @ParameterizedTest
  @MethodSource("ways")
  void anAnswerOfAnotherFormatIsAnError(Provider provider, boolean stream) {
    server.otherwise(_ -> new Raw("text/html", "<html>secret words</html>"));

    ClewError error = failure(provider, stream);

    assertThat(error.code()).isEqualTo(ErrorCode.E114);
    assertThat(error.detail()).doesNotContain("secret words");
    assertThat(error).hasNoCause();
  }

  @ParameterizedTest
  @EnumSource
  void aMalformedEventIsAnError(Provider provider) {
    server.otherwise(
        _ -> new Raw("text/event-stream", "event: message_start\ndata: {\"secret words\n\n"));

    ClewError error = failure(provider, true);

    assertThat(error.code()).isEqualTo(ErrorCode.E114);
    assertThat(error.detail()).doesNotContain("secret words");
  }

  @ParameterizedTest
  @EnumSource
  void aBrokenStreamIsAnErrorAndNotAskedForAgain(Provider provider) {
    server.otherwise(_ -> new Cut("half of"));

    ClewError error = failure(provider, true);

    assertThat(error.code()).isEqualTo(ErrorCode.E114);
    assertThat(error.detail()).contains("the answer began, but it was cut off");
    assertThat(String.join("", pieces)).isEqualTo("half of");
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void aStreamThatEndsEarlyIsAnError(Provider provider) {
    server.otherwise(_ -> new Short("half of"));

    assertThat(failure(provider, true).detail()).contains("the stream ended before the answer did");
  }

  @ParameterizedTest
  @EnumSource
  void anErrorInAStreamIsOne(Provider provider) {
    server.then(new ErrorEvent("", "overloaded_error"), new Say("at last"));
    assertThat(ask(provider, hello(true)).attempts()).isEqualTo(2);

    pieces.clear();
    server.then(new ErrorEvent("half", "overloaded_error"));
    assertThat(failure(provider, true).code()).isEqualTo(ErrorCode.E113);
    assertThat(pieces).containsExactly("half");
  }

  @Test
  void nobodyThereIsTried() throws IOException {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    var model = model(Provider.OPENAI, URI.create("http://127.0.0.1:" + port + "/v1"), false);

    assertThatThrownBy(() -> model.chat(hello(true), listener(), new Cancellation()))
        .isInstanceOfSatisfying(
            ClewError.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.E111))
        .hasMessageContaining("connection refused, after 3 attempts");
    assertThat(retries).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aCancellationEndsTheExchange(Provider provider, boolean stream) throws Exception {
    server.then(new Silence("half of"));
    var cancellation = new Cancellation();
    var asked =
        CompletableFuture.runAsync(
            () ->
                model(provider, server.address(), false)
                    .chat(hello(stream), ChatListener.NONE, cancellation));
    server.awaitSilence();
    cancellation.cancel();

    assertThatThrownBy(asked::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(CancellationException.class);
  }

  @Test
  void aCancellationEndsTheWait() throws Exception {
    server.otherwise(_ -> new Refuse(429, Map.of("retry-after", "5"), ""));
    var cancellation = new Cancellation();
    var waiting = new CompletableFuture<Void>();
    var asked =
        CompletableFuture.runAsync(
            () ->
                model(Provider.OPENAI, server.address(), false)
                    .chat(
                        hello(true),
                        new ChatListener() {
                          @Override
                          public void onRetry(int attempt, String reason, Duration wait) {
                            waiting.complete(null);
                          }
                        },
                        cancellation));
    waiting.join();
    cancellation.cancel();

    assertThatThrownBy(asked::join).hasCauseInstanceOf(CancellationException.class);
  }

  @Test
  void aTimeoutEndsTheExchange() {
    server.otherwise(_ -> new Silence("half of"));
    var request =
        ChatRequest.of(null, "hello", new Options(null, null, true, Duration.ofSeconds(1)));

    assertThatThrownBy(() -> ask(Provider.OPENAI, request))
        .hasMessageContaining("it did not end in time");
  }

  @Test
  void theConversationIsWrittenAndRead() {
    List<Message> messages =
        List.of(
            new SystemMessage("be brief"),
            new UserMessage("hello\n\"you\""),
            new AssistantMessage("", List.of(new ToolCall("1", "read", "{\"path\":\"a\"}"))),
            new ToolResultMessage("1", "read", "no", true),
            new AssistantMessage("done", List.of()));

    assertThat(MessageJson.read(MessageJson.write(messages))).isEqualTo(messages);
  }
}
