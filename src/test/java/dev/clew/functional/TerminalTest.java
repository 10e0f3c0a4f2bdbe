package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// On a terminal a command behaves, and looks, as without Clew.
class TerminalTest {
  /// What Clew adds to the screen when a command fails.
  private static final Pattern HINT = Pattern.compile("(?m)^clew: what happened: .*\n");

  @TempDir Path directory;

  /// What is done at a terminal; `run` stands before the command that is wrapped, or is not.
  static Stream<Arguments> scenarios() {
    return Stream.of(
        scenario(
            "streams that are terminals",
            t ->
                t.line("run sh -c 'test -t 0 && test -t 1 && test -t 2 && echo all; stty size'")
                    .awaitPrompt()),
        scenario(
            "a progress bar in colour",
            t ->
                t.line(
                        "run sh -c 'for i in 1 2 3; do printf \"\\r\\033[32m%d0 %%\\033[0m\" $i;"
                            + " done; echo; ls --color=auto -d /tmp /etc'")
                    .awaitPrompt()),
        scenario(
            "a password",
            t ->
                t.line("run bash -c 'read -s -p pass: x; echo; echo got-$x'")
                    .await("\npass:")
                    .line("geheim")
                    .awaitPrompt()),
        scenario(
            "an editor",
            t ->
                t.line("run vim -u NONE -N f")
                    .await("~\n~\n~")
                    .text("ihello from vim")
                    .key("Escape")
                    .line(":wq")
                    .awaitPrompt()
                    .line("cat f")
                    .await("hello from vim\n$")),
        scenario(
            "an editor that is suspended",
            t ->
                t.line("run vim -u NONE -N f")
                    .await("~\n~\n~")
                    .text("ione")
                    .key("Escape", "C-z")
                    .await("Stopped")
                    .line("fg")
                    .await("~\n~\n~")
                    .text("otwo")
                    .key("Escape")
                    .line(":wq")
                    .awaitPrompt()
                    .line("cat f")
                    .await("one\ntwo\n$")),
        scenario(
            "a pager on a file",
            t ->
                t.line("seq 100 > f; run less f")
                    .await("\nf")
                    .text("G")
                    .await("(END)")
                    .text("q")
                    .awaitPrompt()),
        scenario(
            "a pager at the end of a pipe",
            t ->
                t.line("seq 100 | run less")
                    .await("\n:")
                    .text("G")
                    .await("(END)")
                    .text("q")
                    .awaitPrompt()),
        scenario(
            "a script with a pager, a password and an interrupt",
            t ->
                t.line(
                        "echo 'run less f; run bash -c \"read -s -p pass: x; echo got-\\$x\"; run sh -c \"echo ready; exec sleep 36000\";"
                            + " echo not here' > s; seq 100 > f; bash s")
                    .await("\nf")
                    .text("G")
                    .await("(END)")
                    .text("q")
                    .await("\npass:")
                    .line("geheim")
                    .await("\nready")
                    .key("C-c")
                    .awaitPrompt()),
        scenario(
            "an interrupt",
            t ->
                t.line(
                        "run sh -c 'trap \"echo int; exit 130\" INT; echo ready; while :; do sleep"
                            + " 0.1; done'; echo $?")
                    .await("\nready")
                    .key("C-c")
                    .awaitPrompt()),
        scenario(
            "a signal to quit",
            t ->
                t.line(
                        "run sh -c 'trap \"echo quit; kill $!; exit 9\" QUIT; echo ready; sleep 36000 & wait;"
                            + " kill $!'; echo $?")
                    .await("\nready")
                    .key("C-\\")
                    .awaitPrompt()),
        scenario(
            "a job that is suspended, continued and ended",
            t ->
                t.line(
                        "run sh -c 'trap \"kill \\$!; echo on; exec cat\" CONT; sleep 36000 & echo ready;"
                            + " wait'")
                    .await("\nready")
                    .key("C-z")
                    .await("Stopped")
                    .line("fg")
                    .await("\non")
                    .line("two")
                    .await("two\ntwo")
                    .key("C-d")
                    .awaitPrompt()
                    .line("echo $?; stty -a | grep -o '[-]*icanon'")
                    .await("\nicanon\n")),
        scenario(
            "a new size",
            t ->
                t.line(
                        "run sh -c 'trap \"stty size\" WINCH; trap \"echo; exit\" INT; echo ready; while :; do sleep 0.1;"
                            + " done'")
                    .await("\nready")
                    .resize(70, 20)
                    .await("\n20 70")
                    .key("C-c")
                    .awaitPrompt()),
        scenario(
            "one stream in a file",
            t ->
                t.line("run sh -c 'echo e >&2; test -t 1 && echo tty; test -t 2 || echo file' 2> f")
                    .awaitPrompt()
                    .line("cat f; run sh -c 'echo o; test -t 2 && echo tty >&2' > f; cat f")
                    .await("tty\no\n$")));
  }

  private static Arguments scenario(String name, Consumer<Tmux> keys) {
    return Arguments.of(name, keys);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void leavesTheSameScreen(String name, Consumer<Tmux> keys) throws IOException {
    assertThat(screen("with", "exec " + Program.path() + " run -- \"$@\"", keys))
        .as(name)
        .isEqualTo(screen("without", "exec \"$@\"", keys));
  }

  private String screen(String where, String run, Consumer<Tmux> keys) throws IOException {
    Path own = Files.createDirectory(directory.resolve(where));
    try (Tmux terminal = terminal(own, run)) {
      keys.accept(terminal);
      return HINT.matcher(terminal.colours()).replaceAll("");
    }
  }

  @Test
  void theTerminalOfACommandIsRecorded() throws IOException {
    String run = "exec " + Program.path() + " --debug run -- \"$@\" 2> /dev/null";
    try (Tmux terminal = terminal(directory, run)) {
      terminal.line("run sh -c 'printf \"\\033[31mred\\033[0m\\n10%%\\r20%%\\n\"'").awaitPrompt();
    }

    Records records = new Program(directory.resolve("home")).records();
    assertThat(records.logs)
        .filteredOn(
            each -> Records.attributes(each.getAttributesList()).containsKey("log.iostream"))
        .extracting(
            each -> each.getBody().getStringValue(),
            each -> Records.attributes(each.getAttributesList()).get("log.record.original"))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("red", "\u001b[31mred\u001b[0m"),
            org.assertj.core.groups.Tuple.tuple("20%", "10%\r20%"));
  }

  /// A second Clew leads the session of the terminal: what it takes is none of the command's.
  @Test
  void theCommandIsChargedWithItsOwnTimeOnly() throws IOException {
    try (Tmux terminal = terminal(directory, "exec " + Program.path() + " run -- \"$@\"")) {
      terminal.line("run sleep 0.1").awaitPrompt();
    }
    Records records = new Program(directory.resolve("home")).records();
    assertThat(cpu(records, pid(records.span("sleep").getAttributesList())))
        .isLessThan(cpu(records, pid(records.resources.getFirst().getAttributesList())) / 3);
  }

  private static long pid(List<KeyValue> attributes) {
    return Long.parseLong(Records.attributes(attributes).get("process.pid"));
  }

  /// Seconds by the last sample, in both modes.
  private static double cpu(Records records, long pid) {
    return records.points("process.cpu.time", pid).reversed().stream()
        .limit(2)
        .mapToDouble(NumberDataPoint::getAsDouble)
        .sum();
  }

  @Test
  void whatClewSaysWaitsUntilTheScreenIsFree() throws IOException {
    String run =
        "export OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:1\nexec "
            + Program.path()
            + " -v run -- \"$@\"";
    try (Tmux terminal = terminal(directory, run)) {
      terminal.line("run less /etc/passwd").await("root:x:0");
      String drawn = terminal.screen();
      terminal.text("q").await("[E040]").awaitPrompt();

      assertThat(drawn).doesNotContain("DEBUG", "E040");
      assertThat(terminal.screen().lines()).anyMatch(line -> line.startsWith("  → what to try"));
    }
  }

  @Test
  void aRunThatFailsSaysHowToLookAtIt() throws IOException {
    try (Tmux terminal = terminal(directory, "exec " + Program.path() + " run -- \"$@\"")) {
      terminal
          .line("run sh -c '" + Program.path() + " step lint -- false; exit 3'")
          .await("clew: what happened: clew inspect ")
          .awaitPrompt();
      String screen = terminal.screen();
      String id = new Program(directory.resolve("home")).runFiles().getFirst().getFileName() + "";
      assertThat(screen)
          .containsOnlyOnce("what happened: clew inspect " + id.substring(0, 8) + "\n");
      terminal.line("run true").awaitPrompt().line("run sh -c 'kill -PIPE $$'").awaitPrompt();
      assertThat(terminal.screen()).containsOnlyOnce("what happened");
    }
  }

  @Test
  void jobsThatRunAtOnceShareTheTerminal() throws IOException {
    try (Tmux terminal = terminal(directory, "exec " + Program.path() + " run -- \"$@\"")) {
      // Without exec a shell that starts a process just then may not notice that it is interrupted.
      Tmux.write(
          directory.resolve("Makefile"),
          "all: a b c d\na b c d:\n\t@run sh -c 'test -t 1 && echo tty-$@; exec sleep 36000'\n");
      terminal
          .line("make -j4")
          .await(s -> Stream.of("a", "b", "c", "d").allMatch(name -> s.contains("tty-" + name)))
          .key("C-c")
          .awaitPrompt();
      assertThat(terminal.screen()).contains("Interrupt").doesNotContain("Error");
      terminal.line("stty -a | grep -o '[-]*icanon'").await("\nicanon\n$");
    }
  }

  private static Tmux terminal(Path directory, String run) throws IOException {
    Path bin = Files.createDirectory(directory.resolve("bin"));
    Path script = bin.resolve("run");
    Files.writeString(script, "#!/bin/sh\n" + run + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return new Tmux(
        directory,
        Map.of(
            "PATH",
            bin + ":" + System.getenv("PATH"),
            "CLEW_HOME",
            directory.resolve("home").toString()));
  }
}
