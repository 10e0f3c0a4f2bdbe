package dev.clew.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.agent.AgentResult.End;
import dev.clew.agent.Asker.Answer;
import dev.clew.agent.Asker.Scope;
import dev.clew.config.Egress;
import dev.clew.config.ModelSettings.Price;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.model.Cancellation;
import dev.clew.model.ChatRequest.Options;
import dev.clew.model.ModelCalls;
import dev.clew.model.ModelEndpoint;
import dev.clew.model.Prices;
import dev.clew.model.Provider;
import dev.clew.model.ProviderModel;
import dev.clew.model.RetryPolicy;
import dev.clew.model.ScriptedProvider;
import dev.clew.model.ScriptedProvider.Refuse;
import dev.clew.model.ScriptedProvider.Say;
import dev.clew.model.ScriptedProvider.Silence;
import dev.clew.model.TokenUsage;
import dev.clew.model.ToolCall;
import dev.clew.redaction.Redaction;
import dev.clew.telemetry.RecordedSpans;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Agents whose model is a server that speaks a provider's format.
class AgentTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY = "sk-proj-4f8a6b2c9d1e7f3a5b8c";

  @TempDir Path workspace;

  private ScriptedProvider server;
  private final RecordedSpans spans = new RecordedSpans();
  private final Cancellation cancellation = new Cancellation();
  private final List<AgentTranscript> transcripts = new CopyOnWriteArrayList<>();
  private List<AgentTool> tools;
  private Permissions permissions =
      Permissions.of(List.of("allow *"), Asker.NOBODY, PermissionMemory.NONE);
  private AgentLimits limits = AgentLimits.DEFAULT;
  private Provider provider = Provider.OPENAI;
  private AgentTranscript resume;
  private long window = 100_000;
  private boolean capture;
  private boolean streaming = true;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedProvider();
    tools = FileTools.of(workspace);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private AgentResult run() {
    return run(Context.root());
  }

  private AgentResult run(Context parent) {
    var model =
        new ProviderModel(
            "quick",
            new ModelEndpoint(provider, server.address(), KEY, Egress.DIRECT),
            new RetryPolicy(2, Duration.ofMillis(1), Duration.ofSeconds(1)),
            capture,
            Clock.systemUTC());
    var calls =
        new ModelCalls(
            spans,
            new Redaction(List.of()),
            capture,
            new Prices(Map.of("quick", new Price(1, 10, 1, 1))),
            Clock.systemUTC());
    var request =
        new AgentRequest(
            "session-1",
            "coder",
            model,
            "you write code",
            "the PROMPT",
            tools,
            permissions,
            limits,
            new Options(null, null, streaming, Duration.ofSeconds(20)),
            window,
            resume);
    return new Agent(calls).run(request, parent, listener(), cancellation);
  }

  private AgentListener listener() {
    return new AgentListener() {
      @Override
      public void onTranscript(AgentTranscript transcript) {
        transcripts.add(transcript);
      }
    };
  }

  private static ToolCall call(String id, String tool, String... arguments) {
    ObjectNode object = JSON.createObjectNode();
    for (int i = 0; i < arguments.length; i += 2) {
      object.put(arguments[i], arguments[i + 1]);
    }
    return new ToolCall(id, tool, object.toString());
  }

  private static String text(SpanData span, String key) {
    return span.getAttributes().get(AttributeKey.stringKey(key));
  }

  /// What the model was told of a call, in its latest request.
  private String told() {
    return server.requests().getLast().body().path("messages").toString();
  }

  @ParameterizedTest
  @EnumSource
  void worksInTurnsUntilItIsDone(Provider api) throws IOException {
    provider = api;
    Files.writeString(workspace.resolve("a.txt"), "the CONTENT");
    server.then(
        new Say("I look", call("1", "read_file", "path", "a.txt")),
        new Say("I write", call("2", "write_file", "path", "sub/b.txt", "content", "new")),
        new Say("done"));

    AgentResult result = run();

    assertThat(result.end()).isEqualTo(End.DONE);
    assertThat(result.text()).isEqualTo("done");
    assertThat(result.turns()).isEqualTo(3);
    assertThat(result.usage()).isEqualTo(new TokenUsage(36, 21));
    assertThat(result.costUsd()).isEqualTo((36 + 210) / 1e6);
    assertThat(workspace.resolve("sub/b.txt")).hasContent("new");
    assertThat(told()).contains("the PROMPT", "the CONTENT", "3 bytes were written");
    assertThat(transcripts).hasSize(5);
  }

  @Test
  void spansAreATree() throws IOException {
    Files.writeString(workspace.resolve("a.txt"), "the CONTENT");
    server.then(new Say("I look", call("1", "read_file", "path", "a.txt")), new Say("the ANSWER"));
    Span parent = spans.startSpan("node:x", Context.root(), Attributes.empty(), Instant.now());

    run(Context.root().with(parent));

    List<SpanData> turns = spans.named("clew.turn");
    assertThat(turns).hasSize(2);
    for (int i = 0; i < 2; i++) {
      SpanData turn = turns.get(i);
      assertThat(turn.getParentSpanId()).isEqualTo(parent.getSpanContext().getSpanId());
      assertThat(text(turn, "session_id")).isEqualTo("session-1");
      assertThat(text(turn, "agent_type")).isEqualTo("coder");
      assertThat(turn.getAttributes().get(AgentSpans.TURN_INDEX)).isEqualTo(i);
      assertThat(turn.getAttributes().get(AgentSpans.STREAMING)).isTrue();
      assertThat(turn.getAttributes().get(AgentSpans.CANCELLED)).isFalse();
      assertThat(spans.named("gen_ai.chat").get(i).getParentSpanId()).isEqualTo(turn.getSpanId());
    }
    SpanData tool = spans.named("clew.tool").getFirst();
    assertThat(tool.getParentSpanId()).isEqualTo(turns.getFirst().getSpanId());
    assertThat(text(tool, "tool.name")).isEqualTo("read_file");
    assertThat(text(tool, "tool.plugin_type")).isEqualTo("builtin");
    assertThat(tool.getAttributes().get(AgentSpans.SUCCESS)).isTrue();
    assertThat(tool.getAttributes().get(AgentSpans.DURATION)).isPositive();
    SpanData permission = spans.named("clew.permission_check").getFirst();
    assertThat(permission.getParentSpanId()).isEqualTo(tool.getSpanId());
    assertThat(text(permission, "permission.tool")).isEqualTo("read_file");
    assertThat(text(permission, "permission.decision")).isEqualTo("allow");
    assertThat(text(permission, "permission.scope")).isEqualTo("always");
    assertThat(text(permission, "permission.source")).isEqualTo("rule");
    assertThat(spans.all().toString())
        .doesNotContain("PROMPT", "CONTENT", "ANSWER", "a.txt", "I look", "you write", KEY);
  }

  @Test
  void theContentIsRecordedWhereItIsWanted() throws IOException {
    capture = true;
    Files.writeString(workspace.resolve("a.txt"), "the CONTENT, password=hunter2hunter2");
    server.then(new Say("I look", call("1", "read_file", "path", "a.txt")), new Say("the ANSWER"));

    run();

    assertThat(spans.all().toString())
        .contains("PROMPT", "CONTENT", "ANSWER", "a.txt", "you write")
        .doesNotContain("hunter2", KEY);
    assertThat(text(spans.named("clew.tool").getFirst(), "gen_ai.tool.call.result"))
        .contains("the CONTENT");
  }

  /// 32 tools that are all under way at once, and end in any order.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
  void parallelToolsStayUnderTheirTurn(long seed) {
    var random = new Random(seed);
    var together = new CyclicBarrier(32);
    int[] waits = IntStream.range(0, 96).map(_ -> random.nextInt(4)).toArray();
    tools =
        List.of(
            new Probe(
                "probe",
                arguments -> {
                  int number = arguments.path("n").asInt();
                  together.await(20, TimeUnit.SECONDS);
                  TimeUnit.MILLISECONDS.sleep(waits[number]);
                  return "result " + number;
                }));
    for (int turn = 0; turn < 3; turn++) {
      int first = 32 * turn;
      ToolCall[] calls =
          IntStream.range(first, first + 32)
              .mapToObj(n -> call("call-" + n, "probe", "n", Integer.toString(n)))
              .toArray(ToolCall[]::new);
      server.then(new Say("", calls));
    }
    server.then(new Say("done"));

    assertThat(run().turns()).isEqualTo(4);

    List<SpanData> turns = spans.named("clew.turn");
    List<SpanData> found = spans.named("clew.tool");
    assertThat(found).hasSize(96);
    assertThat(spans.named("clew.permission_check"))
        .hasSize(96)
        .extracting(SpanData::getParentSpanId)
        .containsExactlyInAnyOrderElementsOf(found.stream().map(SpanData::getSpanId).toList());
    for (SpanData tool : found) {
      int number = Integer.parseInt(text(tool, "gen_ai.tool.call.id").substring(5));
      SpanData turn = turns.get(number / 32);
      assertThat(tool.getParentSpanId()).isEqualTo(turn.getSpanId());
      assertThat(tool.getStartEpochNanos()).isGreaterThanOrEqualTo(turn.getStartEpochNanos());
      assertThat(tool.getEndEpochNanos()).isLessThanOrEqualTo(turn.getEndEpochNanos());
    }
    var messages = server.requests().getLast().body().path("messages");
    List<String> results = new ArrayList<>();
    messages.forEach(
        each -> {
          if (each.path("role").asText().equals("tool")) {
            results.add(each.path("tool_call_id").asText() + " " + each.path("content").asText());
          }
        });
    assertThat(results)
        .isEqualTo(IntStream.range(0, 96).mapToObj(n -> "call-" + n + " result " + n).toList());
  }

  @Test
  void whatIsNotPermittedIsDenied() {
    permissions =
        Permissions.of(List.of("deny write_file(secrets/*)"), Asker.NOBODY, PermissionMemory.NONE);
    server.then(
        new Say(
            "",
            call("1", "write_file", "path", "other.txt", "content", "x"),
            call("2", "write_file", "path", "./a/../secrets/key", "content", "x")),
        new Say("done"));

    run();

    assertThat(told()).contains("the call was not permitted");
    assertThat(workspace).isEmptyDirectory();
    assertThat(spans.named("clew.permission_check"))
        .extracting(
            each ->
                text(each, "permission.decision")
                    + " "
                    + text(each, "permission.scope")
                    + " "
                    + text(each, "permission.source"))
        .containsExactlyInAnyOrder("deny once no_terminal", "deny always rule");
    assertThat(spans.named("clew.tool"))
        .extracting(each -> text(each, "error.type"))
        .containsOnly("denied");
  }

  @Test
  void anAnswerForTheSessionIsAskedForOnce() {
    List<String> questions = new CopyOnWriteArrayList<>();
    permissions =
        new Permissions(
            List.of(PermissionRule.parse("ask write_file")),
            (question, _) -> {
              questions.add(
                  question.agent() + " " + question.use().tool() + " " + question.use().subject());
              return new Answer(true, Scope.SESSION);
            },
            PermissionMemory.NONE);
    ToolCall[] calls =
        IntStream.range(0, 8)
            .mapToObj(i -> call("c" + i, "write_file", "path", "a.txt", "content", "x"))
            .toArray(ToolCall[]::new);
    server.then(new Say("", calls), new Say("done"));

    run();

    assertThat(questions).containsExactly("coder write_file a.txt");
    assertThat(spans.named("clew.permission_check"))
        .extracting(each -> text(each, "permission.scope"))
        .containsOnly("session");
    assertThat(transcripts.getLast().learned()).hasToString("[allow write_file(a.txt)]");
  }

  @ParameterizedTest
  @EnumSource
  void aMistakeOfTheModelIsTold(Provider api) {
    provider = api;
    server.then(
        new Say(
            "",
            call("1", "the_made_up_SECRET"),
            new ToolCall("2", "read_file", "{\"path\":"),
            call("3", "read_file"),
            call("4", "read_file", "path", "missing.txt")),
        new Say("done"));

    run();

    assertThat(told())
        .contains(
            "there is no such tool",
            "the arguments are no JSON object",
            "the argument path is missing",
            "there is no such file or directory");
    assertThat(spans.named("clew.tool"))
        .extracting(each -> text(each, "error.type"))
        .containsExactlyInAnyOrder(
            "unknown_tool", "malformed_arguments", "malformed_arguments", "tool_error");
    assertThat(spans.all().toString()).doesNotContain("SECRET", "missing.txt");
  }

  @Test
  void turnsAreLimited() {
    limits = new AgentLimits(2, 1000, null, Duration.ofMinutes(1));
    server.otherwise(_ -> new Say("on", call("1", "list_files", "path", ".")));

    AgentResult result = run();

    assertThat(result.end()).isEqualTo(End.TURNS);
    assertThat(result.turns()).isEqualTo(2);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void tokensAndCostAreLimited() {
    server.otherwise(_ -> new Say("on", call("1", "list_files", "path", ".")));

    limits = new AgentLimits(100, 50, null, Duration.ofMinutes(1));
    assertThat(run())
        .extracting(AgentResult::end, AgentResult::turns)
        .containsExactly(End.TOKENS, 3);
    limits = new AgentLimits(100, 5000, 0.0001, Duration.ofMinutes(1));
    assertThat(run()).extracting(AgentResult::end, AgentResult::turns).containsExactly(End.COST, 2);
  }

  @Test
  void timeIsLimited() {
    limits = new AgentLimits(100, 5000, null, Duration.ofMillis(300));
    server.then(new Silence("half"));

    assertThat(run().end()).isEqualTo(End.TIME);
    assertThat(spans.named("clew.turn").getFirst().getAttributes().get(AgentSpans.CANCELLED))
        .isTrue();
  }

  @Test
  void aCancellationReachesTheTools() throws Exception {
    var under = new CompletableFuture<Void>();
    tools =
        List.of(
            new Probe(
                "probe",
                _ -> {
                  under.complete(null);
                  new Cancellation().pause(Duration.ofMillis(200));
                  return "late";
                }));
    server.then(new Say("", call("1", "probe"), call("2", "probe")));
    CompletableFuture<AgentResult> result = CompletableFuture.supplyAsync(this::run);
    under.get();
    cancellation.cancel();

    assertThat(result.get().end()).isEqualTo(End.CANCELLED);
    assertThat(server.requests()).hasSize(1);
  }

  /// What was done is not done again, and what was not is done first.
  @Test
  void goesOnFromEachTranscript() throws IOException {
    List<String> made = new CopyOnWriteArrayList<>();
    tools =
        List.of(
            new Probe(
                "probe",
                arguments -> {
                  made.add(arguments.path("n").asText());
                  return "result " + arguments.path("n").asText();
                }));
    server.then(
        new Say("a", call("1", "probe", "n", "1")),
        new Say("b", call("2", "probe", "n", "2")),
        new Say("done"));
    AgentResult undisturbed = run();
    String conversation = told();
    List<AgentTranscript> kept = List.copyOf(transcripts);
    assertThat(kept).hasSize(5);

    for (int i = 0; i < kept.size(); i++) {
      made.clear();
      resume = AgentTranscript.of(JSON.readTree(kept.get(i).json().toString()));
      assertThat(resume).isEqualTo(kept.get(i));
      List<Say> script = List.of(new Say("b", call("2", "probe", "n", "2")), new Say("done"));
      script.subList(Math.min(resume.turns() - 1, 2), 2).forEach(server::then);

      AgentResult result = run();

      assertThat(result).isEqualTo(undisturbed);
      assertThat(made)
          .isEqualTo(
              List.of(List.of("1", "2"), List.of("2"), List.of("2"), List.of(), List.of()).get(i));
      assertThat(told()).isEqualTo(conversation);
    }
  }

  @Test
  void aTranscriptOfAnotherKindIsAnError() {
    assertThatThrownBy(() -> AgentTranscript.of(JSON.createObjectNode()))
        .isInstanceOfSatisfying(
            ClewError.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.E119));
  }

  @Test
  void oldResultsAreLeftOutWhenTheWindowFills() throws IOException {
    window = 5500;
    for (int i = 0; i < 8; i++) {
      Files.writeString(workspace.resolve(i + ".txt"), ("line " + i + "\n").repeat(300));
      server.then(
          new Say(
              "I read " + i,
              List.of(call("c" + i, "read_file", "path", i + ".txt")),
              new TokenUsage(0, 0)));
    }
    server.then(new Say("done"));

    AgentResult result = run();

    assertThat(result.end()).isEqualTo(End.DONE);
    assertThat(told())
        .contains("[an old result was left out here]", "line 7")
        .doesNotContain("line 0");
    SpanData gc = spans.named("clew.gc").getFirst();
    assertThat(text(gc, "gc.plugin")).isEqualTo("tool_results");
    assertThat(text(gc, "gc.trigger_reason")).isEqualTo("context_window");
    assertThat(gc.getAttributes().get(AgentSpans.TOKENS_FREED)).isPositive();
    assertThat(spans.named("clew.turn"))
        .extracting(SpanData::getSpanId)
        .contains(gc.getParentSpanId());
  }

  @ParameterizedTest
  @EnumSource
  void aSummaryTakesThePlaceOfALongConversation(Provider api) {
    provider = api;
    window = 2000;
    server.otherwise(
        body ->
            body.toString().contains("Summarize the work")
                ? new Say("the SUMMARY")
                : body.toString().contains("the SUMMARY")
                    ? new Say("done")
                    : new Say(
                        "words ".repeat(150),
                        List.of(call("c" + body.toString().length(), "list_files", "path", ".")),
                        new TokenUsage(0, 0)));

    AgentResult result = run();

    assertThat(result.end()).isEqualTo(End.DONE);
    assertThat(told())
        .contains("the PROMPT", "A summary of what has been done so far", "the SUMMARY");
    SpanData gc = spans.named("clew.gc").getFirst();
    assertThat(text(gc, "gc.plugin")).isEqualTo("summary");
    assertThat(spans.named("gen_ai.chat"))
        .extracting(SpanData::getParentSpanId)
        .contains(gc.getSpanId());
  }

  @Test
  void aRefusalForItsLengthIsCompactedOnce() {
    server.then(
        new Say("a", call("1", "list_files", "path", ".")),
        new Refuse(
            400,
            Map.of(),
            "{\"error\":{\"type\":\"invalid_request_error\",\"code\":\"context_length_exceeded\"}}"),
        new Say("done"));

    assertThat(run().end()).isEqualTo(End.DONE);
    assertThat(text(spans.named("clew.gc").getFirst(), "gc.trigger_reason"))
        .isEqualTo("provider_refused");
  }

  @Test
  void aFailureOfTheModelIsOneOfTheAgent() {
    streaming = false;
    server.then(
        new Say("a", call("1", "list_files", "path", ".")),
        new Refuse(401, "authentication_error"));

    assertThatThrownBy(this::run)
        .isInstanceOfSatisfying(
            ClewError.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.E112));
    assertThat(text(spans.named("clew.turn").getLast(), "error.type")).isEqualTo("E112");
    assertThat(transcripts).hasSize(2);
  }

  @Test
  void whatDoesNotFitTogetherIsAnError() {
    limits = new AgentLimits(1, 1, 1.0, Duration.ofSeconds(1));
    tools = List.of(new Probe("same", _ -> ""), new Probe("same", _ -> ""));
    assertThatThrownBy(this::run).hasMessage("two tools have the name same.");
    assertThatThrownBy(() -> new AgentLimits(0, 1, null, Duration.ofSeconds(1)))
        .isInstanceOf(ClewError.class);
  }
}
