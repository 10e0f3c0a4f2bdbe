package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clew.functional.Program.Ended;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `clew console` on a terminal, as somebody uses it.
class ConsoleTest {
  /// The cursor on a run that has been read.
  private static final Pattern END = Pattern.compile("(?m)^› ok ");

  @TempDir Path directory;

  private Path home() {
    return directory.resolve("home");
  }

  private Tmux terminal(String... variables) throws IOException {
    Files.createDirectories(home());
    Map<String, String> environment = new java.util.TreeMap<>();
    environment.put("CLEW_HOME", home().toString());
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("TERM", "xterm-256color");
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    return new Tmux(directory, environment);
  }

  private void record(String... arguments) throws IOException {
    Files.createDirectories(home());
    new Program(home()).run(arguments);
  }

  private static String clew() {
    return Program.path().toString();
  }

  private void twoRuns() throws IOException {
    String step = clew() + " step ";
    record(
        "--debug",
        "run",
        "--name",
        "build",
        "--",
        "sh",
        "-c",
        step + "lint -- true; echo 漢字; seq 300");
    record("--debug", "run", "--name", "build", "--", "sh", "-c", step + "lint -- false; exit 3");
  }

  @Test
  void showsEveryScreen() throws IOException {
    twoRuns();
    try (Tmux terminal = terminal()) {
      terminal
          .line(clew() + " console")
          .await("1 of 2")
          .await("failed (3)")
          .await("? help · q quit");
      terminal.key("Enter").await("└─ lint").await("failed (1)");
      terminal.key("Enter").await("clew › runs › build › build").await("attributes").key("Escape");
      terminal.key("Tab").await("build started").text("/exit code 3").key("Enter").await("search:");
      terminal.key("Enter").await("› record").text("q");
      terminal.text("3").await("run.summary");
      terminal.text("4").await("process.cpu.time");
      terminal.text("?").await("Everywhere").text("q").await("process.cpu.time");
      terminal.text("q").await("of 2");
      terminal.text("/bui fail").await("/bui fail").key("Enter").await("1 of 1").key("Escape");
      terminal.await("of 2").text("  c").await("clew › runs › compare").await("lint");
      terminal.key("Escape").await("of 2").key("Down", "Enter", "Tab", "End").await("300\n");
      terminal.text("/漢字").key("Enter").await("*漢字").text("qq").awaitPrompt();

      assertThat(terminal.screen()).doesNotContain("runs");
    }
  }

  @Test
  void showsARunWhileItGoesOn() throws IOException {
    try (Tmux terminal = terminal()) {
      terminal.line(
          "mkfifo go; "
              + clew()
              + " --debug run --name live -- sh -c 'echo one; cat go; echo two' &");
      terminal.line("clear; " + clew() + " console").await("running").key("Enter").text("2");
      terminal.await("one").await("following");
      Files.writeString(directory.resolve("go"), "three\n");
      terminal.await("three").await("two").await("summary of live").await("ok ·");
      terminal.text("qq").awaitPrompt();
    }
  }

  @Test
  void showsTheRunsOfABackend() throws IOException {
    twoRuns();
    Path server = Files.createDirectory(directory.resolve("server"));
    try (Serve serve = Serve.start(new Program(server))) {
      String url = "http://127.0.0.1:" + serve.port();
      for (Path file : new Program(home()).runFiles()) {
        new Program(home()).with("CLEW_SERVER", url).run("import", file.toString());
      }
      try (Tmux terminal = terminal("CLEW_SERVER", url)) {
        terminal.line(clew() + " console").await("1 of 2").await(url);
        terminal.key("Enter").await("└─ lint").text("2").await("build started");
        terminal.text("4").await("process.cpu.time").text("q").await("of 2");
        terminal.text("c").await("which it did not").key("Escape").text("q").awaitPrompt();
      }
    }
  }

  @Test
  void fitsTheTerminalItIsOn() throws IOException {
    twoRuns();
    try (Tmux terminal = terminal()) {
      terminal.line(clew() + " console").await("1 of 2");
      terminal.resize(60, 20).await("The console needs 80 columns");
      terminal.resize(200, 50).await("1 of 2");
      assertThat(terminal.screen().lines()).hasSize(50);
      terminal.text("q").awaitPrompt();
    }
  }

  @Test
  void needsNoColour() throws IOException {
    twoRuns();
    try (Tmux terminal = terminal("NO_COLOR", "1")) {
      terminal.line(clew() + " console").await("1 of 2");
      assertThat(terminal.colours()).doesNotContainPattern("\u001b\\[[0-9;]*3[0-7]m");
      terminal.text("q").awaitPrompt();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TERM, 143",
    "HUP, 129",
    "INT, 130",
    "ABRT, 134",
    "ALRM, 142",
    "USR1, 138",
    "USR2, 140",
    "QUIT, 131"
  })
  void aSignalLeavesTheTerminalAsItWas(String signal, int code) throws IOException {
    assumeTrue(
        Program.isNative() || !Set.of("USR2", "QUIT").contains(signal), "a JVM's own signal");
    twoRuns();
    try (Tmux terminal = terminal()) {
      terminal.line(
          "echo before; stty -a > modes; sh -c 'echo $$ > pid; exec "
              + clew()
              + " console'; echo code $?");
      terminal.await("1 of 2").key("Enter").await("└─ lint");
      String pid = Files.readString(directory.resolve("pid")).strip();
      new Program(home()).shell("kill -" + signal + " " + pid);
      terminal.await("code " + code).await("before").awaitPrompt();
      terminal.line("stty -a | diff modes - && echo the same").await("\nthe same");
    }
  }

  @Test
  void isSuspendedAndGoesOn() throws IOException {
    twoRuns();
    try (Tmux terminal = terminal()) {
      terminal.line("stty -a > modes; " + clew() + " console").await("1 of 2");
      terminal.key("C-z").await("Stopped").line("stty -a | diff modes - && echo the same");
      terminal.await("\nthe same").line("fg").await("1 of 2").key("C-c").awaitPrompt();
    }
  }

  @Test
  void everyScreenIsATraceThatIsLinkedToTheOneBefore() throws Exception {
    twoRuns();
    String parent = "0af7651916cd43dd8448eb211c80319c";
    try (OtlpReceiver backend = OtlpReceiver.grpc();
        Tmux terminal =
            terminal(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                backend.endpoint(),
                "OTEL_EXPORTER_OTLP_TIMEOUT",
                "120000",
                "TRACEPARENT",
                "00-" + parent + "-b7ad6b7169203331-01")) {
      terminal.line(clew() + " console").await("1 of 2").key("Enter").await("└─ lint");
      terminal.text("2").await("build started").text("?").await("Everywhere").text("qq");
      terminal
          .await("of 2")
          .text("/build")
          .key("Enter")
          .await("filter: build")
          .key("C-c")
          .awaitPrompt();

      List<Span> spans = new ArrayList<>(backend.records.spans);
      spans.sort(Comparator.comparingLong(Span::getStartTimeUnixNano));
      assertThat(spans)
          .extracting(Span::getName)
          .containsExactly("screen runs", "screen run", "screen help", "screen run", "screen runs");
      assertThat(spans).extracting(Span::getTraceId).doesNotHaveDuplicates();
      assertThat(spans).allMatch(span -> span.getParentSpanId().isEmpty());
      assertThat(spans)
          .extracting(span -> Records.attributes(span.getAttributesList()).get("clew.screen.name"))
          .containsExactly("runs", "run", "help", "run", "runs");
      assertThat(HexFormat.of().formatHex(spans.getFirst().getLinks(0).getTraceId().toByteArray()))
          .isEqualTo(parent);
      for (int i = 1; i < spans.size(); i++) {
        assertThat(spans.get(i).getLinksList())
            .singleElement()
            .extracting(Span.Link::getTraceId, Span.Link::getSpanId)
            .containsExactly(spans.get(i - 1).getTraceId(), spans.get(i - 1).getSpanId());
        Span.Event last = spans.get(i - 1).getEventsList().getLast();
        assertThat(last.getName()).isEqualTo("navigate");
        assertThat(last.getTimeUnixNano()).isEqualTo(spans.get(i).getStartTimeUnixNano());
      }
      assertThat(spans.stream().map(span -> events(span)).toList())
          .containsExactly(
              List.of("select", "navigate"),
              List.of("select", "navigate"),
              List.of("navigate"),
              List.of("navigate"),
              List.of("confirm"));
      assertThat(backend.records.resources)
          .extracting(each -> Records.attributes(each.getAttributesList()).get("parallax.run.id"))
          .doesNotContainNull()
          .satisfies(ids -> assertThat(Set.copyOf(ids)).hasSize(1));
    }
    assertThat(new Program(home()).runFiles()).hasSize(2);
  }

  private static List<String> events(Span span) {
    return span.getEventsList().stream().map(Span.Event::getName).toList();
  }

  @Test
  void withoutABackendTheConsoleRecordsNothing() throws IOException {
    twoRuns();
    try (Tmux terminal = terminal()) {
      terminal.line(clew() + " console").await("1 of 2").key("Enter").await("└─ lint");
      terminal.text("qq").awaitPrompt();
    }
    assertThat(new Program(home()).runFiles()).hasSize(2);
  }

  @Test
  void needsATerminal() {
    Ended ended = new Program(directory).run("console");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("[E001]", "needs a terminal").doesNotContain("\u001b");
    assertThat(ended.text()).isEmpty();
  }

  /// The names are links to a few files: what counts is how many there are.
  @Test
  void manyRunsAndLinesAreNoLoad() throws IOException {
    record("run", "--name", "one", "--", "true");
    Path one = new Program(home()).runFiles().getFirst();
    // A recording prunes old runs.
    record("--debug", "run", "--name", "long", "--", "seq", "100000");
    Path file = one;
    for (int i = 1; i < 100_001; i++) {
      Path next = one.resolveSibling("%016x.jsonl".formatted(i));
      if (i % 30_000 == 0) {
        file = Files.copy(one, next, StandardCopyOption.COPY_ATTRIBUTES);
      } else {
        Files.createLink(next, file);
      }
    }
    try (Tmux terminal = terminal()) {
      terminal.line(clew() + " console").await("of 100,002");
      terminal.key("End").await("100002 of 100,002").await(screen -> END.matcher(screen).find());
      for (int i = 0; i < 20; i++) {
        terminal.key("PPage");
      }
      terminal.await("99622 of").key("Home").await("1 of 100,002");
      terminal.text("/long").await("long    ").key("Enter").await("1 of 1").key("Enter");
      terminal.text("2").await("100,00").key("End").await("summary of long");
      terminal.text("/77777").key("Enter").await("*77777").text("qq").awaitPrompt();
    }
  }
}
