package dev.clew.console;

import static dev.clew.console.Samples.after;
import static dev.clew.console.Samples.frame;
import static dev.clew.console.Samples.keys;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.runs.State;
import dev.clew.runs.compare.Comparison;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Every screen as a terminal of 80 columns and 24 rows shows it.
class FramesTest {
  private static final Screen RUNS =
      after(
          RunsScreen.of(),
          new News.Rows(
              0,
              List.of(
                  Samples.row(0x8b4766, new State.Running(), "make test"),
                  Samples.row(
                      2, new State.Failed(OptionalInt.of(2), false), "evil \u001b]0;x\u0007 漢字"),
                  Samples.row(3, new State.Ok(), "a name that is longer than its column can be")),
              3,
              true,
              true,
              0));

  private static final Screen RUN =
      after(
          RunScreen.of(Samples.row(1, new State.Ok(), "make test")),
          new News.Inspected(Samples.build(1, false), 0));

  @Test
  void runs() {
    assertThat(frame(RUNS))
        .isEqualTo(
            """
             clew › runs                                                            ~/.clew
              STATE        RUN       NAME                          STARTED  DURATION  STAGES
            › running      00000000  make test                      1m ago     1m30s       0
              failed (2)   00000000  evil ␛]0;x␇ 漢字               1m ago     12.0s       0
              ok           00000000  a name that is longer tha…     1m ago     12.0s       0

















              1 of 3
             Enter open · / filter · c compare · w workspaces · s settings  ? help · q quit
            """);
  }

  @Test
  void filterThatIsTyped() {
    assertThat(
            frame(
                after(
                    after(RUNS, keys("<DOWN> /wide")),
                    new News.Matches("wide", List.of(), 400, false))))
        .isEqualTo(
            """
             clew › runs                                                            ~/.clew
              STATE        RUN       NAME                          STARTED  DURATION  STAGES

              Searching…


















              /wide▏   (searching: 400 runs read)
             type to filter · Enter keep · Esc clear
            """);
  }

  @Test
  void spans() {
    assertThat(frame(RUNS, RUN))
        .isEqualTo(
            """
             clew › runs › make test                                                ~/.clew
              failed (2) · 12.0s · started 1m ago · stages 3 · run 0000000000000001
               1 spans  2 log  3 events  4 metrics

            › make test                       failed (2)     12.0s  ████████████████████████
              ├─ compile                      ok              4.0s  ████████
              ├─ unit                         ok              3.0s          ██████
              └─ 漢字 lint                    failed (1)      2.0s                      ████















             Tab part · ↑↓ move · Enter details                             ? help · q back
            """);
  }

  @Test
  void logWithASearch() {
    assertThat(
            frame(
                RUNS,
                after(
                    after(after(RUN, keys("2")), new News.LogRows(lines(), true)),
                    keys("/line 5<ENTER>n"))))
        .isEqualTo(
            """
             clew › runs › make test                                                ~/.clew
              failed (2) · 12.0s · started 1m ago · stages 3 · run 0000000000000001
               1 spans  2 log  3 events  4 metrics

              10:00:16.000 INFO  stdout     line 33
              10:00:17.000 INFO  stdout     line 34
              10:00:17.000 INFO  stdout     line 35
              10:00:18.000 INFO  stdout     line 36
              10:00:18.000 INFO  stdout     line 37
              10:00:19.000 INFO  stdout     \\u009b2J line 38
              10:00:19.000 INFO  stdout     line 39
              10:00:20.000 INFO  stdout     line 40
              10:00:20.000 INFO  stdout     line 41
              10:00:21.000 INFO  stdout     line 42
              10:00:21.000 INFO  stdout     line 43
              10:00:22.000 INFO  stdout     line 44
              10:00:22.000 INFO  stdout     \\u009b2J line 45
              10:00:23.000 INFO  stdout     line 46
              10:00:23.000 INFO  stdout     line 47
              10:00:24.000 INFO  stdout     line 48
              10:00:24.000 INFO  stdout     line 49
            › 10:00:25.000 INFO  stdout    *line 50
              line 51 of 100 · search: line 5
             Tab part · ↑↓←→ · / search n N · f follow · Enter record       ? help · q back
            """);
  }

  @Test
  void events() {
    assertThat(frame(RUNS, after(RUN, keys("3<DOWN>"))))
        .isEqualTo(
            """
             clew › runs › make test                                                ~/.clew
              failed (2) · 12.0s · started 1m ago · stages 3 · run 0000000000000001
               1 spans  2 log  3 events  4 metrics

                   +0µs  run.started          make test started
            ›    +12.0s  run.finished         done

















             Tab part · ↑↓ move · Enter details                             ? help · q back
            """);
  }

  @Test
  void metrics() {
    assertThat(
            frame(
                RUNS,
                after(
                    after(RUN, keys("4")),
                    new News.Measured(
                        List.of(Samples.series("process.memory.usage", 1e6, 9e6, 4e6)), 0))))
        .isEqualTo(
            """
             clew › runs › make test                                                ~/.clew
              failed (2) · 12.0s · started 1m ago · stages 3 · run 0000000000000001
               1 spans  2 log  3 events  4 metrics

            › process.memory.usage       make                    4.0MB  ▁█▄


















             Tab part · ↑↓ move · Enter details                             ? help · q back
            """);
  }

  @Test
  void details() {
    assertThat(frame(RUNS, RUN, after(RUN, keys("<END><ENTER>"))))
        .isEqualTo(
            """
             clew › runs › make test › 漢字 lint                                    ~/.clew
              failed (1) · 2.0s

              attributes
                clew.name = 漢字 lint

              last output
                src/Foo.java:12: unused import

              ids
                trace 0af7651916cd43dd8448eb211c80319c
                span  a3











             ↑↓ scroll                                                      ? help · q back
            """);
  }

  @Test
  void comparison() {
    assertThat(
            frame(
                RUNS,
                after(
                    CompareScreen.of(List.of(Samples.row(1, new State.Ok(), "x"))),
                    new News.Compared(
                        Comparison.of(Samples.build(1, true), Samples.build(2, false))))))
        .isEqualTo(
            """
             clew › runs › compare                                                  ~/.clew
              before  00000000  ok            12.0s    make test
              after   00000000  failed (2)    12.0s    make test

              `漢字 lint` failed (exit 1), which it did not in 0000000000000001.
              0000000000000002 took as long as 0000000000000001 (12.0s).

              CHANGE  WHERE                     BEFORE     AFTER    CHANGE
            › failed  the whole run              12.0s     12.0s      +0µs  ▏
              failed  漢字 lint                   2.0s      2.0s      +0µs  ▏
              faster  unit                        5.0s      3.0s     -2.0s  ████████████████












             ↑↓ move                                                        ? help · q back
            """);
  }

  @Test
  void help() {
    assertThat(frame(RUNS, HelpScreen.of()))
        .isEqualTo(
            """
             clew › runs › help                                                     ~/.clew
              Everywhere
                ↑ ↓  j k         one row            PgUp PgDn    one page
                Home End  g G    first, last        Enter        open
                Esc  q           back; at the top q ends the console
                w  s             workspaces, settings
                ?                this help          Ctrl-C       end the console
                Ctrl-Z           suspend; fg goes on
                Ctrl-L           draw the screen anew
                wheel, click     scroll, select, open; Shift selects text

              Runs
                /                filter: words of the state, id, name or service
                Space            mark a run to compare, at most two
                c                compare; a single run with its last good one

              Run
                Tab  1 2 3 4     spans, log, events, metrics
                /                search the log; n N: next and previous match
                f                follow the log while the run goes on
                ← →              move long lines sideways
                Enter            everything about a span, record, event or metric

             ↑↓ scroll                                                      ? help · q back
            """);
  }

  @Test
  void failure() {
    assertThat(
            frame(
                after(
                    RunsScreen.of(),
                    new News.Failed("Backend cannot be reached: http://build:4000"))))
        .isEqualTo(
            """
             clew › runs                                                            ~/.clew
              STATE        RUN       NAME                          STARTED  DURATION  STAGES

              The runs could not be read.


















              Backend cannot be reached: http://build:4000
             Enter open · / filter · c compare · w workspaces · s settings  ? help · q quit
            """);
  }

  private static List<LogRow> lines() {
    return IntStream.range(0, 100)
        .mapToObj(i -> Samples.line(i * 500, (i % 7 == 3 ? "\u009b2J " : "") + "line " + i))
        .toList();
  }

  @Test
  void aTerminalThatIsTooSmallIsToldSo() {
    assertThat(frame(70, 20, RUNS))
        .startsWith("The console needs 80 columns and 24 rows; here are 70 and 20.");
  }

  @Test
  void aLargeTerminalShowsMore() {
    assertThat(frame(200, 50, RUNS)).contains("00000000008b4766  make test");
    assertThat(frame(200, 50, RUNS).lines()).hasSize(50);
  }
}
