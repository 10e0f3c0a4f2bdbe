package dev.clew.functional;

import static dev.clew.functional.DockerDaemon.IMAGE;
import static dev.clew.functional.Records.attributes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.functional.Program.Ended;
import dev.clew.runfile.RunId;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// `clew run --container` with a real Docker engine: the launch, its stages, and what is told of a
/// container that fails.
@ExtendWith(DockerDaemon.Shared.class)
class ContainerRunTest {
  /// One for each test, whose containers are looked for by it.
  private final String run = RunId.random(new SecureRandom()).hex();

  private final DockerDaemon docker;

  @TempDir Path home;

  ContainerRunTest(DockerDaemon docker) {
    this.docker = docker;
  }

  private Program clew() {
    return new Program(home).with("DOCKER_HOST", docker.host());
  }

  private Ended run(String... command) {
    return clew().run(words(List.of("run", "--container", IMAGE), List.of(command)));
  }

  private static String[] words(List<String> some, List<String> more) {
    return java.util.stream.Stream.concat(some.stream(), more.stream()).toArray(String[]::new);
  }

  @Test
  void itsOutputAndExitCodeAreThoseOfTheCommand() {
    Ended ended = run("--", "sh", "-c", "echo out; echo err >&2; exit 3");

    assertThat(ended.text()).isEqualTo("out\n");
    assertThat(ended.err()).isEqualTo("err\n");
    assertThat(ended.code()).isEqualTo(3);
  }

  @Test
  void itReadsItsInput() {
    Program clew = clew();

    Ended ended = clew.run("one\ntwo\n".getBytes(), "run", "--container", IMAGE, "--", "cat");

    assertThat(ended.text()).isEqualTo("one\ntwo\n");
    assertThat(ended.code()).isZero();
  }

  @Test
  void anImageThatIsThereIsAHit() {
    Program clew = clew();
    clew.run("run", "--container", IMAGE, "--", "true");

    Records records = clew.records();
    Map<String, String> summary = attributes(records.event("run.summary").getAttributesList());
    assertThat(summary)
        .containsEntry("clew.cache.hits", "1")
        .containsEntry("clew.cache.misses", "0")
        .containsEntry(
            "clew.stage.names", "[resolve image, pull, create, start, attach, wait, remove]")
        .containsEntry("clew.stage.outcomes", "[ok, skipped, ok, ok, ok, ok, ok]");
  }

  @Test
  void everyStageIsAChildOfTheLaunch() {
    Program clew = clew();
    clew.run("run", "--container", IMAGE, "--", "sh", "-c", "sleep 0.1");

    Records records = clew.records();
    Span launch = records.span("sh");
    for (String stage : List.of("resolve image", "create", "start", "attach", "wait", "remove")) {
      assertThat(records.span(stage).getParentSpanId()).as(stage).isEqualTo(launch.getSpanId());
    }
    assertThat(attributes(launch.getAttributesList()))
        .containsEntry("clew.kind", "run")
        .containsEntry("container.image.name", "clew-test")
        .containsEntry("container.image.tags", "[1]")
        .containsEntry("process.command_args", "[sh, -c, sleep 0.1]")
        .containsEntry("process.exit.code", "0");
  }

  @Test
  void anImageThatIsPulledIsAMiss() throws Exception {
    int port = Serve.freePorts(1).getFirst();
    String image = "127.0.0.1:" + port + "/pulled:1";
    Process registry = docker.registry(port);
    try {
      docker.docker("tag", IMAGE, image);
      while (docker.docker("push", image).code() != 0) {
        assertThat(registry.isAlive()).as("docker-registry").isTrue();
        Thread.sleep(100);
      }
      docker.docker("rmi", image);
      Program clew = clew();

      Ended ended = clew.run("run", "--container", image, "--", "echo", "pulled");

      assertThat(ended.text()).as(ended.err()).isEqualTo("pulled\n");
      assertThat(attributes(clew.records().event("run.summary").getAttributesList()))
          .containsEntry("clew.cache.hits", "0")
          .containsEntry("clew.cache.misses", "1")
          .containsEntry("clew.stage.outcomes", "[ok, ok, ok, ok, ok, ok, ok]");
    } finally {
      registry.destroy();
    }
  }

  @Test
  void theStepsOfABuildAreEventsAndCounted() throws IOException {
    Path directory = Files.createDirectories(home.resolve("image"));
    String own = "clew-build-" + run + ":1";
    Files.writeString(
        directory.resolve("Dockerfile"), "FROM " + IMAGE + "\nRUN echo " + run + "\n");
    Program first = new Program(home.resolve("image")).with("DOCKER_HOST", docker.host());

    assertThat(first.run("run", "--container", own, "--build", ".", "--", "true").code()).isZero();

    Map<String, String> step = attributes(last(first.records(), "build.step"));
    assertThat(step)
        .containsEntry("clew.build.instruction", "RUN echo " + run)
        .containsEntry("clew.cache.hit", "false");
    assertThat(attributes(first.records().event("run.summary").getAttributesList()))
        .containsEntry("clew.cache.hits", "0")
        .containsEntry("clew.cache.misses", "1");

    Program again = clew();
    String command = directory.toString();
    assertThat(again.run("run", "--container", own, "--build", command, "--", "true").code())
        .isZero();
    assertThat(attributes(last(again.records(), "build.step")))
        .containsEntry("clew.cache.hit", "true");
    assertThat(attributes(again.records().event("run.summary").getAttributesList()))
        .containsEntry("clew.cache.hits", "1")
        .containsEntry("clew.cache.misses", "0");

    Files.writeString(directory.resolve("Dockerfile"), "FROM " + IMAGE + "\nRUN exit 2\n");
    Ended failed = clew().run("run", "--container", own, "--build", command, "--", "true");
    assertThat(failed.err()).contains("[E096]");
    assertThat(failed.code()).isEqualTo(1);
  }

  private static List<KeyValue> last(Records records, String event) {
    return records.logs.stream()
        .filter(log -> log.getEventName().equals(event))
        .reduce((_, later) -> later)
        .orElseThrow()
        .getAttributesList();
  }

  @Test
  void everyCallOfTheEngineIsRecordedWithDebug() {
    Program clew = clew();
    clew.run("--debug", "run", "--container", IMAGE, "-e", "PLAIN=not-recorded", "--", "true");

    List<Map<String, String>> calls =
        clew.records().logs.stream()
            .filter(log -> log.getEventName().equals("command.finished"))
            .map(log -> attributes(log.getAttributesList()))
            .filter(call -> call.get("process.executable.name").equals("docker"))
            .toList();
    assertThat(calls)
        .allSatisfy(
            call ->
                assertThat(call)
                    .containsKeys("clew.duration", "process.exit.code", "process.command_args"));
    assertThat(calls.stream().map(call -> call.get("process.command_args")).toList())
        .anyMatch(words -> words.startsWith("[docker, version,"))
        .anyMatch(words -> words.startsWith("[docker, image, inspect,"))
        .anyMatch(words -> words.startsWith("[docker, create,") && words.contains("--env, PLAIN,"))
        .anyMatch(words -> words.startsWith("[docker, start,"))
        .anyMatch(words -> words.startsWith("[docker, rm,"))
        .noneMatch(words -> words.contains("not-recorded"));
  }

  @Test
  void withoutDebugOnlyItsCommandIsRecorded() {
    Program clew = clew();
    clew.run("run", "--container", IMAGE, "--", "true");

    assertThat(clew.records().events()).containsOnlyOnce("command.finished");
  }

  @Test
  void aReaderThatHasGoneEndsTheCommand() throws IOException {
    Program clew = clew().with("CLEW_RUN_ID", run);
    Ended ended =
        clew.end(
            clew.start(
                List.of(
                    "bash",
                    "-c",
                    "\"$0\" run --container "
                        + IMAGE
                        + " -- sh -c 'while :; do echo y; done'"
                        + " | head -1; echo ${PIPESTATUS[0]}",
                    Program.path().toString())));

    assertThat(ended.text()).isEqualTo("y\n141\n");
    assertThat(ended.err()).isEmpty();
    assertThat(docker.containers(run)).isEmpty();
  }

  @Test
  void aFailureIsToldWithTheLastOutput() {
    Program clew = clew();
    clew.run("run", "--container", IMAGE, "--", "sh", "-c", "echo the last words; exit 7");

    Records records = clew.records();
    for (String event : List.of("container.crashed", "command.finished")) {
      assertThat(attributes(records.event(event).getAttributesList()))
          .as(event)
          .containsEntry("clew.output.tail", "the last words")
          .containsEntry("process.exit.code", "7")
          .containsEntry("error.type", "7");
    }
    assertThat(attributes(records.event("container.crashed").getAttributesList()))
        .containsEntry("clew.container.end", "exit");
  }

  @Test
  void outOfMemoryIsToldAsSuch() {
    Program clew = clew();
    Ended ended =
        clew.run(
            "run",
            "--container",
            IMAGE,
            "--container-option=--memory=20m",
            "--",
            "sh",
            "-c",
            "echo before; x=a; while :; do x=$x$x; done");

    assertThat(ended.code()).isEqualTo(137);
    LogRecord crashed = clew.records().event("container.crashed");
    assertThat(crashed.getBody().getStringValue()).contains("no memory left");
    assertThat(attributes(crashed.getAttributesList()))
        .containsEntry("clew.container.end", "oom")
        .containsEntry("clew.output.tail", "before");
    assertThat(clew.records().span("session " + IMAGE).getStatus().getMessage())
        .isEqualTo("died of signal 9: its container had no memory left");
  }

  @Test
  void theContainerIsRemovedUnlessItIsKept() {
    clew().with("CLEW_RUN_ID", run).run("run", "--container", IMAGE, "--", "false");
    assertThat(docker.containers(run)).isEmpty();

    clew().with("CLEW_RUN_ID", run).run("run", "--container", IMAGE, "--keep", "--", "false");

    assertThat(docker.containers(run)).hasSize(1);
    docker.docker("rm", docker.containers(run).getFirst());
  }

  @Test
  void itTakesTheOptionsOfTheEngine() throws IOException {
    Path data = Files.createDirectories(home.resolve("mine"));
    Files.writeString(data.resolve("file"), "mounted\n");
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));

    Ended ended =
        run(
            "--volume",
            "./mine:/data:ro",
            "-w",
            "/data",
            "-u",
            "65534",
            "-e",
            "A=b",
            "--",
            "sh",
            "-c",
            "cat file; echo $A; grep Uid: /proc/self/status | tr '\\t' ' '");

    assertThat(ended.text())
        .as(ended.err())
        .isEqualTo("mounted\nb\nUid: 65534 65534 65534 65534\n");
  }

  @Test
  void whatIsMissingHasACodeOfItsOwn() {
    assertThat(run("--", "no-such-program").err()).contains("[E030]");
    assertThat(run("--", "no-such-program").code()).isEqualTo(127);
    assertThat(run("--", "/tmp").code()).isEqualTo(126);
    Ended absent = clew().run("run", "--container", "127.0.0.1:1/absent:1", "--", "true");
    assertThat(absent.err()).contains("[E093]");
    assertThat(absent.code()).isEqualTo(1);
    assertThat(clew().run("run", "--container", IMAGE, "--pull", "often", "--", "true").code())
        .isEqualTo(2);
    assertThat(clew().run("run", "--build", ".", "--", "true").code()).isEqualTo(2);
  }

  @Test
  void aNameThatIsTakenHasACodeOfItsOwn() {
    docker.docker("create", "--name", "clew-taken", IMAGE, "true");

    assertThat(run("--container-name", "clew-taken", "--", "true").err()).contains("[E095]");

    docker.docker("rm", "clew-taken");
  }

  @Test
  void anEngineThatIsNotThereHasACodeOfItsOwn() {
    assertThat(
            clew()
                .with("CLEW_CONTAINER_ENGINE", "/nowhere/docker")
                .run("run", "--container", IMAGE, "--", "true")
                .err())
        .contains("[E090]");
    assertThat(
            clew()
                .with("DOCKER_HOST", "unix:///nowhere")
                .run("run", "--container", IMAGE, "--", "true")
                .err())
        .contains("[E092]");
  }

  /// The command waits for the signal as long as a busy machine needs, then for a second one. A
  /// background job of a shell ignores INT, as its commands then do.
  @Test
  void aSignalReachesTheCommandOnce() throws Exception {
    for (String signal : List.of("INT", "TERM", "USR1")) {
      Program clew = clew().with("CLEW_RUN_ID", run);
      Process process =
          clew.command(
              "env",
              "--default-signal",
              Program.path().toString(),
              "run",
              "--container",
              IMAGE,
              "--",
              "sh",
              "-c",
              "trap 'echo got; got=1' "
                  + signal
                  + "; echo ready; n=0; while [ -z \"$got\" ] && [ $n -lt 900 ]; do sleep 0.1;"
                  + " n=$((n+1)); done; n=0; while [ $n -lt 20 ]; do sleep 0.1;"
                  + " n=$((n+1)); done; exit 9");
      var out = process.inputReader();
      assertThat(out.readLine()).isEqualTo("ready");
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();

      assertThat(out.lines().toList()).as(signal).containsExactly("got");
      assertThat(process.waitFor()).isEqualTo(9);
      assertThat(docker.containers(run)).isEmpty();
    }
  }

  @Test
  void anInterruptionEndsACommandThatDoesNotCatchIt() throws Exception {
    Process process =
        clew()
            .with("CLEW_RUN_ID", run)
            .start("run", "--container", IMAGE, "--", "sh", "-c", "echo ready; exec sleep 1000");
    assertThat(process.inputReader().readLine()).isEqualTo("ready");

    new ProcessBuilder("kill", "-TERM", Long.toString(process.pid())).start().waitFor();

    assertThat(process.waitFor()).isEqualTo(143);
    assertThat(docker.containers(run)).isEmpty();
  }

  @Test
  void aTimeoutEndsAndRemovesTheContainer() {
    Ended ended =
        clew()
            .with("CLEW_RUN_ID", run)
            .run(
                "run",
                "--container",
                IMAGE,
                "--timeout",
                "1s",
                "--kill-after",
                "1s",
                "--",
                "sh",
                "-c",
                "trap '' TERM; sleep 1000");

    assertThat(ended.code()).isEqualTo(124);
    assertThat(docker.containers(run)).isEmpty();
  }

  @Test
  void onATerminalItIsInteractive() {
    Map<String, String> environment =
        Map.of("DOCKER_HOST", docker.host(), "CLEW_HOME", home.resolve("clew").toString());
    try (Tmux terminal = new Tmux(home, environment)) {
      terminal.line("clear; " + Program.path() + " run --container " + IMAGE + " -- sh");
      terminal.await(screen -> screen.contains("/ #"));
      terminal.line("[ -t 0 ] && echo 'a ter''minal'; sleep 1000");
      terminal.await(screen -> screen.contains("a terminal"));
      terminal.key("C-c");
      terminal.line("exit 5");
      terminal.await(screen -> screen.contains("what happened"));
      terminal.line("echo code=$?");
      terminal.await(screen -> screen.contains("code=5"));
    }
  }
}
