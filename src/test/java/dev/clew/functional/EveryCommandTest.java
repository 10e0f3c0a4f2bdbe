package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.cli.AllCommands;
import dev.clew.functional.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every command starts: a binary that lacks reflection data or a resource of one of them fails
/// here, whatever else is tested of it.
class EveryCommandTest {
  private static final String ONE = "0123456789abcdef";
  private static final String OTHER = "123456789abcdef0";

  /// Exit codes, and what is called to get them, with `-o json` where that is data.
  private static final List<String> INVOCATIONS =
      """
      0
      0 run -- true
      0 step compile -- true
      0 event deploy.approved
      0 log cold
      2 metric
      0 metric add rows 1
      0 metric record delay 1
      0 metric set depth 1
      0 runs -o json
      0 inspect ONE -o json
      0 logs --run ONE -o json
      0 metrics --run ONE -o json
      0 compare ONE OTHER -o json
      1 open ffffffff
      0 export ONE
      0 import --force trace.json -o json
      1 replay --pending
      0 prune --dry-run -o json
      1 serve --import missing.json
      0 doctor -o json
      0 config -o json
      0 config show -o json
      0 config check
      0 config path -o json
      0 config init --force
      0 config trust
      0 explain E016 -o json
      2 completion
      0 completion bash
      0 completion fish
      0 completion zsh
      0 completion candidates -- inspect 01
      0 version -o json
      """
          .replace("ONE", ONE)
          .replace("OTHER", OTHER)
          .lines()
          .toList();

  private static final Map<List<String>, String> HELP = AllCommands.help();

  @TempDir static Path home;

  @BeforeAll
  static void record() throws IOException {
    clew().with("CLEW_RUN_ID", ONE).run("run", "--", "true");
    clew().with("CLEW_RUN_ID", OTHER).run("run", "--", "true");
    Files.writeString(home.resolve("clew.toml"), "logging.level = 'error'\n");
    Files.copy(Path.of("src/test/resources/otlp/trace.json"), home.resolve("trace.json"));
  }

  /// A `clew.toml` of the working directory is a project's, not the user's.
  private static Program clew() {
    return new Program(home).with("CLEW_HOME", home.resolve(".clew").toString());
  }

  static Set<List<String>> commands() {
    return HELP.keySet();
  }

  @Test
  void noneIsForgotten() {
    assertThat(
            INVOCATIONS.stream()
                .map(EveryCommandTest::arguments)
                .map(EveryCommandTest::command)
                .collect(Collectors.toSet()))
        .isEqualTo(commands());
  }

  private static List<String> arguments(String invocation) {
    return Stream.of(invocation.split(" ")).skip(1).toList();
  }

  private static List<String> command(List<String> arguments) {
    return commands().stream()
        .filter(
            words -> arguments.subList(0, Math.min(words.size(), arguments.size())).equals(words))
        .max(Comparator.comparing(List::size))
        .orElseThrow();
  }

  /// The JVM of the tests makes the help of the same classes.
  @ParameterizedTest
  @MethodSource("commands")
  void itsHelpIsTheSameAsOnTheJvm(List<String> words) {
    Ended ended = run(Stream.concat(words.stream(), Stream.of("--help")));

    assertThat(ended.text()).isEqualTo(HELP.get(words));
    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isZero();
  }

  static List<String> invocations() {
    return INVOCATIONS;
  }

  @ParameterizedTest
  @MethodSource("invocations")
  void itDoesItsWork(String invocation) throws JsonProcessingException {
    Ended ended = run(arguments(invocation).stream());

    assertThat(ended.err()).doesNotContainPattern("(?m)^\\s+at |Exception|[Rr]eflect|\\[E099]");
    assertThat(ended.code())
        .as(ended.err())
        .isEqualTo(Integer.parseInt(invocation.substring(0, 1)));
    assertThat(ended.err().startsWith("error: [E")).as(ended.err()).isEqualTo(ended.code() > 0);
    if (invocation.endsWith("-o json")) {
      assertThat(new ObjectMapper().readTree(ended.text()).isContainerNode()).isTrue();
    }
  }

  private static Ended run(Stream<String> arguments) {
    return clew().run(arguments.toArray(String[]::new));
  }
}
