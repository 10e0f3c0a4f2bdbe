package dev.clew.runs.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.config.Home;
import dev.clew.runs.Run;
import dev.clew.runs.RunFixture;
import dev.clew.runs.file.History;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
  @TempDir Path directory;
  private RunFixture a;
  private RunFixture b;

  @BeforeEach
  void files() {
    Home home = new Home(directory);
    a = RunFixture.run(home, "aaaaaaaa00000000").runStarted(0, "r", "make");
    b = RunFixture.run(home, "bbbbbbbb00000000").runStarted(0, "r", "make");
  }

  private static void stage(RunFixture run, String name, long from, long to, int code) {
    run.stageStarted(from, name, "r", name).stageFinished(to, name, name, code, "");
  }

  private Comparison compare(long endOfA, int codeOfA, long endOfB, int codeOfB) {
    a.runFinished(endOfA, "r", "make", codeOfA);
    b.runFinished(endOfB, "r", "make", codeOfB);
    return Comparison.of(inspect(a), inspect(b));
  }

  private Run inspect(RunFixture run) {
    return new History(new Home(directory), Clock.systemUTC()).inspect(run.file());
  }

  private static List<String> lines(Comparison comparison) {
    return comparison.changes().stream()
        .map(
            change ->
                change.what()
                    + " "
                    + String.join("/", change.path())
                    + " "
                    + change.deltaNanos() / 1_000_000)
        .toList();
  }

  @Test
  void theStageThatGotSlowerIsNamed() {
    stage(a, "compile", 0, 4000, 0);
    stage(a, "unit", 4000, 10_000, 0);
    stage(b, "compile", 0, 4050, 0);
    stage(b, "unit", 4050, 13_050, 0);

    Comparison comparison = compare(10_100, 0, 13_300, 0);

    assertThat(lines(comparison)).containsExactly("SLOWER make 3200", "SLOWER make/unit 3000");
    assertThat(comparison.sentence())
        .isEqualTo(
            "bbbbbbbb took 3.2s longer than aaaaaaaa (10.1s → 13.3s); `unit` alone took 3.0s longer"
                + " (6.0s → 9.0s).");
  }

  @Test
  void theInnermostCauseIsNamed() {
    stage(a, "unit", 0, 5000, 0);
    stage(b, "unit", 0, 1000, 0);
    a.span(0, 4500, "s", "unit", "database", 0).span(0, 10, "t", "s", "SELECT", 0);
    b.span(0, 500, "s", "unit", "database", 0).span(0, 10, "t", "s", "SELECT", 0);

    assertThat(compare(5000, 0, 1000, 0).sentence())
        .isEqualTo(
            "bbbbbbbb took 4.0s less than aaaaaaaa (5.0s → 1.0s); `database` alone took 4.0s less"
                + " (4.5s → 500ms).");
  }

  @Test
  void failuresComeFirst() {
    stage(a, "compile", 0, 1000, 1);
    stage(a, "lint", 1000, 2000, 0);
    stage(b, "compile", 0, 9000, 0);
    stage(b, "lint", 9000, 10_000, 3);

    Comparison comparison = compare(2000, 1, 10_000, 2);

    assertThat(lines(comparison))
        .containsExactly("FAILED make/lint 0", "FIXED make/compile 8000", "SLOWER make 8000");
    assertThat(comparison.sentence())
        .startsWith(
            "`lint` failed (exit 3), which it did not in aaaaaaaa. `compile` went well, which failed"
                + " in aaaaaaaa. bbbbbbbb took 8.0s longer");
  }

  @Test
  void whatCameAndWentStandsForAllBelowIt() {
    stage(a, "old", 0, 1000, 0);
    a.span(0, 900, "o1", "old", "below", 0);
    stage(b, "new", 0, 3000, 0);
    b.span(0, 900, "n1", "new", "below", 0);

    Comparison comparison = compare(1000, 0, 3000, 0);

    assertThat(lines(comparison))
        .containsExactly("NEW make/new 3000", "SLOWER make 2000", "GONE make/old -1000");
    assertThat(comparison.sentence()).endsWith("; `new` is new and took 3.0s.");
  }

  @Test
  void aNewPartThatFailedIsNamed() {
    stage(b, "new", 0, 1000, 4);

    assertThat(compare(1000, 0, 1000, 4).sentence())
        .startsWith("`new`, which is new, failed (exit 4). bbbbbbbb took as long");
  }

  @Test
  void aRunThatFailedByItselfGoesByItsId() {
    assertThat(compare(1000, 0, 1000, 4).sentence())
        .startsWith(
            "bbbbbbbb failed (exit 4), which it did not in aaaaaaaa. bbbbbbbb took as long");
  }

  @Test
  void siblingsOfOneNameAreOnePart() {
    a.span(0, 100, "1", "r", "GET", 0).span(100, 200, "2", "r", "GET", 0);
    b.span(0, 400, "1", "r", "GET", 0)
        .span(100, 500, "2", "r", "GET", 2)
        .span(500, 900, "3", "r", "GET", 0);

    Comparison comparison = compare(1000, 0, 1000, 0);

    assertThat(lines(comparison)).containsExactly("FAILED make/GET 1000");
    Change change = comparison.changes().getFirst();
    assertThat(change.a()).map(Occurrence::count).hasValue(2);
    assertThat(change.b()).map(Occurrence::count).hasValue(3);
    assertThat(change.b()).map(Occurrence::offsetNanos).hasValue(0L);
  }

  @Test
  void chanceIsNoChange() {
    stage(a, "unit", 0, 9000, 0);
    stage(a, "tiny", 9000, 9001, 0);
    stage(b, "unit", 0, 9100, 0);
    stage(b, "tiny", 9100, 9105, 0);

    Comparison comparison = compare(9500, 0, 9600, 0);

    assertThat(comparison.changes()).isEmpty();
    assertThat(comparison.sentence()).isEqualTo("bbbbbbbb took as long as aaaaaaaa (9.6s).");
  }

  @Test
  void whatWasSkippedDidNotHappen() {
    stage(a, "deploy", 0, 500, 0);
    b.event(
        10,
        "stage.skipped",
        9,
        "deploy",
        RunFixture.text("clew.name", "deploy"),
        RunFixture.text("clew.parent_span_id", "r"));

    assertThat(lines(compare(500, 0, 500, 0))).containsExactly("GONE make/deploy -500");
  }

  @Test
  void commandsOfOtherNamesCorrespond() {
    stage(a, "unit", 0, 100, 0);
    RunFixture other = RunFixture.run(new Home(directory), "cccccccc00000000");
    other.runStarted(0, "r", "gmake");
    stage(other, "unit", 0, 200, 0);
    other.runFinished(200, "r", "gmake", 0);
    a.runFinished(100, "r", "make", 0);

    assertThat(lines(Comparison.of(inspect(a), inspect(other))))
        .containsExactly("SLOWER gmake 100", "SLOWER gmake/unit 100");
  }

  @Test
  void aRunThatGoesOnIsSaidToDoSo() throws Exception {
    a.runFinished(100, "r", "make", 0);
    try (var _ = dev.clew.runs.LockHolder.of(b.path())) {
      assertThat(Comparison.of(inspect(a), inspect(b)).sentence())
          .isEqualTo("bbbbbbbb is still running: only what has ended can be compared.");
    }
  }

  @Test
  void runsWithoutRecordsDifferInNothing() {
    Home home = new Home(directory);
    Run one = inspect(RunFixture.run(home, "dddddddd00000000"));
    Run other = inspect(RunFixture.run(home, "dddddddd00000001"));

    assertThat(Comparison.of(one, other).sentence())
        .isEqualTo("It is not known how long dddddddd00000001 took.");
  }

  @Test
  void itIsWrittenAsJson() throws IOException {
    stage(a, "unit", 0, 1000, 0);
    stage(b, "unit", 500, 3500, 1);
    var out = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      ComparisonJson.write(
          json,
          compare(4000, 0, 4000, 0),
          (generator, run) -> generator.writeStringField("id", run.id()));
    }

    assertThat(out.toString())
        .isEqualTo(
            """
            {"a":{"id":"aaaaaaaa00000000"},"b":{"id":"bbbbbbbb00000000"},\
            "sentence":"`unit` failed (exit 1), which it did not in aaaaaaaa. bbbbbbbb took as long as aaaaaaaa (4.0s).",\
            "changes":[{"path":["make","unit"],"name":"unit","kind":"stage","what":"failed","aSeconds":1.0,"bSeconds":3.0,\
            "deltaSeconds":2.0,"ratio":3.0,"aState":"ok","bState":"failed","aCount":1,"bCount":1}],\
            "aligned":[{"name":"make","kind":"run","a":{"offsetNanos":0,"durationNanos":4000000000,"state":"ok"},\
            "b":{"offsetNanos":0,"durationNanos":4000000000,"state":"ok"},\
            "children":[{"name":"unit","kind":"stage","a":{"offsetNanos":0,"durationNanos":1000000000,"state":"ok"},\
            "b":{"offsetNanos":500000000,"durationNanos":3000000000,"state":"failed"},"children":[]}]}]}""");
  }

  @Test
  void aHundredThousandSpansAreAligned() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      lines
          .append(
              "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"t\",\"spanId\":\"s")
          .append(i)
          .append("\",\"parentSpanId\":\"s")
          .append((i - 1) / 7)
          .append("\",\"name\":\"n")
          .append(i % 50)
          .append("\",\"startTimeUnixNano\":\"1\",\"endTimeUnixNano\":\"5\"}]}]}]}\n");
    }
    a.raw(lines.toString());
    b.raw(lines.toString());

    assertThat(compare(1000, 0, 1000, 0).changes()).isEmpty();
  }
}
