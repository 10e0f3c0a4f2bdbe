package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Workspaces, launches and settings in `clew console`, as somebody uses them on a terminal.
class ConsoleLaunchTest {
  /// The line above the keys.
  private static final Pattern REFUSED = Pattern.compile("config trust\n ↑↓");

  @TempDir Path directory;
  private Program clew;

  @BeforeEach
  void home() throws IOException {
    clew = new Program(Files.createDirectories(directory.resolve("home")));
  }

  private Tmux console(String... variables) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("CLEW_HOME", directory.resolve("home").toString());
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("TERM", "xterm-256color");
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    return new Tmux(directory, environment).line(Program.path() + " console").await("q quit");
  }

  private Path file(String name) {
    return directory.resolve("home/workspaces/" + name + ".toml");
  }

  private void create(String name, String... command) {
    List<String> words = new ArrayList<>(List.of("workspace", "create", name, "--"));
    words.addAll(List.of(command));
    assertThat(clew.run(words.toArray(String[]::new)).code()).isZero();
  }

  @Test
  void aWorkspaceIsCreatedEditedAndDeleted() throws IOException {
    try (Tmux terminal = console()) {
      terminal.text("w").await("No workspaces yet").text("n").await("new workspace");
      terminal.text("bad name").await("A name has up to 64").key("C-s").await("› name");
      for (int i = 0; i < 5; i++) {
        terminal.key("BSpace");
      }
      terminal.key("Enter").text("echo 漢字 'a b'").key("Down", "Down", "Down", "Down", "Down");
      terminal.text("STAGE").await("A variable is written NAME=VALUE").key("C-s");
      terminal.text("=dev").key("C-s").await("› bad  ");
      assertThat(Files.readString(file("bad")))
          .contains("'echo'", "'漢字'", "'a b'", "environment.STAGE = 'dev'");

      terminal
          .text("e")
          .await("edit bad")
          .key("Down", "Down")
          .text("x")
          .key("Home", "-")
          .await("is no name of an");
      terminal.key("Escape").await("Leave without saving?").text("n").await("not saved yet");
      terminal.key("Home", "DC", "DC").text("debian:12").key("C-s").await("debian:12");
      assertThat(Files.readString(file("bad"))).contains("debian:12");
      terminal.text("n").await("new workspace").text("bad").await("is a workspace bad already");
      terminal.key("Escape").text("y").await("d delete");
      terminal.text("d").await("Delete workspace bad?").text("n").await("d delete");
      terminal.text("dy").await("is removed").await("No workspaces yet");
      assertThat(file("bad")).doesNotExist();
      terminal.text("qq").awaitPrompt();
    }
  }

  @Test
  void whatIsNotClewsToWriteStays() throws IOException {
    Files.createDirectories(file("hand").getParent());
    Files.writeString(file("hand"), "# by hand\ncommand = 'true'\n");
    Files.writeString(directory.resolve("clew.toml"), "[workspace.evil]\ncommand = 'touch evil'\n");
    try (Tmux terminal = console()) {
      terminal.text("w").await("hand").text("k").await("› evil").key("Enter");
      terminal.await(screen -> REFUSED.matcher(screen).find());
      terminal.text("j").await("› hand").text("e").await("Workspace cannot be changed");
      terminal.text("qq").awaitPrompt();
    }
    assertThat(Files.readString(file("hand"))).startsWith("# by hand");
    assertThat(directory.resolve("evil")).doesNotExist();
  }

  @Test
  void aLaunchIsSeenLiveAndGoesOnInTheBackground() throws IOException {
    String step = Program.path() + " step compile -- true; ";
    create("api", "sh", "-c", step + "echo one; read x; echo input $?; cat go; echo three; exit 3");
    clew.end(clew.shell("mkfifo " + directory.resolve("go")));
    try (Tmux terminal = console()) {
      terminal.text("w").await("› api").key("Enter").await("launch api");
      terminal.await("└─ compile").await("input 1").await("running ·");
      terminal.text("q").await("running ·").await("d delete").key("Enter").await("input 1");
      Files.writeString(directory.resolve("go"), "two\n");
      terminal.await("two").await("three").await("failed (3) ·").await("r launch again");
      terminal.key("Enter").await("1 spans").await("└─ compile").text("q");
      terminal.await("r launch again").text("q").await("failed (3) ·").text("q").await("1 of 1");
      terminal.text("q").awaitPrompt();
    }
    assertThat(clew.run("workspace", "show").text()).as("the last one").contains("api");
  }

  @Test
  void aLaunchIsStoppedAndThenKilled() throws IOException {
    create("tame", "sh", "-c", "echo ready; sleep 600");
    create("wild", "sh", "-c", "trap 'echo no' INT; echo ready; while :; do sleep 600; done");
    try (Tmux terminal = console()) {
      terminal
          .text("w")
          .await("› tame")
          .key("Enter")
          .await("output\n  ready")
          .text("x")
          .await("Stop tame?");
      terminal.text("n").await("x stop").text("xy").await("failed (130)").text("q");
      terminal
          .await("d delete")
          .text("jl")
          .await("launch wild")
          .await("output\n  ready")
          .text("xy");
      terminal.await("x again kills").await("no\n").text("x").await("Kill it?").text("y");
      terminal.await("failed (137)").text("qqq").awaitPrompt();
    }
    assertThat(clew.run("runs").text()).contains("137").doesNotContain("interrupted");
  }

  @Test
  void theConsoleAsksBeforeItEndsWhatItHasLaunched() throws IOException {
    create("api", "sh", "-c", "echo $$ > pid; echo ready; sleep 600");
    try (Tmux terminal = console()) {
      terminal.text("w").await("› api").key("Enter").await("output\n  ready").text("qqq");
      terminal.await("A launch goes on. Stop and leave?").text("n").await("q quit");
      terminal.key("C-c").await("Stop and leave?").text("y").awaitPrompt();
    }
    assertThat(clew.run("runs").text()).contains("failed").contains("130");
  }

  @Test
  void aSignalEndsTheLaunchesToo() throws IOException {
    create("api", "sh", "-c", "echo ready; sleep 600");
    try (Tmux terminal = console()) {
      terminal.text("q").awaitPrompt();
      terminal.line("sh -c 'echo $$ > pid; exec " + Program.path() + " console'; echo code $?");
      terminal.await("q quit").text("w").await("› api").key("Enter").await("output\n  ready");
      String pid = Files.readString(directory.resolve("pid")).strip();
      new Program(directory).shell("kill -TERM " + pid);
      terminal.await("code 143").awaitPrompt();
    }
    assertThat(clew.run("runs").text()).contains("failed").contains("130");
  }

  @Test
  void settingsAreShownWithTheirOrigin() throws IOException {
    try (Tmux terminal = console("OTEL_SERVICE_NAME", "shop")) {
      terminal.text("s").await("1 of ").text("/service").await("OTEL_SERVICE_NAME");
      terminal.text("_name").await("› telemetry.service_name").key("Enter");
      terminal.await("1 of 1").key("Enter").await("from OTEL_SERVICE_NAME").key("Escape");
      terminal.await("1 of 1").key("Escape").await("telemetry.otlp").text("qq").awaitPrompt();
    }
  }

  /// What is launched is recorded here, whatever the console shows.
  @Test
  void aLaunchNeedsNoBackend() {
    create("api", "sh", "-c", Program.path() + " step compile -- true; echo done");
    try (Tmux terminal = console("CLEW_SERVER", "http://127.0.0.1:1")) {
      terminal.text("w").await("› api").key("Enter").await("└─ compile").await("ok ·");
      terminal.key("Enter").await("1 spans").await("└─ compile").text("qqqq").awaitPrompt();
    }
  }

  @Test
  void aLaunchIsATraceThatIsLinkedToItsScreen() throws Exception {
    create("api", "sh", "-c", Program.path() + " step compile -- true; sleep 1");
    try (OtlpReceiver backend = OtlpReceiver.grpc();
        Tmux terminal =
            console(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                backend.endpoint(),
                "OTEL_EXPORTER_OTLP_TIMEOUT",
                "120000",
                "TRACEPARENT",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")) {
      terminal.text("w").await("› api").key("Enter").await("└─ compile").await("ok ·");
      terminal.text("r").await("running ·").await("└─ compile").await("ok ·");
      terminal.key("Enter").await("1 spans").await("screen workspaces").text("qqq");
      terminal.await("1 of 1").await("console").text("q").awaitPrompt();

      List<Span> spans = new ArrayList<>(backend.records.spans);
      spans.sort(Comparator.comparingLong(Span::getStartTimeUnixNano));
      List<Span> screens =
          spans.stream().filter(span -> span.getName().startsWith("screen ")).toList();
      assertThat(screens)
          .extracting(span -> Records.attributes(span.getAttributesList()).get("clew.screen.name"))
          .containsExactly("runs", "workspaces", "launch", "run", "launch", "workspaces", "runs");
      assertThat(screens).extracting(Span::getTraceId).doesNotHaveDuplicates();
      List<Span> launches = spans.stream().filter(span -> span.getName().equals("api")).toList();
      assertThat(launches).hasSize(2);
      assertThat(launches).allMatch(span -> span.getParentSpanId().isEmpty());
      assertThat(launches)
          .allSatisfy(
              span ->
                  assertThat(Records.attributes(span.getAttributesList()))
                      .containsEntry("clew.workspace", "api")
                      .containsEntry("clew.workspace.choice", "list"));
      linked(launches.get(0), screens.get(1));
      linked(launches.get(1), screens.get(2));
      assertThat(
              Stream.concat(screens.stream(), launches.stream()).map(Span::getTraceId).distinct())
          .hasSize(9);
      assertThat(screens.stream().map(ConsoleLaunchTest::events))
          .containsExactly(
              List.of("navigate"),
              List.of("launch api", "navigate"),
              List.of("launch api", "select", "navigate"),
              List.of("navigate"),
              List.of("navigate"),
              List.of("navigate"),
              List.of());
      assertThat(backend.records.resources)
          .extracting(each -> Records.attributes(each.getAttributesList()).get("parallax.run.id"))
          .doesNotContainNull()
          .satisfies(ids -> assertThat(Set.copyOf(ids)).hasSize(1));
    }
    assertThat(clew.runFiles()).isEmpty();
  }

  private static void linked(Span launch, Span screen) {
    assertThat(launch.getLinksList())
        .singleElement()
        .extracting(Span.Link::getTraceId, Span.Link::getSpanId)
        .containsExactly(screen.getTraceId(), screen.getSpanId());
    assertThat(launch.getStartTimeUnixNano()).isGreaterThan(screen.getStartTimeUnixNano());
  }

  /// Their names; of launches with what was launched.
  private static List<String> events(Span span) {
    return span.getEventsList().stream()
        .map(
            event ->
                event.getName().equals("launch")
                    ? "launch "
                        + Records.attributes(event.getAttributesList()).get("clew.selection")
                    : event.getName())
        .toList();
  }
}
