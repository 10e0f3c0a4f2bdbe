package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.functional.Program.Ended;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {
  @TempDir Path home;

  private Program clew;

  @BeforeEach
  void program() {
    clew = new Program(home);
  }

  private Records records() {
    assertThat(clew.runFiles()).hasSize(1);
    return Records.of(clew.runFiles().getFirst());
  }

  private static String attribute(Records records, String key) {
    return records.spans.getFirst().getAttributesList().stream()
        .filter(each -> each.getKey().equals(key))
        .map(each -> each.getValue().getStringValue())
        .findFirst()
        .orElse("");
  }

  @Test
  void aWorkspaceSaysWhatIsRunAndWhere() throws IOException {
    Path directory = Files.createDirectory(home.resolve("api"));
    Ended created =
        clew.run(
            "workspace",
            "create",
            "api",
            "-C",
            "api",
            "-e",
            "STAGE=dev",
            "-e",
            "A_TOKEN=hunter22",
            "--agent",
            "reviewer",
            "--provider",
            "acme",
            "--",
            "sh",
            "-c",
            "echo $STAGE $A_TOKEN; pwd; exit 3");
    assertThat(created.code()).as(created.err()).isZero();

    Ended ran = clew.run("run", "--workspace", "api");

    assertThat(ran.text()).isEqualTo("dev hunter22\n" + directory.toRealPath() + "\n");
    assertThat(ran.code()).isEqualTo(3);
    Records records = records();
    assertThat(records.spans.getFirst().getName()).isEqualTo("api");
    assertThat(attribute(records, "clew.workspace")).isEqualTo("api");
    assertThat(attribute(records, "clew.workspace.choice")).isEqualTo("argument");
    assertThat(attribute(records, "clew.agent")).isEqualTo("reviewer");
    assertThat(attribute(records, "clew.provider")).isEqualTo("acme");
    assertThat(clew.run("workspace", "show", "api").text())
        .contains("STAGE=dev")
        .doesNotContain("hunter22");
    assertThat(clew.run("workspace", "-o", "json").text()).doesNotContain("hunter22");
  }

  /// As the console launches one.
  @Test
  void aLaunchIsLinkedToWhatItStartsFrom() {
    clew.run("workspace", "create", "api", "--", "sh", "-c", "env | grep -c CLEW_LAUNCH");
    String trace = "0af7651916cd43dd8448eb211c80319c";

    Ended ran =
        clew.with("CLEW_LAUNCH_LINK", "00-" + trace + "-b7ad6b7169203331-01")
            .with("CLEW_LAUNCH_CHOICE", "list")
            .run("run", "--workspace", "api");

    assertThat(ran.text()).as("what the command gets of it").isEqualTo("0\n");
    Span span = records().spans.getFirst();
    assertThat(attribute(records(), "clew.workspace.choice")).isEqualTo("list");
    assertThat(span.getParentSpanId().isEmpty()).isTrue();
    assertThat(Records.hex(span.getTraceId())).isNotEqualTo(trace);
    assertThat(span.getLinksList())
        .singleElement()
        .satisfies(link -> assertThat(Records.hex(link.getTraceId())).isEqualTo(trace))
        .satisfies(link -> assertThat(Records.hex(link.getSpanId())).isEqualTo("b7ad6b7169203331"));
  }

  @Test
  void whatIsWrittenOnTheCommandLineCountsMore() {
    clew.run("workspace", "create", "api", "-C", "/", "--", "false");

    assertThat(clew.run("run", "--workspace", "api", "-C", "/usr", "--", "pwd").text())
        .isEqualTo("/usr\n");
    assertThat(records().spans.getFirst().getName()).isEqualTo("pwd");
    assertThat(attribute(records(), "clew.workspace")).isEqualTo("api");
  }

  @Test
  void aMissingDirectoryIsSaidWithTheWorkspace() throws IOException {
    Path app = Files.createDirectory(home.resolve("app"));
    clew.run("workspace", "create", "api", "-C", app.toString(), "--", "true");
    clew.run("workspace", "create", "flow", "-C", app.toString(), "--", "flow.clew.toml");
    Files.delete(app);
    String why = app + ": No such file or directory (workspace api)";

    assertThat(clew.run("run", "--workspace", "api").err()).contains("[E033]", why);
    assertThat(clew.run("run", "--workspace", "flow", "x=1").err())
        .contains("[E033]", app + " (workspace flow)");
    assertThat(clew.run("inspect", StepTest.runId(clew)).text()).contains(why);
  }

  @Test
  void withoutANameTheDirectoryOrTheLastUseChooses() {
    clew.run("workspace", "create", "other", "--agent", "", "--", "echo", "other");
    clew.run("workspace", "create", "here", "-C", ".", "--", "echo", "here");

    assertThat(clew.run("run", "--workspace").text()).isEqualTo("here\n");
    assertThat(attribute(records(), "clew.workspace.choice")).isEqualTo("cwd");
    clew.run("workspace", "delete", "here");
    assertThat(clew.run("run", "--workspace").err()).contains("[E026]");
    clew.run("run", "--workspace", "other");
    assertThat(clew.run("run", "--workspace").text()).isEqualTo("other\n");
  }

  @Test
  void aProjectsWorkspaceRunsOnceItIsTrusted() throws IOException {
    Path project = Files.createDirectory(home.resolve("project"));
    Files.writeString(project.resolve("clew.toml"), "[workspace.api]\ncommand = 'echo $0 ran'\n");
    String run = "cd project && " + Program.path() + " run --workspace api";

    Ended before = clew.end(clew.shell(run));
    clew.end(clew.shell("cd project && " + Program.path() + " config trust"));
    Ended after = clew.end(clew.shell(run));

    assertThat(before.err()).contains("[E006]", "workspace api is in");
    assertThat(before.text()).isEmpty();
    assertThat(after.text()).isEqualTo("sh ran\n");
  }

  @Test
  void anEditorChangesTheFileAndMistakesDoNot() throws IOException {
    clew.run("workspace", "create", "api", "--", "echo", "old");
    Path file = home.resolve("workspaces/api.toml");

    Ended good = clew.with("EDITOR", "sed -i s/old/new/").run("workspace", "edit", "api");
    assertThat(good.code()).as(good.err()).isZero();
    assertThat(clew.run("run", "--workspace", "api").text()).isEqualTo("new\n");

    Ended bad = clew.with("EDITOR", "sed -i s/command/comand/").run("workspace", "edit", "api");
    assertThat(bad.err()).contains("[E002]", "comand");
    assertThat(Files.readString(file)).contains("command", "new");

    Ended again = clew.with("EDITOR", "sed -i s/comand/command/").run("workspace", "edit", "api");
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(Files.list(file.getParent()))
        .containsExactlyInAnyOrder(file, file.resolveSibling(".lock"));
    assertThat(clew.with("EDITOR", "false").run("workspace", "edit", "api").err())
        .contains("[E032]");
    assertThat(clew.run("workspace", "edit", "api", "-e", "A=1").code()).isZero();
    assertThat(Files.readString(file)).contains("environment.A = '1'");
  }

  @Test
  void namesAreCompletedAndMistakesChecked() throws IOException {
    clew.run("workspace", "create", "api", "--", "true");

    assertThat(clew.run("completion", "candidates", "--", "run", "--workspace", "").text())
        .contains("api");
    assertThat(clew.run("completion", "candidates", "--", "workspace", "show", "a").text())
        .contains("api");
    Files.writeString(home.resolve("workspaces/web.toml"), "comand = 'x'\n");
    assertThat(clew.run("config", "check").err()).contains("[E002]", "web.toml, line 1");
    assertThat(clew.run("workspace").text()).contains("api");
    assertThat(clew.run("run", "--workspace", "api").code()).isZero();
    Ended repaired =
        clew.with("EDITOR", "sed -i s/comand/command/").run("workspace", "edit", "web");
    assertThat(repaired.code()).as(repaired.err()).isZero();
  }

  @Test
  void changesAtOnceAreMadeOneAfterTheOther() throws Exception {
    clew.run("workspace", "create", "api", "--", "true");
    List<Process> edits = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      edits.add(clew.start("workspace", "edit", "api", "-e", "V" + i + "=" + i));
    }
    for (Process each : edits) {
      assertThat(clew.end(each).code()).isZero();
    }

    assertThat(Files.readString(home.resolve("workspaces/api.toml")))
        .contains("V0", "V1", "V2", "V3", "V4", "V5");
  }
}
