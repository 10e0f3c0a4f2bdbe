package dev.clew.functional;

import static dev.clew.functional.Records.attributes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.functional.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
}
