package dev.clew.cli.look;

import static dev.clew.runs.RunFixture.text;
import static dev.clew.runs.RunFixture.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.cli.Invocation;
import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.GlobalOptions;
import dev.clew.config.Home;
import dev.clew.runs.LockHolder;
import dev.clew.runs.Pause;
import dev.clew.runs.RunFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsCommandTest {
  private static final Pause NEVER =
      () -> {
        throw new AssertionError("paused");
      };

  private static final ServicePrinter NO_FLEET =
      (_, _, _) -> {
        throw new AssertionError("asked a fleet");
      };

  private static LogsCommand command(CliContext context, GlobalOptions options) {
    return new LogsCommand(context, options, NO_FLEET);
  }

  @TempDir Path directory;
  private RunFixture file;

  @BeforeEach
  void file() {
    file = RunFixture.run(new Home(directory.resolve(".clew")), "8b4766a1c2d3e4f5");
  }

  private String logs(String... args) {
    Invocation clew = new Invocation(directory);
    assertThat(
            clew.run(
                (context, options) -> new LogsCommand(context, options, NO_FLEET, NEVER), args))
        .isZero();
    return clew.out();
  }

  private void recorded() {
    file.event(
            0, "command.started", 9, "aa", whole("process.pid", 7), text("clew.name", "make test"))
        .output(15, "aa", "stdout", "\u001b[32mok\u001b[0m\u001b[2K\tfine")
        .output(20, "aa", "stderr", "走\u202e")
        .logs("clew.user", RunFixture.log(1030, "", 13, "bb", "cache is cold"));
  }

  @Test
  void printsALinePerRecord() {
    recorded();

    assertThat(logs("--run", "8b4766"))
        .isEqualTo(
            """
            10:00:00.000 INFO  run        It is command.started. process.pid=7 clew.name="make test"
            10:00:00.015 DEBUG stdout     ok␛[2K  fine
            10:00:00.020 DEBUG stderr     走\\u202e
            10:00:01.030 WARN  user       cache is cold
            """);
  }

  @Test
  void keepsTheColoursOfTheOutputWhenItIsColoured() {
    recorded();

    assertThat(logs("--run", "8b4766", "--color", "always", "--subsystem", "stdout"))
        .isEqualTo(
            "\u001b[2m10:00:00.015\u001b[0m \u001b[2mDEBUG\u001b[0m \u001b[2mstdout   \u001b[0m  "
                + "\u001b[32mok\u001b[0m␛[2K  fine\u001b[0m\n");
  }

  @Test
  void selects() {
    recorded();

    assertThat(logs("--run", "8b47", "--level", "warn")).hasLineCount(1).contains("cold");
    assertThat(logs("--run", "8b47", "--grep", "c.ld$")).hasLineCount(1).contains("cold");
    assertThat(logs("--run", "8b47", "--span", "bb")).hasLineCount(1).contains("cold");
    assertThat(logs("--run", "8b47", "-n", "2")).hasLineCount(2).contains("走", "cold");
    assertThat(logs("--run", "8b47", "--since", "59m59s")).hasLineCount(1).contains("cold");
    assertThat(logs("--run", "8b47", "--since", "2026-01-02T11:00:00.020+01:00"))
        .hasLineCount(2)
        .contains("走", "cold");
  }

  @Test
  void aSpanIsKnownByItsTraceAndId() {
    String other = "1bf7651916cd43dd8448eb211c80319c";
    file.logs("app", RunFixture.log(0, "", 9, "aa", "one"))
        .logs("app", RunFixture.log(1, "", 9, "aa", "two").replaceAll("[0-9a-f]{32}", other));
    Invocation clew = new Invocation(directory);

    assertThat(logs("--run", "8b47", "--span", "0af7:aa")).hasLineCount(1).contains("one");
    assertThat(logs("--run", "8b47", "--span", other + ":aa")).hasLineCount(1).contains("two");
    clew.run(
        (context, options) -> new LogsCommand(context, options, NO_FLEET, NEVER), "--span", "aa");
    assertThat(clew.out()).contains("one", "two");
    assertThat(clew.err())
        .isEqualTo(
            "--span aa is ambiguous; these are of 0af7651916cd43dd8448eb211c80319c:aa, "
                + other
                + ":aa\n");
  }

  @Test
  void showsTheTailOfAFailureWhereThereIsNoOutput() {
    file.event(
        0,
        "command.finished",
        17,
        "aa",
        whole("process.exit.code", 1),
        text("clew.output.tail", "one\ntwo"));

    assertThat(logs("--run", "8b47"))
        .isEqualTo(
            """
            10:00:00.000 ERROR run        It is command.finished. process.exit.code=1
                one
                two
            """);
  }

  @Test
  void printsOneJsonDocument() {
    file.output(15, "aa", "stdout", "a\u009b\u0007").output(16, "aa", "stdout", "b");

    assertThat(logs("--run", "8b47", "-o", "json"))
        .isEqualTo(
            """
            [{"time":"2026-01-02T10:00:00.015Z","level":"debug","subsystem":"run","stream":"stdout","body":"a\\u009b\\u0007",\
            "traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"aa","attributes":{"log.iostream":"stdout"}},\
            {"time":"2026-01-02T10:00:00.016Z","level":"debug","subsystem":"run","stream":"stdout","body":"b",\
            "traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"aa","attributes":{"log.iostream":"stdout"}}]
            """);
  }

  @Test
  void followsWithOneObjectALine() throws Exception {
    file.output(1, "aa", "stdout", "one");
    LockHolder holder = LockHolder.of(file.path());
    Invocation clew = new Invocation(directory);
    String[] before = {""};
    Pause end =
        () -> {
          before[0] = clew.out();
          file.output(2, "aa", "stdout", "two");
          try {
            holder.close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };

    clew.run(
        (context, options) -> new LogsCommand(context, options, NO_FLEET, end),
        "--run",
        "8b47",
        "-f",
        "-o",
        "json");

    assertThat(before[0]).hasLineCount(1).contains("\"body\":\"one\"");
    assertThat(clew.out().lines()).hasSize(2).allMatch(line -> line.matches("\\{.*\\}"));
  }

  @Test
  void saysHowManyLinesAreDamaged() {
    file.raw("{\"resourceLogs\":\n").output(1, "aa", "stdout", "one");
    Invocation clew = new Invocation(directory);

    clew.run(LogsCommandTest::command, "--run", "8b47");

    assertThat(clew.err()).isEqualTo("1 damaged lines skipped\n");
  }

  @Test
  void refusesWrongUsage() {
    recorded();

    assertThat(code("--run", "8b47", "--grep", "(")).isEqualTo(2);
    assertThat(code("--run", "8b47", "--since", "yesterday")).isEqualTo(2);
    assertThat(code("--run", "8b47", "--level", "loud")).isEqualTo(2);
  }

  private int code(String... args) {
    return new Invocation(directory).run(LogsCommandTest::command, args);
  }

  @Test
  void listsThroughThePagerOnATerminal() throws IOException {
    recorded();
    Path paged = directory.resolve("paged");
    Invocation clew =
        new Invocation(directory)
            .terminal(80)
            .env("NO_COLOR", "1")
            .env("PAGER", "false")
            .env("CLEW_PAGER", "cat > '" + paged + "'");

    clew.run(LogsCommandTest::command, "--run", "8b47", "--level", "warn");

    assertThat(clew.out()).isEmpty();
    assertThat(paged).content().endsWith("cache is cold\n");
  }
}
