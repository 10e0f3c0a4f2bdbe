package dev.clew.console;

import static dev.clew.console.Samples.after;
import static dev.clew.console.Samples.frame;
import static dev.clew.console.Samples.keys;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.config.Settings;
import dev.clew.console.launch.LaunchView;
import dev.clew.record.Attributes;
import dev.clew.runs.RunNode;
import dev.clew.runs.State;
import dev.clew.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The screens of workspaces, launches and settings as a terminal of 80 columns and 24 rows shows
/// them.
class LaunchFramesTest {
  private static final Screen RUNS = RunsScreen.of();

  private static final List<WorkspaceRow> ROWS =
      List.of(
          row("api", "make serve", "", Optional.of(launch(30, false, List.of()))),
          row("box", "./review.sh --all --and-more-of-it", "debian:12", Optional.empty()),
          new WorkspaceRow(
              "evil",
              "",
              "",
              "evil is in /src/clew.toml, which is not trusted: clew config trust",
              List.of("evil is in /src/clew.toml, which is not trusted: clew config trust"),
              false,
              Optional.empty()),
          row("漢字", "echo 漢字 \u001b]0;x\u0007", "", Optional.of(launch(60, true, List.of()))));

  private static final Screen WORKSPACES =
      after(WorkspacesScreen.of(), new News.Listed(ROWS, Set.of("api", "box", "漢字")));

  private static WorkspaceRow row(
      String name, String command, String image, Optional<LaunchView> launch) {
    return new WorkspaceRow(
        name,
        command,
        image,
        "",
        List.of("command    " + command, "env        A_TOKEN=[REDACTED]"),
        name.equals("box"),
        launch);
  }

  private static LaunchView launch(int seconds, boolean running, List<String> output) {
    long start = Samples.NOW - seconds * Samples.SECOND;
    return new LaunchView(
        3,
        "api",
        "8b4766a1c2d3e4f5",
        42,
        start,
        running ? 0 : Samples.NOW - 20 * Samples.SECOND,
        running ? OptionalInt.empty() : OptionalInt.of(2),
        false,
        output,
        0);
  }

  static RunNode node(
      String name, RunNode.Kind kind, State state, int from, int to, RunNode... children) {
    return new RunNode(
        name,
        "",
        "0af7651916cd43dd8448eb211c80319c",
        name,
        kind,
        state,
        Samples.NOW - (60 - from) * Samples.SECOND,
        Samples.NOW - (60 - to) * Samples.SECOND,
        List.of(),
        "",
        List.of(),
        Attributes.EMPTY,
        List.of(children));
  }

  private static RunNode stage(String name, State state, int from, int to) {
    return node(name, RunNode.Kind.STAGE, state, from, to);
  }

  private static final RunNode CONTAINER =
      node(
          "review",
          RunNode.Kind.RUN,
          new State.Running(),
          0,
          60,
          stage("resolve image", new State.Ok(), 0, 4),
          stage("pull", new State.Skipped(), 4, 4),
          stage("create", new State.Ok(), 4, 9),
          stage("start", new State.Ok(), 9, 20),
          stage("attach", new State.Running(), 20, 60));

  private static News.Progress progress(LaunchView view) {
    return new News.Progress(
        view,
        Optional.of(CONTAINER),
        Optional.of(Samples.row(1, new State.Running(), "review")),
        "");
  }

  private static List<String> lines(int count) {
    return IntStream.range(0, count).mapToObj(i -> "line " + i).toList();
  }

  private static Screen launching(List<String> output) {
    return after(LaunchScreen.starting("api"), progress(launch(60, true, output)));
  }

  @Test
  void workspaces() {
    assertThat(frame(RUNS, WORKSPACES))
        .isEqualTo(
            """
             clew › runs › workspaces                                               ~/.clew
              NAME              COMMAND                 IMAGE           STATE
              api               make serve              -               failed (2) · 10.0s
            ›*box               ./review.sh --all --an… debian:12
              evil              -                       -               cannot be launched
              漢字              echo 漢字 ␛]0;x␇        -               running · 1m00s






              box (used last)
              command    ./review.sh --all --and-more-of-it
              env        A_TOKEN=[REDACTED]








             ↑↓ move · Enter launch · n new · e edit · d delete             ? help · q back
            """);
  }

  @Test
  void aStrangersWorkspaceIsNotLaunched() {
    Screen refused = after(WORKSPACES, keys("j<ENTER>"));

    assertThat(refused).isInstanceOf(WorkspacesScreen.class);
    assertThat(frame(RUNS, refused))
        .contains("› evil", "cannot be launched")
        .contains("  evil is in /src/clew.toml, which is not trusted: clew config trust\n ↑↓");
  }

  @Test
  void whatWentWrongIsSaidInFull() {
    String path = "/home/somebody/with/a/long/name/.clew/workspaces/api.toml";
    Screen failed =
        after(WORKSPACES, new News.Failed("Workspace cannot be changed: " + path + " is by hand"));

    assertThat(frame(RUNS, failed))
        .contains("\n  Workspace cannot be changed:")
        .contains("by hand");
  }

  @Test
  void aDeletionIsAsked() {
    assertThat(frame(RUNS, after(WORKSPACES, keys("d"))))
        .endsWith(
            """
              Delete workspace box? Its runs stay.  y yes · n no
             y yes · n no
            """);
  }

  @Test
  void aFormSaysWhatIsWrongWhileItIsTyped() {
    assertThat(
            frame(
                RUNS,
                WORKSPACES,
                after(
                    FormScreen.create(Set.of("api")),
                    keys(
                        "api<DOWN>echo 'x<DOWN>~/src<DOWN>-i<DOWN><DOWN><DOWN>A=漢字<ENTER>nothing"))))
        .isEqualTo(
            """
             clew › runs › workspaces › new workspace                               ~/.clew
              name        api
                          There is a workspace api already.
              command     echo 'x
                          In the command, a quote ' is not closed.
              directory   ~/src
                          of the command; ~ is your home; empty: the working directory
              image       -i
                          "-i" is no name of an image.
              agent
                          for the run's spans
              provider
                          of the agent's model, for the run's spans
              environment A=漢字
            ›             nothing                         A variable is written NAME=VALUE.







              not saved yet
             type · ↑↓ Tab field · Enter next, new line · Ctrl-S save · Esc leave
            """);
  }

  @Test
  void aFormShowsASecretOnlyWhereItIsTyped() {
    Workspace workspace =
        new Workspace(
            "api",
            List.of("make", "two words"),
            Path.of("/src"),
            null,
            Map.of("A_TOKEN", "hunter2222"),
            "claude",
            null,
            Path.of("/f"));
    Screen form = FormScreen.edit(workspace);

    assertThat(frame(RUNS, WORKSPACES, form))
        .isEqualTo(
            """
             clew › runs › workspaces › edit api                                    ~/.clew
              name        api
                          stays as it is
            › command     make 'two words'
                          a program and its arguments, or a line for the shell
              directory   /src
                          of the command; ~ is your home; empty: the working directory
              image
                          of a container to run the command in; empty: none
              agent       claude
                          for the run's spans
              provider
                          of the agent's model, for the run's spans
              environment A_TOKEN=[REDACTED]









             type · ↑↓ Tab field · Enter next, new line · Ctrl-S save · Esc leave
            """);
    assertThat(frame(after(form, keys("<DOWN><DOWN><DOWN><DOWN><DOWN>"))))
        .contains("A_TOKEN=hunter2222");
  }

  @Test
  void aLaunchShowsItsStagesAndOutput() {
    List<String> output = new ArrayList<>(lines(30));
    output.add("漢字 \u001b[31mred\u001b[0m \u001b]0;x\u0007");
    assertThat(frame(RUNS, WORKSPACES, launching(output)))
        .isEqualTo(
            """
             clew › runs › workspaces › launch api                                  ~/.clew
              running · 1m00s · workspace api · run 8b4766a1c2d3e4f5

              review                          running        1m00s  ████████████████████████
              ├─ resolve image                ok              4.0s  █▋
              ├─ pull                         skipped
              ├─ create                       ok              5.0s   ██
              ├─ start                        ok             11.0s     ████▍
              └─ attach                       running        40.0s          ████████████████

              output
              line 20
              line 21
              line 22
              line 23
              line 24
              line 25
              line 26
              line 27
              line 28
              line 29
              漢字 red ␛]0;x␇
              It goes on when you leave this screen.
             ↑↓←→ output · Enter run · x stop                               ? help · q back
            """);
  }

  @Test
  void outputThatIsReadStaysWhileMoreComes() {
    Screen read = after(launching(lines(30)), keys("<UP><UP>"));
    Screen more = after(read, progress(launch(60, true, lines(40))));

    assertThat(frame(read)).contains("line 27\n").doesNotContain("line 28");
    assertThat(frame(more)).contains("line 27\n").doesNotContain("line 28");
    assertThat(frame(after(more, keys("<END>")))).contains("line 39\n");
  }

  @Test
  void aLaunchIsAskedToStopAndThenKilled() {
    Screen running = launching(lines(2));
    assertThat(frame(after(running, keys("x"))))
        .contains("Stop api? It is sent INT, as by Ctrl-C.");

    LaunchView view = launch(60, true, List.of());
    LaunchView asked =
        new LaunchView(
            3, "api", view.run(), 42, view.startNanos(), 0, view.code(), true, List.of(), 0);
    Screen slow = after(running, progress(asked));
    assertThat(frame(slow)).contains("It was asked to stop; x again kills it.");
    assertThat(frame(after(slow, keys("x"))))
        .contains("It was asked to stop, and has not. Kill it?");
  }

  @Test
  void settings() {
    assertThat(
            frame(
                RUNS,
                after(
                    after(
                        SettingsScreen.of(),
                        new News.SettingsRead(
                            List.of(
                                new Settings.Value("telemetry.enabled", "true", "default"),
                                new Settings.Value(
                                    "telemetry.otlp.endpoint",
                                    "http://localhost:4317",
                                    "OTEL_EXPORTER_OTLP_ENDPOINT"),
                                new Settings.Value("telemetry.otlp.headers", "", "default"),
                                new Settings.Value(
                                    "recording.keep_runs", "50", "/src/clew.toml:3")))),
                    keys("/telem"))))
        .isEqualTo(
            """
             clew › runs › settings                                                 ~/.clew
              SETTING                                 VALUE           FROM
            › telemetry.enabled                       true            default
              telemetry.otlp.endpoint                 http://localho… OTEL_EXPORTER_OTLP_E…
              telemetry.otlp.headers                  -               default

















              /telem▏
             type to filter · Enter keep · Esc clear
            """);
  }
}
