package dev.clew.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.config.Egress;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.model.Cancellation;
import dev.clew.model.GenAi;
import dev.clew.model.ToolSpec;
import dev.clew.posix.Inherited;
import dev.clew.posix.Libc;
import dev.clew.redaction.Redaction;
import dev.clew.telemetry.RecordedSpans;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Servers that are processes, and servers behind HTTP.
class McpCallsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path directory;

  private final RecordedSpans spans = new RecordedSpans();
  private final Cancellation cancellation = new Cancellation();
  private TinyHttpServer http;
  private McpServer server;

  enum Way {
    PROCESS,
    JSON,
    EVENTS
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
    if (http != null) {
      http.close();
    }
  }

  private McpCalls calls(boolean capture) {
    return new McpCalls(
        spans,
        new Redaction(List.of()),
        capture,
        "1.0",
        McpCalls.spawning(new Libc(), Inherited.NOTHING),
        Clock.systemUTC());
  }

  private McpServerSpec spec(Way way) throws IOException {
    if (way == Way.PROCESS) {
      return process();
    }
    http = new TinyHttpServer(way == Way.EVENTS);
    return http("/mcp");
  }

  private McpServerSpec http(String path) {
    return new McpServerSpec.Http(
        "tiny",
        http.address(path),
        Map.of("authorization", "Bearer tiny-key"),
        Egress.DIRECT,
        SOON);
  }

  private McpServerSpec process(String... flags) {
    return new McpServerSpec.Stdio(
        "tiny", TinyServer.command(flags), System.getenv(), directory, SOON);
  }

  private McpServer open(McpServerSpec spec) {
    server = calls(false).open(spec, Context.root(), cancellation);
    return server;
  }

  private McpResult call(boolean capture, String tool, ObjectNode arguments) {
    return calls(capture).call(server, tool, arguments, SOON, Context.root(), cancellation);
  }

  private static ObjectNode arguments(String text) {
    return JSON.createObjectNode().put("text", text);
  }

  @ParameterizedTest
  @EnumSource
  void listsAllPagesWithSchemasAsTheyAre(Way way) throws IOException {
    List<ToolSpec> tools = open(spec(way)).tools(SOON, cancellation);

    assertThat(tools).extracting(ToolSpec::name).containsExactly("echo", "odd");
    assertThat(tools.getFirst().description()).isEqualTo("says it again");
    assertThat(tools.getFirst().schema().at("/properties/text/pattern").asText())
        .isEqualTo("^[a-z ]+$");
  }

  @ParameterizedTest
  @EnumSource
  void callsATool(Way way) throws IOException {
    open(spec(way));

    McpResult result = call(false, "echo", arguments("the WORD"));

    assertThat(result.text()).isEqualTo("the WORD");
    assertThat(result.error()).isFalse();
    SpanData span = spans.only();
    assertThat(span.getName()).isEqualTo("mcp.call tiny/echo");
    assertThat(text(span, "mcp.method.name")).isEqualTo("tools/call");
    assertThat(text(span, "gen_ai.tool.name")).isEqualTo("echo");
    assertThat(text(span, "gen_ai.operation.name")).isEqualTo("execute_tool");
    assertThat(text(span, "mcp.protocol.version")).isEqualTo("2025-06-18");
    assertThat(text(span, "network.transport")).isEqualTo(way == Way.PROCESS ? "pipe" : "tcp");
    assertThat(span.toString()).doesNotContain("WORD", "tiny-key", "session-1");
  }

  private static String text(SpanData span, String key) {
    return span.getAttributes().get(AttributeKey.stringKey(key));
  }

  @ParameterizedTest
  @EnumSource
  void theContentIsRecordedWhereItIsWanted(Way way) throws IOException {
    open(spec(way));

    var _ = call(true, "echo", arguments("the WORD, password=hunter2hunter2"));

    SpanData span = spans.only();
    assertThat(text(span, "gen_ai.tool.call.arguments")).contains("the WORD");
    assertThat(text(span, "gen_ai.tool.call.result"))
        .contains("the WORD")
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @EnumSource
  void theTraceGoesAlong(Way way) throws IOException {
    open(spec(way));

    McpResult result = call(false, "meta", JSON.createObjectNode());

    SpanData span = spans.only();
    assertThat(JSON.readTree(result.text()).path("traceparent").asText())
        .isEqualTo("00-" + span.getTraceId() + "-" + span.getSpanId() + "-01");
  }

  @ParameterizedTest
  @EnumSource
  void aToolMayFail(Way way) throws IOException {
    open(spec(way));

    McpResult result = call(false, "fail", JSON.createObjectNode());

    assertThat(result.error()).isTrue();
    assertThat(result.text()).isEqualTo("the disk is full");
    assertThat(spans.only().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(spans.only().getAttributes().get(GenAi.ERROR_TYPE)).isEqualTo("tool_error");
    assertThat(spans.only().toString()).doesNotContain("disk");
  }

  @Test
  void resultsAreMoreThanText() throws IOException {
    open(spec(Way.JSON));

    assertThat(call(false, "image", JSON.createObjectNode()).text())
        .isEqualTo("look\n[image image/png]");
    McpResult structured = call(false, "structured", JSON.createObjectNode());
    assertThat(structured.structured().path("items").asInt()).isEqualTo(3);
    assertThat(structured.text()).isEqualTo("{\"items\":3}");
  }

  @ParameterizedTest
  @EnumSource
  void aServerMayRefuse(Way way) throws IOException {
    open(spec(way));

    ClewError error =
        catchThrowableOfType(ClewError.class, () -> call(false, "refuse", arguments("the WORD")));

    assertThat(error.code()).isEqualTo(ErrorCode.E117);
    assertThat(error.detail()).isEqualTo("tiny: tools/call refuse: JSON-RPC error -32602.");
    assertThat(spans.only().getAttributes().get(GenAi.ERROR_TYPE)).isEqualTo("E117");
  }

  @ParameterizedTest
  @EnumSource
  void aTimeoutIsAnError(Way way) throws IOException {
    open(spec(way));

    assertThatThrownBy(
            () ->
                calls(false)
                    .call(
                        server,
                        "silence",
                        JSON.createObjectNode(),
                        Duration.ofMillis(200),
                        Context.root(),
                        cancellation))
        .isInstanceOfSatisfying(
            ClewError.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.E116))
        .hasMessage("tiny: tools/call silence: no answer within 0.2 s.");
    assertThat(call(false, "echo", arguments("still here")).text()).isEqualTo("still here");
  }

  @ParameterizedTest
  @EnumSource
  void aCancellationEndsACall(Way way) throws Exception {
    open(spec(way));
    var mine = new Cancellation();
    var called =
        CompletableFuture.runAsync(
            () ->
                calls(false)
                    .call(server, "silence", JSON.createObjectNode(), SOON, Context.root(), mine));
    TimeUnit.MILLISECONDS.sleep(100);
    mine.cancel();

    assertThatThrownBy(called::join).hasCauseInstanceOf(CancellationException.class);
    assertThat(spans.only().getAttributes().get(GenAi.ERROR_TYPE)).isEqualTo("cancelled");
    assertThat(call(false, "echo", arguments("still here")).text()).isEqualTo("still here");
  }

  @ParameterizedTest
  @EnumSource
  void manyCallsAtOnce(Way way) throws IOException {
    open(spec(way));

    List<CompletableFuture<String>> calls =
        IntStream.range(0, 64)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> call(false, "echo", arguments("number " + i)).text()))
            .toList();

    for (int i = 0; i < 64; i++) {
      assertThat(calls.get(i).join()).isEqualTo("number " + i);
    }
  }

  @Test
  void noiseAndQuestionsDoNotDisturb() throws IOException {
    open(process("noise"));

    assertThat(call(false, "echo", arguments("hello")).text()).isEqualTo("hello");
    assertThat(Files.readString(directory.resolve("heard")))
        .contains("{\"jsonrpc\":\"2.0\",\"id\":\"b\",\"result\":{}}")
        .contains("{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"error\":{\"code\":-32601,");
  }

  @Test
  void aServerThatDiesAtOnceIsToldWithItsLastWords() {
    ClewError error = catchThrowableOfType(ClewError.class, () -> open(process("die")));

    assertThat(error.code()).isEqualTo(ErrorCode.E115);
    assertThat(error.detail())
        .startsWith("tiny: the server's process has ended. It wrote:\n")
        .endsWith("\nno licence")
        .doesNotContain("hunter2");
  }

  @Test
  void aServerThatIsNotThereIsAnError() {
    var missing =
        new McpServerSpec.Stdio(
            "tiny", List.of("no-such-program-at-all"), System.getenv(), null, SOON);

    assertThatThrownBy(() -> open(missing))
        .hasMessage("tiny: no-such-program-at-all is not found.");
  }

  @Test
  void aServerThatSaysNothingIsAnError() {
    var mute =
        new McpServerSpec.Stdio(
            "tiny", TinyServer.command("mute"), System.getenv(), null, Duration.ofMillis(1500));

    assertThatThrownBy(() -> open(mute)).hasMessageStartingWith("tiny: not ready within 1.5 s.");
  }

  @Test
  void aServerThatCrashesIsAnError() {
    open(process());

    assertThatThrownBy(() -> call(false, "crash", JSON.createObjectNode()))
        .hasMessage("tiny: tools/call crash: the server's process has ended.");
    assertThatThrownBy(() -> call(false, "echo", arguments("hello")))
        .hasMessage("tiny: tools/call echo: the server's process has ended.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"quiet", "stubborn"})
  void nothingOfAProcessIsLeft(String flag) throws Exception {
    open(process(flag, "offspring"));
    long child = Long.parseLong(Files.readString(directory.resolve("offspring")));
    long parent = ProcessHandle.of(child).orElseThrow().parent().orElseThrow().pid();

    server.close();

    assertThat(ProcessHandle.of(parent)).isEmpty();
    for (int i = 0; i < 200 && isRunning(child); i++) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertThat(isRunning(child)).isFalse();
  }

  /// A process that nobody reaps is there, and does nothing.
  private static boolean isRunning(long pid) throws IOException {
    Path stat = Path.of("/proc/" + pid + "/stat");
    return Files.exists(stat) && !Files.readString(stat).contains(") Z ");
  }

  @Test
  void aSessionIsKeptAndEnded() throws IOException {
    open(spec(Way.EVENTS));
    var _ = call(false, "echo", arguments("hello"));
    server.close();

    assertThat(http.seen())
        .containsExactly(
            "initialize null null Bearer tiny-key",
            "notifications/initialized session-1 2025-06-18 Bearer tiny-key",
            "tools/call session-1 2025-06-18 Bearer tiny-key",
            "DELETE session-1 2025-06-18 Bearer tiny-key");
  }

  @Test
  void aRefusalOfTheSessionIsAnError() throws IOException {
    http = new TinyHttpServer(false);

    assertThatThrownBy(() -> open(http("/locked"))).hasMessage("tiny: HTTP 401.");
    assertThatThrownBy(
            () ->
                open(
                    new McpServerSpec.Http(
                        "gone",
                        URI.create("http://127.0.0.1:1/mcp"),
                        Map.of(),
                        Egress.DIRECT,
                        SOON)))
        .hasMessage("gone: connection refused.");
  }
}
