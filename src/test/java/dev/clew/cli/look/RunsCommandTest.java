package dev.clew.cli.look;

import static dev.clew.runs.RunFixture.text;
import static dev.clew.runs.RunFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.cli.Invocation;
import dev.clew.config.Home;
import dev.clew.runs.LockHolder;
import dev.clew.runs.RunFixture;
import dev.clew.terminal.DisplayWidth;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunsCommandTest {
  @TempDir Path directory;

  private RunFixture file(String id) {
    return RunFixture.run(new Home(directory.resolve(".clew")), id);
  }

  private void three() {
    file("8b4766a1c2d3e4f5")
        .runStarted(
            0,
            "a",
            "make",
            text("process.executable.name", "make"),
            texts("process.command_args", "test"))
        .stageStarted(1, "b", "a", "compile")
        .stageFinished(9, "b", "compile", 2, "")
        .runFinished(12_400, "a", "make", 2);
    file("0000000000000001")
        .runStarted(60_000, "a", "deploy")
        .runFinished(60_050, "a", "deploy", 0);
    file("ffff000000000001").runStarted(3_599_500, "a", "bad\u001b[31m\u001b]0;x\u0007");
  }

  @Test
  void listsNewestFirst() {
    three();
    Invocation clew = new Invocation(directory);

    assertThat(clew.run(RunsCommand::new)).isZero();

    assertThat(clew.out().replaceAll("[0-9.]+kB|[0-9]+B", "SIZE"))
        .isEqualTo(
            """
            STATE\tRUN\tNAME\tSTARTED\tDURATION\tSTAGES\tEXIT\tSIZE
            interrupted\tffff000000000001\tbad␛]0;x␇\tjust now\t0µs\t0\t-\tSIZE
            ok\t0000000000000001\tdeploy\t59m ago\t50ms\t0\t0\tSIZE
            failed\t8b4766a1c2d3e4f5\tmake test\t1h ago\t12.4s\t1\t2\tSIZE
            """);
  }

  @Test
  void limitsAndFilters() {
    three();
    Invocation newest = new Invocation(directory);
    newest.run(RunsCommand::new, "-n", "1");
    Invocation failed = new Invocation(directory);
    failed.run(RunsCommand::new, "--state", "failed");

    assertThat(newest.out()).contains("ffff").doesNotContain("8b47");
    assertThat(failed.out()).contains("8b47").doesNotContain("ffff");
  }

  @ParameterizedTest
  @CsvSource({
    "--name deploy, 0000",
    "--name make_test, 8b47",
    "--since 1m, ffff",
    "--since 2026-01-02T10:59:00Z, ffff",
    "--service api, 0000",
    "--service api --state failed, ''",
  })
  void selectsByNameTimeAndService(String options, String id) {
    three();
    file("0000000000000001")
        .service("api")
        .runStarted(60_000, "a", "deploy")
        .runFinished(60_050, "a", "deploy", 0);
    Invocation clew = new Invocation(directory);

    clew.run(
        RunsCommand::new,
        Stream.of(options.split(" ")).map(word -> word.replace('_', ' ')).toArray(String[]::new));

    assertThat(clew.out().lines().skip(1).map(line -> line.split("\t")[1].substring(0, 4)))
        .containsExactlyElementsOf(id.isEmpty() ? List.of() : List.of(id));
  }

  @Test
  void aTimeThatIsNoneIsWrongUsage() {
    Invocation clew = new Invocation(directory);

    assertThat(clew.run(RunsCommand::new, "--since", "yesterday")).isEqualTo(2);
    assertThat(clew.err()).contains("--since: \"yesterday\" is no age");
  }

  @Test
  void showsRunningRuns() throws Exception {
    RunFixture file = file("8b4766a1c2d3e4f5").runStarted(0, "a", "make");
    Invocation clew = new Invocation(directory);

    try (LockHolder _ = LockHolder.of(file.path())) {
      clew.run(RunsCommand::new, "--state", "running");
    }

    assertThat(clew.out()).contains("running\t8b4766a1c2d3e4f5\tmake\t1h ago\t1h00m\t");
  }

  @Test
  void fitsATerminalAndColoursIt() {
    file("8b4766a1c2d3e4f5").runStarted(0, "a", "n".repeat(200)).runFinished(9, "a", "", 3);
    Invocation clew = new Invocation(directory).terminal(80);

    clew.run(RunsCommand::new, "--no-pager");

    assertThat(clew.out())
        .contains("\u001b[31mfailed\u001b[0m  \u001b[1m8b4766a1c2d3e4f5\u001b[0m");
    assertThat(clew.out().replaceAll("\u001b\\[[0-9]*m", "").lines())
        .allMatch(line -> DisplayWidth.of(line) <= 80);
  }

  @ParameterizedTest
  @ValueSource(ints = {48, 64, 80, 200})
  void listsAndTreesWithWideCharactersFit(int columns) {
    file("8b4766a1c2d3e4f5")
        .runStarted(0, "a", "建てる".repeat(30))
        .stageStarted(1, "b", "a", "テスト😀".repeat(20))
        .stageFinished(9, "b", "テスト😀".repeat(20), 2, "漢字".repeat(100))
        .runFinished(12_400, "a", "", 2);
    Invocation list = new Invocation(directory).terminal(columns);
    Invocation tree = new Invocation(directory).terminal(columns);

    list.run(RunsCommand::new, "--no-pager", "--color=never");
    tree.run(InspectCommand::new, "8b47", "--color=never");

    String text = list.out() + tree.out().replaceFirst("(?m)^.*\\.jsonl$", "");
    assertThat(text).contains("建").contains("テ").contains("漢");
    assertThat(text.lines())
        .allSatisfy(
            line -> assertThat(DisplayWidth.of(line)).as(line).isLessThanOrEqualTo(columns));
  }

  @Test
  void printsOneJsonDocument() {
    three();
    Invocation clew = new Invocation(directory);

    clew.run(RunsCommand::new, "-o", "json", "--state", "failed");

    assertThat(clew.out().replaceAll("\"file\":\"[^\"]*\",\"sizeBytes\":[0-9]+", "\"file\":…"))
        .isEqualTo(
            """
            [{"id":"8b4766a1c2d3e4f5","name":"make","title":"make test","state":"failed","exitCode":2,"startTime":"2026-01-02T10:00:00Z","endTime":"2026-01-02T10:00:12.400Z","durationSeconds":12.4,"services":["clew"],"stages":1,"file":…,"damagedLines":0}]
            """);
  }

  @Test
  void saysHowToRecordTheFirstRun() {
    Invocation clew = new Invocation(directory);

    assertThat(clew.run(RunsCommand::new)).isZero();

    assertThat(clew.out()).isEmpty();
    assertThat(clew.err()).isEqualTo("No runs yet. Record the first one: clew run -- make test\n");
  }

  @Test
  void listsNothingAsAnEmptyArray() {
    Invocation clew = new Invocation(directory);

    clew.run(RunsCommand::new, "-o", "json");

    assertThat(clew.out()).isEqualTo("[]\n");
  }

  @Test
  void looksWhereClewHomeSays() {
    RunFixture.run(new Home(directory.resolve("else")), "8b4766a1c2d3e4f5").runStarted(0, "a", "m");
    Invocation clew = new Invocation(directory).env("CLEW_HOME", directory + "/else");

    clew.run(RunsCommand::new);

    assertThat(clew.out()).contains("8b4766a1c2d3e4f5");
  }

  @Test
  void refusesAnUnknownState() {
    assertThat(new Invocation(directory).run(RunsCommand::new, "--state", "odd")).isEqualTo(2);
  }
}
