package dev.clew.cli.look;

import static dev.clew.runs.RunFixture.decimal;
import static dev.clew.runs.RunFixture.text;
import static dev.clew.runs.RunFixture.texts;
import static dev.clew.runs.RunFixture.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.cli.Invocation;
import dev.clew.config.Home;
import dev.clew.error.ErrorCode;
import dev.clew.runs.LockHolder;
import dev.clew.runs.RunFixture;
import dev.clew.terminal.DisplayWidth;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
  @TempDir Path directory;
  private RunFixture file;

  @BeforeEach
  void file() {
    file = RunFixture.run(new Home(directory.resolve(".clew")), "8b4766a1c2d3e4f5");
  }

  private void started(String... more) {
    String[] attributes =
        new String[] {
          text("process.executable.name", "make"), texts("process.command_args", "test")
        };
    file.runStarted(0, "a", "make", attributes);
    for (String line : more) {
      file.raw(line);
    }
  }

  private String inspect(int width, String... args) {
    Invocation clew = new Invocation(directory).width(width);
    assertThat(clew.run(InspectCommand::new, args)).isZero();
    return clew.out();
  }

  private void failing() {
    started();
    file.stageStarted(0, "b", "a", "compile")
        .stageFinished(4100, "b", "compile", 0, "")
        .stageStarted(4200, "c", "a", "unit")
        .stageFinished(10_200, "c", "unit", 0, "")
        .stageStarted(10_300, "d", "a", "lint")
        .stageFinished(12_390, "d", "lint", 1, "src/Foo.java:12: unused import")
        .event(
            12_395,
            "command.finished",
            17,
            "a",
            whole("process.exit.code", 2),
            text("clew.output.tail", "src/Foo.java:12: unused import\nmake: *** [lint] Error 1"))
        .runFinished(12_400, "a", "make", 2);
  }

  private void execution(long at, String span, String id, int code) {
    file.runStarted(at, span, "ci", text("clew.execution.id", id))
        .runFinished(at + 1000, span, "ci", code);
  }

  @Test
  void aResumedExecutionIsAsItsLastAttempt() {
    execution(0, "a", "exec_1", 1);
    execution(60_000, "b", "exec_1", 0);

    assertThat(inspect(100).lines().findFirst()).get().asString().contains("ci  ", " ok ");
    assertThat(inspect(100)).contains("failed (1)");

    execution(120_000, "c", "exec_1", 3);
    assertThat(inspect(100).lines().findFirst()).get().asString().contains("failed (3)");
  }

  @Test
  void anotherExecutionOfTheRunExcusesNoFailure() {
    execution(0, "a", "exec_1", 1);
    execution(60_000, "b", "exec_2", 0);

    assertThat(inspect(100).lines().findFirst()).get().asString().contains("failed (1)");
  }

  @Test
  void theTreeHasTokensScoresAndTools() {
    String in = "gen_ai.usage.input_tokens";
    String out = "gen_ai.usage.output_tokens";
    file.runStarted(0, "a", "ci")
        .span(0, 900, "n", "a", "node:coder", 0)
        .span(0, 300, "t", "n", "clew.turn", 0)
        .span(
            0,
            100,
            "m",
            "t",
            "gen_ai.chat",
            0,
            whole(in, 1200),
            whole(out, 30),
            decimal("clew.model.cost_usd", 0.0125))
        .span(100, 200, "o", "t", "clew.tool", 0, text("tool.name", "write_file"))
        .span(
            100,
            200,
            "p",
            "o",
            "clew.permission_check",
            0,
            text("permission.decision", "deny"),
            text("permission.source", "no_terminal"))
        .span(300, 400, "j", "a", "node:judge", 0)
        .span(300, 400, "e", "j", "eval.judge", 0, decimal("score", 0.75))
        .span(300, 390, "q", "e", "model.call x", 0, whole(in, 10), whole(out, 5))
        .span(400, 500, "s", "a", "node:same", 0, whole(in, 0), whole(out, 0))
        .runFinished(1000, "a", "ci", 0);

    assertThat(inspect(100))
        .contains(
            "node:coder  1,200 in, 30 out, $0.013 ",
            "gen_ai.chat  1,200 in, 30 out, $0.013 ",
            "clew.tool  write_file ",
            "clew.permission_check  deny (no terminal) ",
            "eval.judge  score 0.75 ",
            "model.call x  10 in, 5 out ",
            "node:same  ",
            "tokens 1,210 in, 35 out · ")
        .doesNotContain("0 in, 0 out");
  }

  @Test
  void printsTheTree() {
    failing();

    assertThat(inspect(100, "8b4766"))
        .isEqualTo(
            """
            run 8b4766a1c2d3e4f5  make test                                     failed (2)  12.4s
            ├── compile                                                         ok          4.1s   ████▎
            ├── unit                                                            ok          6.0s       ██████▍
            └── lint                                                            failed (1)  2.1s             ██▎
                    src/Foo.java:12: unused import

            ~/.clew/data/diagnostics/runs/8b4766a1c2d3e4f5.jsonl
            """);
  }

  @Test
  void nestsAndShowsTheTailOfTheInnermostFailureOnly() {
    started();
    file.stageStarted(0, "b", "a", "建てる")
        .stageStarted(100, "c", "b", "cafe\u0301")
        .stageFinished(500, "c", "cafe\u0301", 3, "1\n2\n3")
        .event(
            600,
            "stage.skipped",
            9,
            "d",
            text("clew.name", "pack"),
            text("clew.parent_span_id", "b"))
        .stageFinished(1000, "b", "建てる", 3, "outer")
        .stageStarted(1000, "e", "a", "sign")
        .runFinished(1000, "a", "make", 3)
        .summary(
            1001, "a", whole("clew.output.lines", 1204), whole("clew.memory.peak", 84_200_000L));

    assertThat(inspect(70, "8b47", "--tail", "2"))
        .isEqualTo(
            """
            run 8b4766a1c2d3e4f5  make test          failed (3)   1.0s
            ├── 建てる                               failed (3)   1.0s   █████████
            │   ├── cafe\u0301                             failed (3)   400ms  ███▋
            │   │       2
            │   │       3
            │   └── pack                             skipped
            └── sign                                 interrupted  1ms            ▏

            1,204 lines of output · peak memory 84.2MB
            ~/.clew/data/diagnostics/runs/8b4766a1c2d3e4f5.jsonl
            """);
  }

  private static String ended(String span, String parent, String error, String message) {
    return ("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":"
            + "\"0af7651916cd43dd8448eb211c80319c\",\"spanId\":\"%s\",\"parentSpanId\":\"%s\","
            + "\"name\":\"%s\",\"startTimeUnixNano\":\"1767348000000000000\","
            + "\"endTimeUnixNano\":\"1767348001000000000\","
            + "\"status\":{\"code\":2,\"message\":\"%s\"},\"attributes\":["
            + "{\"key\":\"clew.kind\",\"value\":{\"stringValue\":\"%s\"}},"
            + "{\"key\":\"error.type\",\"value\":{\"stringValue\":\"%s\"}}]}]}]}]}\n")
        .formatted(
            span,
            parent,
            parent.isEmpty() ? "make" : "pull",
            message,
            parent.isEmpty() ? "run" : "stage",
            error);
  }

  @Test
  void saysWhyACommandWasNotStarted() {
    file.raw(ended("a", "", "not_started", "no engine"));

    assertThat(inspect(80, "8b47")).contains("1.0s\n    no engine\n\n");
  }

  @Test
  void saysItOnceAndWhereItBegan() {
    file.raw(ended("a", "", "not_started", "no image")).raw(ended("b", "a", "x", "no image"));

    assertThat(inspect(80, "8b47")).contains("pull").containsOnlyOnce("no image");
    assertThat(inspect(80, "8b47").lines().toList().indexOf("        no image")).isEqualTo(2);
  }

  @Test
  void doesNotRepeatTheState() {
    file.raw(ended("a", "", "2", "exit code 2"));

    assertThat(inspect(80, "8b47")).doesNotContain("exit code 2");
  }

  @Test
  void saysWhichWorkspaceItCameFrom() {
    file.runStarted(
            0,
            "a",
            "make",
            text("clew.workspace", "api\u001b[2J"),
            text("clew.workspace.choice", "cwd"))
        .runFinished(10, "a", "make", 0);

    assertThat(inspect(80, "8b47"))
        .endsWith(
            "\n\nworkspace api␛[2J, by the working directory\n"
                + "~/.clew/data/diagnostics/runs/8b4766a1c2d3e4f5.jsonl\n");
  }

  @Test
  void whatTookTooLongEndedWith124() {
    file.runStarted(0, "a", "make")
        .event(
            90,
            "run.finished",
            17,
            "a",
            text("clew.name", "make"),
            text("error.type", "timeout"),
            whole("process.exit.code", 143));

    assertThat(inspect(80, "8b47")).contains("timed out");
    assertThat(inspect(80, "8b47", "-o", "json"))
        .contains("\"state\":\"failed\",\"exitCode\":124,\"timedOut\":true");
    Invocation clew = new Invocation(directory);
    assertThat(clew.run(RunsCommand::new)).isZero();
    assertThat(clew.out().lines().skip(1).findFirst().orElseThrow().split("\t"))
        .startsWith("timed out", "8b4766a1c2d3e4f5", "make")
        .contains("124", org.assertj.core.api.Assertions.atIndex(6));
    Invocation failed = new Invocation(directory);
    assertThat(failed.run(RunsCommand::new, "--state", "failed")).isZero();
    assertThat(failed.out()).contains("8b4766a1c2d3e4f5");
  }

  @Test
  void showsTheTailOfACommandWithoutStages() {
    started();
    file.event(
            90,
            "command.finished",
            17,
            "a",
            whole("process.exit.code", 1),
            text("clew.output.tail", "\u001b[31mno\u001b[0m\tfile\u0007"))
        .runFinished(100, "a", "make", 1);

    assertThat(inspect(60, "8b47")).contains("failed (1)  100ms\n    no      file␇\n\n");
  }

  @Test
  void showsWhatASpanOfAnSdkSays() {
    file.raw(
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"0af7651916cd43dd8448eb211c80319c\","
            + "\"spanId\":\"00f067aa0ba902b7\",\"name\":\"checkout\",\"startTimeUnixNano\":\"1767348000000000000\","
            + "\"endTimeUnixNano\":\"1767348000100000000\",\"status\":{\"code\":2,\"message\":\"no stock\"},"
            + "\"events\":[{\"name\":\"exception\",\"attributes\":["
            + "{\"key\":\"exception.type\",\"value\":{\"stringValue\":\"IllegalState\"}},"
            + "{\"key\":\"exception.message\",\"value\":{\"stringValue\":\"sold\\u001b[2J out\"}},"
            + "{\"key\":\"exception.stacktrace\",\"value\":{\"stringValue\":"
            + "\"IllegalState: sold out\\n\\tat a\\n\\tat b\\n\\tat c\"}}]}]}]}]}]}\n");

    assertThat(inspect(80, "8b47", "--tail", "2"))
        .contains("checkout")
        .contains("        no stock\n        IllegalState: sold␛[2J out\n")
        .contains("        at a\n")
        .contains("        at b\n")
        .doesNotContain("at c");
    assertThat(inspect(80, "8b47", "-o", "json"))
        .contains("\"statusMessage\":\"no stock\"", "\"type\":\"IllegalState\"");
  }

  @Test
  void showsWhatIsRunning() throws Exception {
    started();
    file.stageStarted(1_800_000, "b", "a", "wait");

    try (LockHolder _ = LockHolder.of(file.path())) {
      assertThat(inspect(80, "8b47"))
          .startsWith(
              """
              run 8b4766a1c2d3e4f5  make test                      running  1h00m
              └── wait                                             running  30m00s       █████
              """);
    }
  }

  @Test
  void givesEachCommandOfARunALine() {
    file.runStarted(0, "a", "one").runFinished(500, "a", "one", 0);
    file.runStarted(500, "b", "two").runFinished(1000, "b", "two", 1);

    assertThat(inspect(80, "8b47"))
        .startsWith(
            """
            run 8b4766a1c2d3e4f5  one                          failed (1)  1.0s
            ├── one                                            ok          500ms  █████
            └── two                                            failed (1)  500ms       █████
            """);
  }

  @Test
  void printsOneJsonDocument() {
    started();
    file.span(0, 100, "a", "", "make", 2, whole("process.exit.code", 2))
        .raw("damaged \"eventName\"\n");

    assertThat(
            inspect(80, "8b47", "-o", "json")
                .replaceAll("\"file\":\"[^\"]*\",\"sizeBytes\":[0-9]+", "\"file\":…"))
        .isEqualTo(
            """
            {"run":{"id":"8b4766a1c2d3e4f5","name":"make","title":"make","state":"failed","exitCode":2,\
            "startTime":"2026-01-02T10:00:00Z","endTime":"2026-01-02T10:00:00.100Z","durationSeconds":0.1,\
            "services":["clew"],"stages":0,"file":…,"damagedLines":1},\
            "spans":[{"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"a","name":"make","kind":"run","state":"failed","exitCode":2,\
            "startTime":"2026-01-02T10:00:00Z","endTime":"2026-01-02T10:00:00.100Z","durationSeconds":0.1,\
            "attributes":{"process.exit.code":2},"children":[]}],\
            "events":[{"time":"2026-01-02T10:00:00Z","level":"info","subsystem":"run","eventName":"run.started","body":"It is run.started.",\
            "traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"a",\
            "attributes":{"process.executable.name":"make","process.command_args":["test"],"clew.name":"make"}}]}
            """);
  }

  @Test
  void fitsNarrowTerminals() {
    failing();

    for (int width : new int[] {45, 50, 60, 72, 80, 132, 200}) {
      assertThat(inspect(width, "8b47").lines().filter(line -> !line.endsWith(".jsonl")))
          .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(width));
    }
  }

  @Test
  void knowsNoOtherRun() {
    Invocation clew = new Invocation(directory);

    clew.run(InspectCommand::new, "beef");

    assertThat(clew.failure())
        .hasValueSatisfying(error -> assertThat(error.code()).isEqualTo(ErrorCode.E020));
  }
}
