package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.functional.Program.Ended;
import dev.clew.model.ScriptedProvider;
import dev.clew.model.ScriptedProvider.Refuse;
import dev.clew.model.ScriptedProvider.Say;
import dev.clew.model.ToolCall;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The workflows in `examples`, with models that answer by a script in the real formats.
class ExampleWorkflowsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY = "sk-aVeryLongKeyThatNobodyMaySee1234567890";

  @TempDir Path home;

  private ScriptedProvider models;
  private Program clew;

  @BeforeEach
  void start() throws IOException {
    models = new ScriptedProvider();
    clew =
        new Program(home)
            .with("OPENAI_BASE_URL", models.address().toString())
            .with("OPENAI_API_KEY", KEY);
  }

  @AfterEach
  void end() {
    models.close();
  }

  private void copy(String example) throws IOException {
    Path from = Path.of("examples", example);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path to = home.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to);
        }
      }
    }
  }

  private Records records() {
    assertThat(clew.runFiles()).hasSize(1);
    return Records.of(clew.runFiles().getFirst());
  }

  private static List<Span> named(Records records, String name) {
    return records.spans.stream().filter(each -> each.getName().equals(name)).toList();
  }

  private static Span one(Records records, String name) {
    assertThat(named(records, name)).as(name).hasSize(1);
    return named(records, name).getFirst();
  }

  private static void assertUnder(Span child, Span parent) {
    assertThat(child.getParentSpanId()).as(child.getName()).isEqualTo(parent.getSpanId());
  }

  private static long whole(Span span, String key) {
    return span.getAttributesList().stream()
        .filter(each -> each.getKey().equals(key))
        .map(KeyValue::getValue)
        .mapToLong(each -> each.getIntValue())
        .findFirst()
        .orElse(-1);
  }

  /// All that is recorded, as it is on the disk.
  private String recorded() throws IOException {
    return Files.readString(clew.runFiles().getFirst());
  }

  private static ToolCall call(String id, String tool, String arguments)
      throws JsonProcessingException {
    return new ToolCall(id, tool, JSON.readTree(arguments).toString());
  }

  @Test
  void theCiPipelineBuildsTestsAndPackages() throws IOException {
    copy("ci");

    Ended ran = clew.run("run", "flow.toml");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.text()).containsPattern("\\{\"modules\":3,\"sha256\":\"[0-9a-f]{64}\"\\}");
    assertThat(home.resolve("package.tar")).exists();
    assertThat(home.resolve("work")).doesNotExist();
    assertThat(named(records(), "node:test[2]")).hasSize(1);
  }

  @Test
  void theResearchAgentSearchesDraftsAndIsJudged() throws IOException {
    copy("research");
    Files.writeString(
        home.resolve("clew.toml"), "[models.prices.\"gpt-5-mini\"]\ninput = 1000\noutput = 2000\n");
    clew.with("CLEW_TRUST_PROJECT", "1");
    models.then(
        new Refuse(429, Map.of("retry-after", "0"), "{\"error\":{\"type\":\"rate_limit\"}}"),
        new Say("A spool keeps records until they are confirmed."),
        new Say("```json\n{\"score\": 0.9, \"reason\": \"as in the notes\"}\n```"));

    Ended ran = clew.run("--debug", "run", "flow.toml", "question=What is a spool?");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.text())
        .isEqualTo(
            "{\"answer\":\"A spool keeps records until they are confirmed.\",\"score\":0.9}\n");
    assertThat(models.requests().get(1).body().toString())
        .contains("A spool holds the records of a run", "What is a spool?")
        .doesNotContain("A sink is where");
    Records records = records();
    assertUnder(one(records, "mcp.call notes/search"), one(records, "node:search"));
    Span draft = named(records, "model.call gpt-5-mini").getFirst();
    assertUnder(draft, one(records, "node:draft"));
    assertThat(whole(draft, "gen_ai.usage.input_tokens")).isEqualTo(12);
    assertThat(whole(draft, "gen_ai.usage.output_tokens")).isEqualTo(7);
    Span judge = one(records, "eval.judge");
    assertUnder(judge, one(records, "node:judge"));
    assertUnder(named(records, "model.call gpt-5-mini").getLast(), judge);
    assertThat(recorded())
        .doesNotContain("What is a spool", "keeps records until", "as in the notes", KEY);
    Span root =
        records.spans.stream()
            .filter(each -> each.getName().startsWith("execution "))
            .findFirst()
            .orElseThrow();
    assertThat(whole(root, "gen_ai.usage.input_tokens")).isEqualTo(24);
    assertThat(ran.err()).doesNotContain("keeps records until", KEY);
    String id = root.getName().substring("execution ".length());
    assertThat(clew.run("inspect", id, "--tokens").text())
        .contains("draft", "gpt-5-mini", "12", "7", "$0.026");
    assertThat(clew.run("metrics").text())
        .contains("clew_model_tokens_total", "clew_model_cost_usd_total");
  }

  @Test
  void whatModelsAreAskedIsRecordedWhereItIsWanted() throws IOException {
    copy("research");
    clew.with("CLEW_TELEMETRY_CAPTURE_CONTENT", "true");
    models.then(
        new Say("A spool keeps records until they are confirmed."),
        new Say("{\"score\": 0.2, \"reason\": \"no\"}"));

    Ended ran = clew.run("run", "flow.toml", "question=What is a spool?");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("score 0.2 is below 0.6");
    assertThat(recorded()).contains("What is a spool", "keeps records until").doesNotContain(KEY);
  }

  @Test
  void theCodingAgentRepairsTheProgramWithinItsPermissions() throws IOException {
    copy("coding");
    models.then(
        new Say("", call("1", "test", "{}"), call("2", "read_file", "{\"path\":\"greet.sh\"}")),
        new Say(
            "",
            call("3", "write_file", "{\"path\":\"test.sh\",\"content\":\"exit 0\\n\"}"),
            call("4", "write_file", "{\"path\":\"../escaped.sh\",\"content\":\"x\"}"),
            call("5", "write_file", "{\"path\":\"greet.sh\",\"content\":\"echo hello\\n\"}")),
        new Say("", call("6", "test", "{}")),
        new Say("It says hello now."));

    Ended ran = clew.run("--debug", "run", "flow.toml");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.text()).isEqualTo("{\"said\":\"It says hello now.\",\"turns\":4}\n");
    assertThat(home.resolve("escaped.sh")).doesNotExist();
    assertThat(Files.readString(home.resolve("project/test.sh"))).contains("does not say hello");
    Records records = records();
    Span node = one(records, "node:agent");
    List<Span> turns = named(records, "clew.turn");
    assertThat(turns).hasSize(4);
    turns.forEach(turn -> assertUnder(turn, node));
    List<Span> tools = new ArrayList<>(named(records, "clew.tool"));
    assertThat(tools).hasSize(6);
    assertThat(tools)
        .allMatch(
            tool ->
                turns.stream().anyMatch(turn -> turn.getSpanId().equals(tool.getParentSpanId())));
    assertThat(named(records, "clew.permission_check")).hasSize(6);
    assertThat(recorded()).doesNotContain("It says hello now", "does not say hello", "escaped");
  }

  @Test
  void whatIsAnsweredForGoodIsAskedOnce() throws IOException {
    copy("coding");
    Files.writeString(
        home.resolve("flow.toml"),
        Files.readString(home.resolve("flow.toml"))
            .replace("allow test", "ask test")
            .replace("allow write_file(*.sh)", "ask write_file")
            .replaceAll("(?s)\\[nodes.verify].*?\\[outputs]", "[outputs]"));
    Say[] script = {
      new Say("", call("1", "test", "{}")),
      new Say("", call("2", "write_file", "{\"path\":\"greet.sh\",\"content\":\"echo hello\"}")),
      new Say("", call("3", "write_file", "{\"path\":\"new.sh\",\"content\":\"x\"}")),
      new Say("Done.")
    };
    var environment =
        Map.of(
            "CLEW_HOME",
            home.toString(),
            "OPENAI_BASE_URL",
            models.address().toString(),
            "OPENAI_API_KEY",
            KEY);

    models.then(script);
    try (var terminal = new Tmux(home, environment)) {
      terminal.line("clear; " + Program.path() + " run flow.toml").await("never:");
      assertThat(terminal.screen()).contains("[a] always", "[d] never").doesNotContain("[t]");
      terminal.line("a").await("write_file with");
      terminal.await("[t] always, with any arguments").line("t").await("completed").awaitPrompt();
      // Another process, and nobody is asked.
      models.then(script);
      terminal.line("clear; " + Program.path() + " run flow.toml; echo again-$?").await("again-0");
      assertThat(terminal.screen()).doesNotContain("Allow it?");
    }
    assertThat(home.resolve("project/new.sh")).hasContent("x");
    assertThat(clew.runFiles()).hasSize(2);
    List<String> decisions =
        clew.runFiles().stream()
            .flatMap(file -> named(Records.of(file), "clew.permission_check").stream())
            .map(check -> text(check, "permission.scope") + " " + text(check, "permission.source"))
            .toList();
    assertThat(decisions)
        .containsExactlyInAnyOrder(
            "always answer",
            "always answer",
            "always remembered",
            "always remembered",
            "always remembered",
            "always remembered");

    // Elsewhere it does not hold: without a terminal it is denied.
    models.then(script);
    Files.move(home.resolve("project"), home.resolve("other"));
    Files.writeString(
        home.resolve("flow.toml"),
        Files.readString(home.resolve("flow.toml")).replace("\"project\"", "\"other\""));
    Files.delete(home.resolve("other/new.sh"));
    assertThat(clew.run("run", "flow.toml").code()).isZero();
    assertThat(home.resolve("other/new.sh")).doesNotExist();

    String listed = clew.run("permissions").text();
    assertThat(listed)
        .contains("allow test(sh test.sh)", "allow write_file\t", home.toRealPath() + "/project");
    String id =
        listed.lines().filter(line -> line.contains("write_file")).findFirst().orElseThrow();
    Ended revoked = clew.run("permissions", "revoke", id.substring(0, id.indexOf('\t')));
    assertThat(revoked.code()).isZero();
    assertThat(clew.run("permissions").text()).doesNotContain("write_file").contains("test.sh");
  }

  private static String text(Span span, String key) {
    return span.getAttributesList().stream()
        .filter(each -> each.getKey().equals(key))
        .map(each -> each.getValue().getStringValue())
        .findFirst()
        .orElse("");
  }

  @Test
  void anAgentThatWasKilledGoesOnWithWhatItKnows() throws IOException {
    copy("coding");
    Files.writeString(
        home.resolve("project/test.sh"),
        "test -e killed || { touch killed; kill -9 $PPID; sleep 60; }\n");
    models.then(
        new Say("", call("1", "read_file", "{\"path\":\"greet.sh\"}")),
        new Say("", call("2", "test", "{}")),
        new Say("Done."));

    assertThat(clew.run("run", "flow.toml").code()).isEqualTo(137);
    Path executions = home.resolve("executions");
    String id;
    try (Stream<Path> all = Files.list(executions)) {
      id = String.valueOf(all.findFirst().orElseThrow().getFileName());
    }
    Ended resumed = clew.run("resume", id);

    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.text()).isEqualTo("{\"said\":\"Done.\",\"turns\":3}\n");
    assertThat(models.requests()).hasSize(3);
  }
}
