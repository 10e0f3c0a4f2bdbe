package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.functional.Program.Ended;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Stages and a user's own records, inside and outside a run.
class StepTest {
  @TempDir Path home;

  @Test
  void aParallelMakeIsOneWaterfallInOneFile() throws IOException {
    String clewPath = Program.path().toString();
    Files.writeString(
        home.resolve("Makefile"),
        """
        all: a b c
        a: ; @CLEW step a -- sh -c 'echo in a; CLEW step inner -- true'
        b: ; @CLEW step b -- sh -c 'echo in b; exit 3'
        c: ; @CLEW event deploy.approved by=alice && CLEW metric add tests.failed 3 && CLEW log --level warn 'cache is cold'
        """
            .replace("CLEW", clewPath));
    Program clew = new Program(home);

    Ended ended = clew.run("run", "--", "make", "-k", "-j4");

    assertThat(ended.code()).isEqualTo(2);
    Records records = clew.records();
    Span make = records.span("make");
    assertThat(records.span("a").getParentSpanId()).isEqualTo(make.getSpanId());
    assertThat(records.span("b").getParentSpanId()).isEqualTo(make.getSpanId());
    assertThat(records.span("inner").getParentSpanId()).isEqualTo(records.span("a").getSpanId());
    assertThat(records.spans).allMatch(span -> span.getTraceId().equals(make.getTraceId()));
    assertThat(records.events())
        .startsWith("run.started")
        .endsWith("run.finished", "run.summary")
        .contains("stage.started", "stage.finished", "deploy.approved");
    assertThat(Collections.frequency(records.events(), "run.started")).isEqualTo(1);
    assertThat(Records.attributes(records.event("stage.failed").getAttributesList()))
        .containsEntry("clew.name", "b")
        .containsEntry("clew.output.tail", "in b")
        .containsEntry("process.exit.code", "3");
    assertThat(Records.attributes(records.event("deploy.approved").getAttributesList()))
        .containsEntry("by", "alice");
    assertThat(records.event("deploy.approved").getSpanId()).isEqualTo(make.getSpanId());
    assertThat(records.logs)
        .anyMatch(log -> log.getBody().getStringValue().equals("cache is cold"));
    assertThat(records.points("tests.failed", 0)).isNotEmpty();
    String summary =
        Records.attributes(records.event("run.summary").getAttributesList()).toString();
    assertThat(summary).contains("inner").contains("stage.failed");
    Ended inspected = clew.run("inspect", runId(clew));
    assertThat(inspected.text())
        .contains("make -k -j4")
        .contains("failed (2)")
        .contains("inner")
        .contains("failed (3)");
  }

  @Test
  void aLineThatPassesTwoRecordersIsRecordedOnce() {
    Program clew = new Program(home);
    String step = Program.path() + " --debug step";

    Ended ended =
        clew.run(
            "--debug",
            "run",
            "--",
            "sh",
            "-c",
            step + " seen -- sh -c 'echo out; echo err >&2'; " + step + " away -- echo file >file");

    assertThat(ended.text()).isEqualTo("out\n");
    Records records = clew.records();
    assertThat(records.output("stdout")).containsExactlyInAnyOrder("out", "file");
    assertThat(Collections.frequency(records.output("stderr"), "err")).isEqualTo(1);
  }

  @Test
  void aLineHasTheSpanOfTheStepThatItComesFrom() {
    Program clew = new Program(home);
    String step = Program.path() + " step ";
    String inner = step + "inner -- seq 3000 3999";
    String script =
        "echo run; %s a -- seq 1000 1999 & %s b -- sh -c 'echo b; %s; echo b' & wait; echo run"
            .formatted(step, step, inner);

    Ended ended = clew.run("--debug", "run", "--", "sh", "-c", script);

    assertThat(ended.text().lines()).hasSize(2004).startsWith("run").endsWith("run");
    Records records = clew.records();
    assertThat(lines(records, "sh")).containsExactly("run", "run");
    assertThat(lines(records, "a")).hasSize(1000).allMatch(line -> line.startsWith("1"));
    assertThat(lines(records, "b")).containsExactly("b", "b");
    assertThat(lines(records, "inner")).hasSize(1000).allMatch(line -> line.startsWith("3"));
  }

  private static List<String> lines(Records records, String span) {
    return records.logs.stream()
        .filter(log -> log.getSpanId().equals(records.span(span).getSpanId()))
        .filter(log -> Records.attributes(log.getAttributesList()).containsKey("log.iostream"))
        .map(log -> log.getBody().getStringValue())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatComesAfterARunDoesNotTakeItOver(boolean exporting) throws Exception {
    try (OtlpReceiver backend = OtlpReceiver.grpc()) {
      Program clew = new Program(home);
      if (exporting) {
        clew.exportingTo(backend);
      }
      Ended ended = clew.run("run", "--name", "build", "--", "sh", "-c", ORPHAN + "exit 3");
      Files.createFile(home.resolve("go"));
      await("done");

      assertThat(ended.code()).isEqualTo(3);
      Records records = exporting ? backend.records : clew.records();
      Span build = records.span("build");
      assertThat(records.logs)
          .filteredOn(log -> log.getBody().getStringValue().equals("late"))
          .singleElement()
          .matches(log -> log.getSpanId().equals(build.getSpanId()));
      assertThat(records.logs)
          .filteredOn(log -> log.getEventName().startsWith("run."))
          .filteredOn(log -> log.getSpanId().equals(build.getSpanId()))
          .hasSize(3);
      if (!exporting) {
        assertThat(clew.run("runs").text()).contains("failed", "\tbuild\t");
      }
    }
  }

  @Test
  void aKilledRunStaysInterrupted() throws Exception {
    Program clew = new Program(home);
    Process process =
        clew.start("run", "--name", "build", "--", "sh", "-c", ORPHAN + "echo ready; sleep 600");
    assertThat(process.inputReader().readLine()).isEqualTo("ready");
    List<ProcessHandle> left = process.descendants().toList();
    process.destroyForcibly().onExit().join();
    Files.createFile(home.resolve("go"));
    await("done");
    left.forEach(ProcessHandle::destroyForcibly);

    assertThat(clew.records().logs).anyMatch(log -> log.getBody().getStringValue().equals("late"));
    assertThat(clew.run("runs").text()).contains("interrupted", "\tbuild\t");
  }

  /// A process that records something when its run is over.
  private static final String ORPHAN =
      "(until [ -e go ]; do sleep 0.05; done; %s log late; touch done) </dev/null >/dev/null 2>&1 &\n"
          .formatted(Program.path());

  private void await(String file) throws InterruptedException {
    while (!Files.exists(home.resolve(file))) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  @Test
  void outsideARunAStepIsARunOfItsOwn() {
    Program clew = new Program(home);

    assertThat(clew.run("step", "alone", "--", "true").code()).isZero();

    Records records = clew.records();
    assertThat(records.span("alone").getParentSpanId().isEmpty()).isTrue();
    assertThat(records.events()).contains("run.started", "run.finished", "run.summary");
  }

  @Test
  void aSkippedStageIsRecordedAndNotRun() {
    Program clew = new Program(home);

    clew.run("run", "--", Program.path().toString(), "step", "lint", "--skip", "nothing changed");

    assertThat(Records.attributes(clew.records().event("stage.skipped").getAttributesList()))
        .containsEntry("clew.name", "lint")
        .containsEntry("clew.skip.reason", "nothing changed");
  }

  @Test
  void manyStepsAtOnceShareOneFileWithoutDamage() {
    Program clew = new Program(home);
    String steps =
        IntStream.range(0, 6)
            .mapToObj(i -> Program.path() + " --debug step s" + i + " -- seq 200 & ")
            .reduce("", String::concat);

    Ended ended = clew.run("run", "--", "sh", "-c", steps + "wait");

    assertThat(ended.code()).isZero();
    Records records = clew.records();
    assertThat(records.spans).hasSize(7);
    assertThat(records.output("stdout")).hasSize(6 * 200);
    assertThat(Collections.frequency(records.events(), "stage.finished")).isEqualTo(6);
  }

  @Test
  void stepsOfARunWithABackendAreDeliveredByTheRun() throws IOException {
    try (OtlpReceiver backend = OtlpReceiver.grpc()) {
      Program clew = new Program(home).exportingTo(backend);

      clew.run("run", "--", Program.path().toString(), "step", "one", "--", "true");

      assertThat(backend.records.span("one").getParentSpanId())
          .isEqualTo(backend.records.span("clew").getSpanId());
      assertThat(clew.runFiles()).isEmpty();
    }
  }

  @Test
  void anAdoptedRunIdJoinsInvocations() {
    Program clew = new Program(home).with("CLEW_RUN_ID", "00112233445566aa");

    clew.run("run", "--", "true");
    clew.run("event", "note.taken");

    assertThat(clew.runFiles()).singleElement().asString().endsWith("/00112233445566aa.jsonl");
    assertThat(clew.records().events()).contains("run.summary", "note.taken");
    assertThat(clew.run("run", "--", "true").code()).isZero();
    assertThat(new Program(home).with("CLEW_RUN_ID", "nonsense").run("run", "--", "true").err())
        .contains("[E024]");
  }

  @Test
  void readingBack() {
    Program clew = new Program(home);
    clew.run("--debug", "run", "--", "sh", "-c", "echo first line; echo oops >&2");
    String run = runId(clew);

    assertThat(clew.run("runs").text()).contains(run).contains("ok");
    assertThat(clew.run("logs", "--run", run.substring(0, 6), "--grep", "oops").text())
        .contains("DEBUG stderr     oops")
        .doesNotContain("DEBUG stdout");
    assertThat(clew.run("metrics", "--run", run).text()).contains("process.cpu.time");
    assertThat(clew.run("-o", "json", "runs").text())
        .isEqualTo(clew.run("runs", "-o", "json").text());
    Ended unknown = clew.run("inspect", "ffff");
    assertThat(unknown.err()).contains("[E020]");
    assertThat(unknown.code()).isEqualTo(1);
  }

  @Test
  void usageErrorsAreTwoAndNameTheWayOut() {
    Program clew = new Program(home);

    assertThat(List.of(clew.run("run").code(), clew.run("rum").code())).containsExactly(2, 2);
    Ended unknown = clew.run("runs", "--nope");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("[E001]").contains("--nope");
    assertThat(clew.run("explain", "E016").text()).contains("Unsupported OTLP protocol");
    assertThat(clew.run("--version").text()).startsWith("clew ");
    assertThat(clew.run("help", "metric", "add").text())
        .startsWith("Usage: clew metric add ")
        .isEqualTo(clew.run("metric", "add", "--help").text());
    assertThat(clew.run("help").text()).isEqualTo(clew.run().text());
  }

  @Test
  void manyAtOnceOpenNoPortAndLoadNoQuarkus() {
    Program clew =
        new Program(home)
            .with("CLEW_JAVA_OPTIONS", "-Xlog:class+load:file=" + home + "/classes-%p.log");
    List<Ended> all =
        IntStream.range(0, 4).parallel().mapToObj(_ -> clew.run("run", "--", "true")).toList();

    assertThat(all).allMatch(ended -> ended.code() == 0);
    try (Stream<Path> logs =
        Files.list(home).filter(f -> f.getFileName().toString().startsWith("classes-"))) {
      assertThat(logs)
          .allSatisfy(
              log ->
                  assertThat(Files.readString(log))
                      .doesNotContain("io.quarkus.runtime.Quarkus ", "io.vertx.core"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    assertThat(clew.runFiles()).hasSize(4);
  }

  static String runId(Program clew) {
    return clew.runFiles().getFirst().getFileName().toString().replace(".jsonl", "");
  }
}
