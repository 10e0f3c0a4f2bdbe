package dev.clew.functional;

import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.functional.Program.Ended;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `clew run` with nothing configured: bytes, exit codes and the run file.
class RunTest {
  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(strings = {"0", "0777"})
  void filesAreTheUsersAloneWhateverTheUmaskIs(String umask) throws Exception {
    Program clew = new Program(home);

    String run = "umask " + umask + "; exec " + Program.path() + " --debug run -- sh -c umask";
    Ended ended = clew.end(clew.shell(run));

    assertThat(Integer.parseInt(ended.text().strip(), 8)).isEqualTo(Integer.parseInt(umask, 8));
    Path file = clew.runFiles().getFirst();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    for (Path above = file.getParent(); !above.equals(home); above = above.getParent()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(above)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void aRunIsRecordedWhole() throws IOException {
    Program clew = new Program(home);

    Ended ended = clew.run("--debug", "run", "--", "sh", "-c", "echo one; echo two >&2; exit 3");

    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.text()).isEqualTo("one\n");
    Path file = clew.runFiles().getFirst();
    String run = file.getFileName().toString().replace(".jsonl", "");
    assertThat(run).matches("[0-9a-f]{16}");
    assertThat(ended.err()).contains("run " + run).contains(file.toString()).contains("two\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");

    Records records = clew.records();
    assertThat(records.output("stdout")).containsExactly("one");
    assertThat(records.output("stderr")).containsExactly("two");
    assertThat(records.events())
        .containsExactly(
            "run.started", "command.started", "command.finished", "run.finished", "run.summary");
    assertThat(records.resources)
        .allSatisfy(
            resource ->
                assertThat(Records.attributes(resource.getAttributesList()))
                    .containsEntry("service.name", "clew")
                    .containsEntry("parallax.run.id", run)
                    .containsEntry("cli.invocation.id", run)
                    .containsKeys("service.version", "host.name", "process.pid"));

    Span span = records.span("sh");
    assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
    assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
    assertThat(span.getStartTimeUnixNano()).isLessThan(span.getEndTimeUnixNano());
    Map<String, String> attributes = Records.attributes(span.getAttributesList());
    assertThat(attributes)
        .containsEntry("process.executable.name", "sh")
        .containsEntry("process.exit.code", "3")
        .containsEntry("error.type", "3")
        .containsEntry("process.working_directory", home.toString())
        .containsEntry("process.command_args", "[sh, -c, echo one; echo two >&2; exit 3]");
    assertThat(attributes.get("process.executable.path")).endsWith("/sh");
    assertThat(attributes.get("process.parent_pid"))
        .isEqualTo(
            Records.attributes(records.resources.getFirst().getAttributesList()).get("process.pid"))
        .isNotEqualTo(attributes.get("process.pid"));
    LogRecord finished = records.event("command.finished");
    assertThat(Records.attributes(finished.getAttributesList()))
        .hasEntrySatisfying(
            "clew.output.tail",
            tail -> assertThat(tail.lines()).containsExactlyInAnyOrder("one", "two"));
    assertThat(finished.getTraceId()).isEqualTo(span.getTraceId());
    assertThat(finished.getSpanId()).isEqualTo(span.getSpanId());
  }

  @Test
  void withoutDebugItIsSilentAndRecordsNoOutputButTheFailuresTail() {
    Program clew = new Program(home);

    Ended ended = clew.run("run", "--", "sh", "-c", "seq 60; exit 1");

    assertThat(ended.err()).isEmpty();
    Records records = clew.records();
    assertThat(records.output("stdout")).isEmpty();
    assertThat(
            Records.attributes(records.event("command.finished").getAttributesList())
                .get("clew.output.tail"))
        .startsWith("11\n")
        .endsWith("\n60");
    assertThat(Records.attributes(records.event("run.summary").getAttributesList()))
        .containsEntry("clew.output.lines", "60")
        .containsEntry("clew.delivery.sink", "file");
  }

  @ParameterizedTest
  @CsvSource({
    "exit 0, 0",
    "exit 42, 42",
    "exit 255, 255",
    "kill -TERM $$, 143",
    "kill -KILL $$, 137",
  })
  void theCodeIsTheChilds(String script, int code) {
    Program clew = new Program(home);

    assertThat(clew.run("run", "--", "sh", "-c", script).code()).isEqualTo(code);
    assertThat(Records.attributes(clew.records().span("sh").getAttributesList()))
        .containsEntry("process.exit.code", Integer.toString(code));
  }

  @Test
  void aCommandThatDoesNotExistIs127() {
    Program clew = new Program(home);

    Ended ended = clew.run("run", "--", "no-such-command");

    assertThat(ended.code()).isEqualTo(127);
    assertThat(ended.err()).contains("error: [E030] Command not found").contains("no-such-command");
    assertThat(Records.attributes(clew.records().span("no-such-command").getAttributesList()))
        .containsEntry("error.type", "not_found");
  }

  @Test
  void aFileThatIsNotExecutableIs126() throws IOException {
    Program clew = new Program(home);
    Files.writeString(home.resolve("plain"), "echo no\n");

    Ended ended = clew.run("run", "--", "./plain");

    assertThat(ended.code()).isEqualTo(126);
    assertThat(ended.err()).contains("[E031]");
    assertThat(clew.records().events()).contains("run.finished");
  }

  @Test
  void bytesPassUnchanged() throws IOException {
    Program clew = new Program(home);
    byte[] odd = {
      'a', (byte) 0xff, 0, (byte) 0xc3, '\n', 27, '[', '1', 'm', (byte) 0xe2, (byte) 0x82
    };
    Files.write(home.resolve("odd"), odd);

    assertThat(clew.run("--debug", "run", "--", "cat", "odd").out()).isEqualTo(odd);
    assertThat(clew.records().output("stdout")).containsExactly("a\uFFFD\uFFFD", "\uFFFD");
    assertThat(
            clew.records().logs.stream()
                .map(each -> Records.attributes(each.getAttributesList()))
                .filter(attributes -> attributes.containsKey("log.record.original"))
                .map(attributes -> attributes.get("log.record.original")))
        .containsExactly("a\uFFFD\u0000\uFFFD", "\u001b[1m\uFFFD");
  }

  @Test
  void standardInputReachesTheChild() {
    Program clew = new Program(home);

    Ended ended =
        clew.run("hi\n".getBytes(java.nio.charset.StandardCharsets.UTF_8), "run", "--", "cat");

    assertThat(ended.text()).isEqualTo("hi\n");
  }

  @Test
  void aBigOutputPassesWhole() {
    Program clew = new Program(home);

    Ended ended = clew.run("run", "--", "head", "-c", "20000000", "/dev/zero");

    assertThat(ended.out()).hasSize(20_000_000).containsOnly(0);
  }

  @Test
  void aClosedStandardOutputDoesNotHurt() {
    Ended ended = new Program(home).run("run", "--", "sh", "-c", "exec >&-; sleep 0.1; exit 4");

    assertThat(ended.code()).isEqualTo(4);
  }

  @Test
  void aReaderThatGoesEndsTheChildAsWithoutClew() throws IOException, InterruptedException {
    Program clew = new Program(home);
    Process process = clew.shell(Program.path() + " run -- yes | head -n 1");

    assertThat(Program.text(process.getInputStream().readAllBytes())).isEqualTo("y\n");
    assertThat(process.waitFor()).isZero();
    assertThat(Records.attributes(clew.records().span("yes").getAttributesList()))
        .containsEntry("process.exit.code", "141");
  }

  @Test
  void whatTakesTooLongIsEndedWithAllItsProcesses() throws Exception {
    Program clew = new Program(home);

    Ended ended =
        clew.run(
            "run",
            "--timeout",
            "15s",
            "--kill-after",
            "100ms",
            "--",
            "sh",
            "-c",
            "trap '' TERM; sleep 36000 & echo $!; while :; do sleep 36000; done");

    assertThat(ended.code()).isEqualTo(124);
    Optional<ProcessHandle> left = ProcessHandle.of(Long.parseLong(ended.text().strip()));
    if (left.isPresent()) {
      // It is dead, but maybe nobody has asked for its status yet.
      left.get().onExit().get(5, TimeUnit.MINUTES);
    }
    Records records = clew.records();
    assertThat(Records.attributes(records.span("sh").getAttributesList()))
        .containsEntry("error.type", "timeout")
        .containsEntry("process.exit.code", "137");
    assertThat(records.event("run.finished").getBody().getStringValue()).contains("timed out");
    assertThat(clew.run("inspect", StepTest.runId(clew)).text()).contains("timed out");
  }

  static List<String> signals() throws IOException {
    List<String> all = new ArrayList<>(List.of("HUP", "INT", "TERM", "USR1", "TSTP", "CONT"));
    if (Program.isNative()) {
      // A JVM keeps these for itself.
      all.addAll(List.of("QUIT", "USR2"));
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("signals")
  void aSignalReachesTheChild(String signal) throws Exception {
    // A signal that is ignored from the start, as HUP under nohup, no shell can trap; and one that
    // comes from a terminal is not passed on.
    Program clew = new Program(home);
    Process process =
        clew.shell(
            "exec setsid env --default-signal %s run -- sh -c 'trap \"exit 42\" %s; echo ready; while :; do sleep 0.1; done'"
                .formatted(Program.path(), signal));
    process.getInputStream().read();

    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();

    assertThat(process.onExit().get(10, TimeUnit.MINUTES).exitValue()).isEqualTo(42);
  }

  @Test
  void aProcessLeftBehindNeitherHoldsTheRunNorLosesItsOutput() throws Exception {
    Program clew = new Program(home);

    Path fifo = home.resolve("fifo");
    assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    Process process =
        clew.shell(
            "exec "
                + Program.path()
                + " --debug run -- sh -c '(trap \"echo on; echo done; exit\" USR1;"
                + " while :; do sleep 0.1; done) & echo $!' > fifo 2> err");
    BufferedReader out = Files.newBufferedReader(fifo);

    assertThat(process.waitFor()).isZero();
    ProcessHandle left = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
    assertThat(clew.records().events()).contains("run.finished");
    new ProcessBuilder("kill", "-USR1", Long.toString(left.pid())).start().waitFor();
    // What reads its output now ends with it.
    assertThat(out.readLine()).isEqualTo("on");
    assertThat(out.readLine()).isEqualTo("done");
    assertThat(out.readLine()).isNull();
  }

  @Test
  void contextIsContinuedAndPassedOn() {
    Program clew =
        new Program(home)
            .with("TRACEPARENT", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
            .with("TRACESTATE", "vendor=1")
            .with("OTEL_SERVICE_NAME", "mine")
            .with("OTEL_RESOURCE_ATTRIBUTES", "team=a%20b");

    Ended ended =
        clew.run(
            "run", "--template", "--", "sh", "-c", "env; echo arg=$1", "sh", "{{traceparent}}");

    Records records = clew.records();
    String file = clew.runFiles().getFirst().getFileName().toString();
    String traceparent =
        ended
            .text()
            .lines()
            .filter(line -> line.startsWith("TRACEPARENT="))
            .findFirst()
            .orElseThrow();
    assertThat(traceparent)
        .startsWith("TRACEPARENT=00-0af7651916cd43dd8448eb211c80319c-")
        .doesNotContain("b7ad6b7169203331");
    assertThat(ended.text())
        .contains("TRACESTATE=vendor=1")
        .contains("OTEL_SERVICE_NAME=mine")
        .contains("CLEW_RUN_ID=" + file.replace(".jsonl", ""))
        .contains("arg=" + traceparent.substring("TRACEPARENT=".length()));
    assertThat(records.span("sh").getParentSpanId().isEmpty()).isFalse();
    assertThat(Records.attributes(records.resources.getFirst().getAttributesList()))
        .containsEntry("service.name", "mine")
        .containsEntry("team", "a b");
  }

  @Test
  void noInjectKeepsTheEnvironmentClean() {
    Program clew = new Program(home).with("OTEL_SERVICE_NAME", "mine");

    assertThat(clew.run("run", "--no-inject", "--", "env").text())
        .doesNotContain("TRACEPARENT", "CLEW_RUN_ID", "OTEL_");
  }

  @ParameterizedTest
  @CsvSource({"OTEL_TRACES_EXPORTER, console, 1", "OTEL_TRACES_EXPORTER, none, 0", "X, x, 0"})
  void spansArePrintedWhereThatIsAskedFor(String variable, String value, int spans)
      throws IOException {
    Program clew = new Program(home).with(variable, value);

    Ended ended = clew.run("run", "--", "echo", "out");

    List<String> printed = ended.text().lines().skip(1).toList();
    assertThat(ended.text()).startsWith("out\n");
    assertThat(printed).hasSize(spans).allMatch(line -> line.startsWith("{\"resourceSpans\":["));
    assertThat(Files.readAllLines(clew.runFiles().getFirst())).containsAll(printed);
  }

  @Test
  void secretsInArgumentsAreRedacted() {
    Program clew = new Program(home);

    clew.run(
        "run", "--", "true", "--password", "hunter2", "https://u:s3cret@host/x", "token=abcdef12");

    assertThat(
            Records.attributes(clew.records().span("true").getAttributesList())
                .get("process.command_args"))
        .isEqualTo("[true, --password, [REDACTED], https://[REDACTED]@host/x, token=[REDACTED]]");
  }

  /// A native binary takes what looks like an option of a JVM for its own, unless it is told not
  /// to.
  @Test
  void optionsOfAJvmAreTheCommands() {
    Ended ended =
        new Program(home)
            .run("run", "--", "echo", "-Xmx1g", "-Xmn1m", "-Dx=y", "-XX:+PrintGC", "--", "end");

    assertThat(ended.text()).isEqualTo("-Xmx1g -Xmn1m -Dx=y -XX:+PrintGC -- end\n");
  }

  @Test
  void withoutAHomeOfItsOwnTheRunIsBelowTheUsers() {
    new Program(home).with("CLEW_HOME", "").run("run", "--", "true");

    assertThat(new Program(home.resolve(".clew")).records().events()).contains("run.finished");
  }

  @Test
  void theJobsOfAPipelineRunShareATrace() {
    Program clew =
        new Program(home)
            .with("TRAVIS", "true")
            .with("TRAVIS_REPO_SLUG", "acme/p")
            .with("TRAVIS_BUILD_ID", "1001");

    clew.run("run", "--", "true");
    clew.run("run", "--", "true");

    List<Records> jobs = clew.runFiles().stream().map(Records::of).toList();
    assertThat(jobs).hasSize(2);
    assertThat(jobs.stream().map(job -> job.span("true").getTraceId()).distinct()).hasSize(1);
    assertThat(Records.attributes(jobs.getFirst().resources.getFirst().getAttributesList()))
        .containsEntry("cicd.pipeline.run.id", "1001")
        .containsEntry("vcs.repository.name", "p");
  }

  @Test
  void secretsInOutputPassAndAreNotRecorded() throws IOException {
    Program clew = new Program(home).with("T", "hunter2");

    Ended ended =
        clew.run("--debug", "run", "--", "sh", "-c", "echo token=$T; echo secret: $T >&2; exit 1");

    assertThat(ended.text()).isEqualTo("token=hunter2\n");
    assertThat(ended.err()).contains("secret: hunter2\n");
    assertThat(clew.records().output("stdout")).containsExactly("token=[REDACTED]");
    assertThat(Files.readString(clew.runFiles().getFirst()))
        .contains("clew.output.tail")
        .doesNotContain("hunter2");
  }

  @Test
  void telemetryOffRunsTheCommandAndNothingElse() {
    Program clew = new Program(home).with("CLEW_TELEMETRY_ENABLED", "false");

    assertThat(clew.run("--debug", "run", "--", "sh", "-c", "echo x; exit 5").code()).isEqualTo(5);
    assertThat(clew.runFiles()).isEmpty();
  }

  @Test
  void metricsAreTakenAtTheStartAndTheEnd() {
    Program clew = new Program(home);

    clew.run("run", "--", "sleep", "0.05");

    Records records = clew.records();
    long pid =
        Long.parseLong(
            Records.attributes(records.span("sleep").getAttributesList()).get("process.pid"));
    long self =
        Long.parseLong(
            Records.attributes(records.resources.getFirst().getAttributesList())
                .get("process.pid"));
    for (String metric :
        List.of(
            "process.cpu.utilization",
            "process.cpu.time",
            "process.memory.usage",
            "process.thread.count",
            "process.disk.io",
            "process.context_switches",
            "process.unix.file_descriptor.count")) {
      assertThat(records.points(metric, pid)).as(metric).hasSizeGreaterThanOrEqualTo(2);
      assertThat(records.points(metric, self)).as(metric).hasSizeGreaterThanOrEqualTo(2);
    }
    for (String metric : List.of("clew.runtime.workers", "clew.runtime.alive.tasks")) {
      assertThat(records.points(metric, 0))
          .as(metric)
          .hasSizeGreaterThanOrEqualTo(2)
          .allMatch(point -> point.getAsInt() > 0);
    }
    assertThat(records.points("clew.runtime.global.queue.depth", 0))
        .hasSizeGreaterThanOrEqualTo(2)
        .allMatch(point -> point.getAsInt() == 0);
  }

  @Test
  void thePeakOfMemoryIsTheCommandsWhileItLives() throws IOException {
    assertThat(peak("short", "dd", "if=/dev/zero", "of=/dev/null", "bs=300M", "count=10"))
        .isBetween(300_000_000L, 400_000_000L);
    // A process that has just been started has a page or two.
    assertThat(peak("long", "sleep", "0.3")).isBetween(200_000L, 50_000_000L);
  }

  private long peak(String place, String... command) throws IOException {
    Program clew = new Program(Files.createDirectory(home.resolve(place)));
    clew.run(Stream.concat(Stream.of("run", "--"), Stream.of(command)).toArray(String[]::new));
    return Long.parseLong(
        Records.attributes(clew.records().event("run.summary").getAttributesList())
            .get("clew.memory.peak"));
  }

  @Test
  void aKilledRunIsWholeUpToThenAndShownAsInterrupted() throws Exception {
    Program clew = new Program(home);
    Process process =
        clew.start("--debug", "run", "--", "sh", "-c", "echo before; exec sleep 36000");
    process.getInputStream().read();
    try (WatchService changes = home.getFileSystem().newWatchService()) {
      clew.runFiles().getFirst().getParent().register(changes, ENTRY_MODIFY);
      while (!hasLine(clew, "\"before\"")) {
        WatchKey change = changes.take();
        change.pollEvents();
        change.reset();
      }
    }

    List<ProcessHandle> left = process.descendants().toList();
    process.toHandle().destroyForcibly();
    process.waitFor();
    left.forEach(ProcessHandle::destroyForcibly);

    assertThat(clew.records().output("stdout")).containsExactly("before");
    assertThat(clew.run("runs").text()).contains("interrupted");
  }

  private static boolean hasLine(Program clew, String text) throws IOException {
    return !clew.runFiles().isEmpty()
        && Files.readString(clew.runFiles().getFirst()).contains(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#!/bin/sh\\r\\necho hi\\r\\n | ends with CR LF, so that its interpreter would be \"/bin/sh\\r\"",
        "#! /no/such/shell -e\\n     | its interpreter \"/no/such/shell\" does not exist"
      })
  void aScriptsMissingInterpreterIsNamed(String content, String reason) throws IOException {
    Path script = home.resolve("script");
    Files.writeString(script, content.strip().replace("\\r", "\r").replace("\\n", "\n"));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));

    for (String[] command : new String[][] {{"./script"}, {script.toString()}}) {
      Ended ended = new Program(home).run("run", "--", command[0]);
      assertThat(ended.err()).contains("[E030]").contains(reason.strip());
      assertThat(ended.code()).isEqualTo(127);
    }
  }

  @Test
  void variablesThatAShellCannotNameReachTheCommand() {
    Program clew =
        new Program(home)
            .with("foo.bar", "one\ntwo=é")
            .with("BASH_FUNC_hi%%", "() {  echo hi\n}")
            .with("ordinary", "three");

    String all = clew.run("run", "--", "env", "-0").text();

    assertThat(all.split("\0"))
        .contains("foo.bar=one\ntwo=é", "BASH_FUNC_hi%%=() {  echo hi\n}", "ordinary=three")
        .doesNotHaveDuplicates()
        .noneMatch(each -> each.contains("LAUNCHER"));
  }

  /// A JVM takes the options of these variables, and says so on the command's standard error. One
  /// of them kept the launcher's from starting.
  @Test
  void optionsForJavaAreTheCommands() {
    List<String> variables =
        List.of("JDK_JAVA_OPTIONS=--no-such", "JAVA_TOOL_OPTIONS=-Da=é", "_JAVA_OPTIONS=-Xmx9m");
    Program clew = new Program(home);
    variables.forEach(each -> clew.with(each.split("=")[0], each.split("=", 2)[1]));

    Ended ended = clew.run("run", "--", "env", "-0");

    assertThat(ended.err()).isEmpty();
    assertThat(ended.text().split("\0")).containsAll(variables).doesNotHaveDuplicates();
  }
}
