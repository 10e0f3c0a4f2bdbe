package dev.clew.runs.file;

import static dev.clew.runs.RunFixture.nanos;
import static dev.clew.runs.RunFixture.text;
import static dev.clew.runs.RunFixture.texts;
import static dev.clew.runs.RunFixture.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.clew.config.Home;
import dev.clew.runfile.RunFile;
import dev.clew.runs.LockHolder;
import dev.clew.runs.LogQuery;
import dev.clew.runs.Origin;
import dev.clew.runs.Run;
import dev.clew.runs.RunCatalog;
import dev.clew.runs.RunFixture;
import dev.clew.runs.RunNode;
import dev.clew.runs.RunPaging;
import dev.clew.runs.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  private static final RunCatalog.Wanted ALL = RunCatalog.Wanted.any(1000);

  private static final String ID = "8b4766a1c2d3e4f5";

  @TempDir Path directory;
  private RunFixture file;
  private History history;

  @BeforeEach
  void file() {
    Home home = new Home(directory);
    file = RunFixture.run(home, ID);
    history = new History(home, Clock.fixed(RunFixture.START.plusSeconds(60), ZoneOffset.UTC));
  }

  private Run inspect() {
    return history.inspect(file.file());
  }

  private Run listed() {
    return history.list(ALL).runs().getFirst();
  }

  @Test
  void aProcessReadsTheRunThatItRecordsAndKeepsItsLocks() throws IOException {
    file.runStarted(0, "a", "make").output(10, "a", "stdout", "one");
    try (RunFile open = RunFile.open(file.path())) {
      long locks = locks();
      assertThat(locks).isEqualTo(2);
      History own =
          new History(new Home(directory), Clock.systemUTC(), Map.of(ID, new OwnRun(open)));

      assertThat(own.pages(_ -> true).read(0, 10).runs())
          .extracting(Run::state)
          .containsExactly(new State.Running());
      assertThat(own.find(ID).inspect().title()).isEqualTo("make");
      List<String> lines = new ArrayList<>();
      own.find(ID)
          .log(LogQuery.everything(), OptionalInt.empty())
          .read(entry -> lines.add(entry.body().text()));
      assertThat(lines).contains("one");
      assertThat(locks()).isEqualTo(locks);
    }
  }

  private long locks() throws IOException {
    String inode = ":" + Files.getAttribute(file.path(), "unix:ino") + " ";
    return Files.readAllLines(Path.of("/proc/locks")).stream()
        .filter(line -> line.contains(inode))
        .count();
  }

  @Test
  void pagesHoldWhatIsAskedForInTheOrderOfTheLastWrite() throws IOException {
    Home home = new Home(directory);
    file.runStarted(0, "a", "make");
    for (int i = 1; i < 10; i++) {
      RunFixture run = RunFixture.run(home, "%016x".formatted(i)).runStarted(0, "a", "run " + i);
      Files.setLastModifiedTime(run.path(), FileTime.fromMillis(i * 1000));
    }
    Files.setLastModifiedTime(file.path(), FileTime.fromMillis(100));
    RunPaging pages = history.pages(id -> !id.equals("0000000000000009"));
    Files.delete(RunFixture.run(home, "0000000000000007").path());

    assertThat(pages.read(1, 3).runs())
        .extracting(Run::title)
        .containsExactly("run 6", "run 5", "run 4");
    assertThat(pages.read(7, 100).runs()).extracting(Run::title).containsExactly("make");
    assertThat(pages.read(7, 100))
        .extracting(RunPaging.Page::total, RunPaging.Page::complete)
        .containsExactly(8, true);
    assertThat(pages.read(100, 1).runs()).isEmpty();
  }

  @Test
  void theLatestAreThoseWrittenLast() throws IOException {
    Home home = new Home(directory);
    file.runStarted(0, "a", "make");
    RunFixture second = RunFixture.run(home, "8b00000000000001").runStarted(0, "a", "second");
    RunFixture third = RunFixture.run(home, "0000000000000002").runStarted(0, "a", "third");
    Files.setLastModifiedTime(file.path(), FileTime.fromMillis(3000));
    Files.setLastModifiedTime(second.path(), FileTime.fromMillis(1000));
    Files.setLastModifiedTime(third.path(), FileTime.fromMillis(2000));

    assertThat(history.latest("", 2)).extracting(Run::name).containsExactly("make", "third");
    assertThat(history.latest("8b", 9)).extracting(Run::name).containsExactly("make", "second");
    assertThat(history.latest("9", 9)).isEmpty();
  }

  @Test
  void mergesSpansAndEventsBySpanId() {
    file.runStarted(0, "a", "make", text("process.executable.name", "make"))
        .stageStarted(100, "b", "a", "compile")
        .stageStarted(120, "c", "a", "lint")
        .event(800, "command.finished", 17, "c", whole("process.exit.code", 1))
        .span(121, 801, "c", "a", "lint", 2, whole("process.exit.code", 1))
        .stageFinished(802, "c", "lint", 1, "bad\nworse")
        .span(101, 900, "b", "a", "compile", 0, text("clew.kind", "stage"))
        .stageFinished(900, "b", "compile", 0, "")
        .span(0, 1000, "a", "", "make", 2, whole("process.exit.code", 2))
        .runFinished(1000, "a", "make", 2)
        .summary(1001, "a", whole("clew.output.lines", 7), texts("clew.stage.names", "x", "y"));

    Run run = inspect();

    assertThat(run.state()).isEqualTo(new State.Failed(OptionalInt.of(2), false));
    assertThat(run.durationNanos()).isEqualTo(1_000_000_000);
    assertThat(run.stages()).isEqualTo(2);
    assertThat(run.summary().orElseThrow().outputLines()).hasValue(7);
    RunNode root = run.roots().getFirst();
    assertThat(root.children()).extracting(RunNode::name).containsExactly("compile", "lint");
    RunNode lint = root.children().get(1);
    assertThat(lint.startNanos()).isEqualTo(nanos(121));
    assertThat(lint.outputTail()).containsExactly("bad", "worse");
    assertThat(lint.kind()).isEqualTo(RunNode.Kind.STAGE);
    assertThat(listed().state()).isEqualTo(run.state());
  }

  @Test
  void isInterruptedWhenNobodyHoldsTheLock() {
    file.runStarted(0, "a", "make")
        .stageStarted(100, "b", "a", "t")
        .output(2500, "b", "stdout", "");

    Run run = inspect();

    assertThat(run.state()).isEqualTo(new State.Interrupted());
    assertThat(run.durationNanos()).isEqualTo(2_500_000_000L);
    assertThat(run.roots().getFirst().children().getFirst().state())
        .isEqualTo(new State.Interrupted());
    assertThat(listed().durationNanos()).isEqualTo(2_500_000_000L);
  }

  @Test
  void belongsToTheProcessThatBeganIt() {
    file.runStarted(0, "a", "build").inheritedBy(78, "a", "log", 2000);

    assertThat(inspect().state()).isEqualTo(new State.Interrupted());
    assertThat(inspect().name()).isEqualTo("build");

    file.runFinished(3000, "a", "build", 3).inheritedBy(79, "a", "event", 4000);

    assertThat(inspect().state()).isEqualTo(new State.Failed(OptionalInt.of(3), false));
    assertThat(listed().name()).isEqualTo("build");
    assertThat(inspect().durationNanos()).isEqualTo(3_000_000_000L);
  }

  @Test
  void isRunningWhileAnotherProcessHoldsTheLock() throws Exception {
    file.runStarted(0, "a", "make").stageStarted(100, "b", "a", "compile");

    try (LockHolder _ = LockHolder.of(file.path())) {
      assertThat(listed().state()).isEqualTo(new State.Running());
      assertThat(inspect().durationNanos()).isEqualTo(60_000_000_000L);
      file.stageStarted(200, "c", "b", "orphan").stageFinished(300, "b", "compile", 0, "");
      RunNode compile = inspect().roots().getFirst().children().getFirst();
      assertThat(compile.state()).isEqualTo(new State.Ok());
      assertThat(compile.children().getFirst().state()).isEqualTo(new State.Interrupted());
    }

    assertThat(listed().state()).isEqualTo(new State.Interrupted());
  }

  @Test
  void aRunOfSeveralRootsFailsWhenOneFails() {
    file.runStarted(0, "a", "first")
        .runFinished(500, "a", "first", 3)
        .runStarted(600, "b", "second", text("clew.parent_span_id", "outside"))
        .runFinished(900, "b", "second", 0)
        .runStarted(700, "c", "nested", text("clew.parent_span_id", "b"))
        .runFinished(800, "c", "nested", 9)
        .summary(901, "a", whole("clew.output.lines", 1), whole("clew.memory.peak", 5))
        .summary(902, "b", whole("clew.output.lines", 2), whole("clew.memory.peak", 4))
        .summary(903, "c", whole("clew.output.lines", 4));

    Run run = inspect();

    assertThat(run.name()).isEqualTo("first");
    assertThat(run.state()).isEqualTo(new State.Failed(OptionalInt.of(3), false));
    assertThat(run.roots()).extracting(RunNode::name).containsExactly("first", "second");
    assertThat(run.summary().orElseThrow().outputLines()).hasValue(3);
    assertThat(run.summary().orElseThrow().peakMemory()).hasValue(5);
  }

  @Test
  void showsSkippedStagesWithAndWithoutASpanOfTheirOwn() {
    file.runStarted(0, "a", "make")
        .event(10, "stage.skipped", 9, "a", text("clew.name", "deploy"))
        .event(
            20,
            "stage.skipped",
            9,
            "b",
            text("clew.name", "notify"),
            text("clew.parent_span_id", "a"))
        .runFinished(30, "a", "make", 0);

    assertThat(inspect().roots().getFirst().children())
        .extracting(RunNode::name, RunNode::state)
        .containsExactly(
            tuple("deploy", new State.Skipped()), tuple("notify", new State.Skipped()));
  }

  @Test
  void placesSpansWhoseParentsLieInACircle() {
    file.span(0, 1, "a", "b", "one", 0).span(0, 1, "b", "a", "two", 0).span(0, 1, "c", "c", "x", 0);

    assertThat(inspect().roots().stream().mapToInt(HistoryTest::nodes).sum()).isEqualTo(3);
  }

  private static int nodes(RunNode node) {
    return 1 + node.children().stream().mapToInt(HistoryTest::nodes).sum();
  }

  @Test
  void takesTheCommandLineForATitleUnlessTheRunWasNamed() {
    file.runStarted(
        0,
        "a",
        "make",
        text("process.executable.name", "make"),
        texts("process.command_args", "test", "-j2"));

    assertThat(inspect().title()).isEqualTo("make test -j2");
    assertThat(inspect().name()).isEqualTo("make");
  }

  @Test
  void readsStartAndEndOfBigFilesAlone() {
    file.runStarted(0, "a", "make");
    firehose();
    // A damaged line in the middle goes unnoticed as long as nobody reads the middle.
    file.raw("damaged\n");
    firehose();
    file.runFinished(5000, "a", "make", 0)
        .summary(5001, "a", texts("clew.stage.names", "x", "y", "z"));

    Run run = listed();

    assertThat(run.state()).isEqualTo(new State.Ok());
    assertThat(run.durationNanos()).isEqualTo(5_000_000_000L);
    assertThat(run.stages()).isEqualTo(3);
    assertThat(((Origin.LocalFile) run.origin()).damaged()).isZero();
  }

  @Test
  void readsTheMiddleWhenTheEndDoesNotTell() {
    file.runStarted(0, "a", "make");
    firehose();
    file.runStarted(10, "b", "other").runFinished(20, "b", "other", 4);
    firehose();
    file.runFinished(5000, "a", "make", 0);

    assertThat(listed().state()).isEqualTo(new State.Failed(OptionalInt.of(4), false));
  }

  @Test
  void readsALastLineBeyondTheUsualTail() {
    file.runStarted(0, "a", "make");
    firehose();
    file.output(7000, "a", "stdout", "x".repeat(400_000));

    assertThat(listed().durationNanos()).isEqualTo(7_000_000_000L);
    assertThat(listed().name()).isEqualTo("make");
  }

  @Test
  void listsNewestFirstAndKeepsEmptyFiles() {
    file.runStarted(0, "a", "old");
    Home home = new Home(directory);
    RunFixture.run(home, "0000000000000001").runStarted(9, "a", "new");
    RunFixture.run(home, "0000000000000002");

    List<Run> runs = history.list(ALL).runs();

    assertThat(runs).extracting(Run::name).containsExactly("new", "old", "");
    assertThat(runs.get(2).state()).isEqualTo(new State.Interrupted());
  }

  @Test
  void findsNothingInAHomeThatIsNotThere() {
    History elsewhere = new History(new Home(directory.resolve("none")), Clock.systemUTC());

    assertThat(elsewhere.list(ALL).runs()).isEmpty();
  }

  private void firehose() {
    String[] lines = new String[200];
    for (int i = 0; i < lines.length; i++) {
      lines[i] =
          RunFixture.log(
              i, "", 5, "a", "line " + i + " " + "y".repeat(80), text("log.iostream", "stdout"));
    }
    for (int i = 0; i < 10; i++) {
      file.logs("clew.run", lines);
    }
  }
}
