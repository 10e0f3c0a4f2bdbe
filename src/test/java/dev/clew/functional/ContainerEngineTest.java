package dev.clew.functional;

import static dev.clew.functional.Records.attributes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.functional.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Engines that a machine has not at hand: an old one, one whose disk is full, one whose pull takes
/// its time. A script stands in for the command line.
class ContainerEngineTest {
  private static final String CURRENT =
      "version) printf '28.2.2\\n28.2.2\\n1.50\\nEngine=28.2.2\\n' ;;\n";

  @TempDir Path home;

  private Program engine(String cases) throws IOException {
    Path script = home.resolve("docker");
    Files.writeString(script, "#!/bin/sh\ncase $1 in\n" + cases + "esac\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new Program(home).with("CLEW_CONTAINER_ENGINE", script.toString());
  }

  private static Ended run(Program clew) {
    return clew.run("run", "--container", "it:1", "--", "true");
  }

  @Test
  void oneThatIsTooOldIsToldWithItsVersion() throws IOException {
    Ended ended = run(engine("version) printf '28.2.2\\n19.03.15\\n1.40\\nEngine=19\\n' ;;\n"));

    assertThat(ended.err()).contains("[E091]", "19.03.15", "1.40");
    assertThat(ended.code()).isEqualTo(1);
  }

  @Test
  void aFullDiskIsToldAsSuch() throws IOException {
    Program clew =
        engine(
            CURRENT
                + "image) echo 'Error: No such image: it:1' >&2; exit 1 ;;\n"
                + "pull) echo 'failed to register layer: write /f: no space left on device' >&2;"
                + " exit 1 ;;\n");

    Ended ended = run(clew);

    assertThat(ended.err()).contains("[E094]", "no space left on device");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(attributes(clew.records().event("stage.failed").getAttributesList()))
        .containsEntry("clew.name", "pull");
    assertThat(attributes(clew.records().event("run.summary").getAttributesList()))
        .containsEntry("clew.cache.misses", "1");
  }

  @Test
  void anInterruptionEndsAPull() throws Exception {
    Program clew =
        engine(
            CURRENT
                + "image) echo 'Error: No such image: it:1' >&2; exit 1 ;;\n"
                + "pull) echo $$ > pulling; exec sleep 1000 ;;\n");
    Process process = clew.start("run", "--container", "it:1", "--", "true");
    Path pulling = home.resolve("pulling");
    while (!Files.exists(pulling) || Files.readString(pulling).isBlank()) {
      Thread.sleep(20);
    }
    long pull = Long.parseLong(Files.readString(pulling).strip());

    new ProcessBuilder("kill", "-TERM", Long.toString(process.pid())).start().waitFor();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
    assertThat(ProcessHandle.of(pull)).isEmpty();
    assertThat(clew.records().events()).contains("run.summary");
  }

  @Test
  void aWorkspacesImageIsRunInAContainer() throws IOException {
    Program clew =
        engine(
            CURRENT
                + "image) echo sha256:1 ;;\n"
                + "create) echo \"$@\" > created; echo 4711 ;;\n"
                + "container) printf 'false\\n0\\n0\\nfalse\\n2026-01-01T00:00:00Z\\n\\n' ;;\n"
                + "start) echo well ;;\n");
    Files.writeString(
        home.resolve("clew.toml"),
        "[workspace.api]\ncommand = ['serve', 'it']\nimage = 'api:2'\nenvironment = { A = 'b' }\n");

    Ended ended = clew.run("run", "--workspace", "api", "-e", "C=d");

    assertThat(ended.text()).as(ended.err()).isEqualTo("well\n");
    assertThat(ended.code()).isZero();
    assertThat(Files.readString(home.resolve("created")))
        .contains("--env A=b --env C=d")
        .endsWith(" api:2 serve it\n");
    assertThat(attributes(clew.records().span("create").getAttributesList()))
        .containsEntry("clew.workspace", "api")
        .containsEntry("clew.workspace.choice", "argument");
    assertThat(attributes(clew.records().span("session api:2").getAttributesList()))
        .containsEntry("clew.workspace", "api");
  }

  private static final String IMAGE = "image) echo sha256:1 ;;\n";
  private static final String CREATED = "create) echo 4711 ;;\n";

  @Test
  void anAnswerThatIsNoIdIsNoContainer() throws IOException {
    Program clew = engine(CURRENT + IMAGE + "create) echo --help ;;\n*) echo called $1 >&2 ;;\n");

    Ended ended = run(clew);

    assertThat(ended.err()).contains("[E097]", "no id").doesNotContain("called");
    assertThat(ended.code()).isEqualTo(1);
  }

  @Test
  void aStateThatIsNotUnderstoodIsNoSuccess() throws IOException {
    String started = "start) echo well ;;\n";
    for (String state : List.of("exit 0", "echo garbage", "echo 'Cannot connect' >&2; exit 1")) {
      Ended ended =
          run(engine(CURRENT + IMAGE + CREATED + started + "container) " + state + " ;;\n"));

      assertThat(ended.text()).as(state).isEqualTo("well\n");
      assertThat(ended.err()).as(state).contains("[E097]", "does not tell");
      assertThat(ended.code()).as(state).isEqualTo(1);
    }
  }

  @Test
  void anEngineThatIsLostLeavesTheEndUnknown() throws IOException {
    Program clew =
        engine(
            CURRENT
                + IMAGE
                + CREATED
                + "start) until [ -e seen ]; do sleep 0.02; done; echo well; exit 125 ;;\n"
                + "container) [ -e seen ] && { echo 'error during connect: EOF' >&2; exit 1; }\n"
                + "  touch seen; printf 'true\\n0\\n0\\nfalse\\n2026-01-01T00:00:00Z\\n\\n' ;;\n"
                + "rm) exit 1 ;;\n");

    Ended ended = run(clew);

    assertThat(ended.text()).isEqualTo("well\n");
    assertThat(ended.err())
        .contains("how the command has ended is not known: error during connect: EOF")
        .contains("container 4711 stays: it ended with exit code 1 and said nothing");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(attributes(clew.records().event("container.crashed").getAttributesList()))
        .containsEntry("clew.container.end", "lost")
        .containsEntry("error.type", "engine_lost");
  }

  @Test
  void figuresThatTakeTheirTimeKeepNobodyWaiting() throws IOException {
    Program clew =
        engine(
            CURRENT
                + IMAGE
                + CREATED
                + "start) until [ -e asked ]; do sleep 0.02; done; echo well ;;\n"
                + "stats) touch asked; exec sleep 1000 ;;\n"
                + "container) [ -e asked ] && now=false || now=true\n"
                + "  printf $now'\\n0\\n0\\nfalse\\n2026-01-01T00:00:00Z\\n\\n' ;;\n");

    assertThat(run(clew).text()).isEqualTo("well\n");

    Records records = clew.records();
    assertThat(attributes(records.event("run.finished").getAttributesList()))
        .containsEntry("process.exit.code", "0");
    long waited =
        records.span("remove").getStartTimeUnixNano() - records.span("wait").getEndTimeUnixNano();
    assertThat(waited).isLessThan(900_000_000);
  }

  /// What hangs, and how a launch that is given up ends.
  private void giveUp(String cases, String marker) throws Exception {
    Program clew = engine(CURRENT + IMAGE + cases);
    Files.deleteIfExists(home.resolve(marker));
    Process process = clew.start("run", "--container", "it:1", "--", "true");
    while (!Files.exists(home.resolve(marker))) {
      Thread.sleep(20);
    }
    String pid = Long.toString(process.pid());
    new ProcessBuilder("kill", "-TERM", pid).start().waitFor();
    assertThat(process.waitFor(2500, TimeUnit.MILLISECONDS)).as(cases).isFalse();

    new ProcessBuilder("kill", "-TERM", pid).start().waitFor();

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as(cases).isTrue();
    assertThat(process.exitValue()).as(cases).isEqualTo(143);
  }

  @Test
  void aSecondSignalGivesUpAnEngineThatHangs() throws Exception {
    giveUp("create) touch hangs; exec sleep 1000 ;;\n", "hangs");
    giveUp(CREATED + "start) touch hangs; exec sleep 1000 ;;\ncontainer) echo no ;;\n", "hangs");
    giveUp(
        CREATED + "start) exec sleep 1000 ;;\ncontainer) touch hangs; exec sleep 1000 ;;\n",
        "hangs");
  }

  @Test
  void whatACallLeavesBehindKeepsNobodyWaiting() throws IOException {
    Program clew =
        engine(CURRENT + "image) sleep 60 & echo $! > left; exit 1 ;;\npull) exit 1 ;;\n");
    long start = System.nanoTime();

    Ended ended = run(clew);

    assertThat(ended.err()).contains("[E093]");
    assertThat(System.nanoTime() - start).isLessThan(30_000_000_000L);
    long left = Long.parseLong(Files.readString(home.resolve("left")).strip());
    ProcessHandle.of(left).ifPresent(ProcessHandle::destroy);
  }

  @Test
  void optionsOfAContainerNeedOne() throws IOException {
    Program clew = new Program(home);
    for (String option :
        List.of(
            "--keep",
            "--rm",
            "--init",
            "--no-init",
            "--forward-credentials",
            "--container-option=--memory=1g")) {
      Ended ended = clew.run("run", option, "--", "echo", "ran");

      assertThat(ended.err()).as(option).contains("[E001]", "needs --container");
      assertThat(ended.text()).as(option).isEmpty();
    }
    assertThat(clew.run("run", "--container", "it:1", "--rm", "--keep", "--", "true").err())
        .contains("[E001]", "exclude each other");
    assertThat(clew.run("run", "--container", "it:1", "--container-name", "", "--", "true").err())
        .contains("[E001]");
    assertThat(clew.run("run", "--", "echo", "ran").text()).isEqualTo("ran\n");
  }
}
