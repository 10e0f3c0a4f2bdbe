package dev.clew.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.cli.frame.OutputFormat;
import dev.clew.terminal.ColorMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The global options mean the same before, between and behind the words of every command.
class GlobalPositionsTest {
  private static final Path HOME = Path.of("/nowhere");

  /// Each global option as it is written, and the value that every level then has.
  private static final Map<List<String>, Object> OPTIONS =
      Map.ofEntries(
          Map.entry(List.of("--debug"), true),
          Map.entry(List.of("-v"), true),
          Map.entry(List.of("--verbose"), true),
          Map.entry(List.of("--log-level", "info"), "info"),
          Map.entry(List.of("--log-level=error"), "error"),
          Map.entry(List.of("--config", "x.toml"), Path.of("x.toml")),
          Map.entry(List.of("--config=run"), Path.of("run")),
          Map.entry(List.of("--color=always"), ColorMode.ALWAYS),
          Map.entry(List.of("--color", "never"), ColorMode.NEVER),
          Map.entry(List.of("-o", "json"), OutputFormat.JSON),
          Map.entry(List.of("-ojson"), OutputFormat.JSON),
          Map.entry(List.of("--output=json"), OutputFormat.JSON),
          Map.entry(List.of("--profile=dev"), "dev"));

  /// What commands need beside the options.
  private static final Map<String, List<String>> NEEDED =
      Map.ofEntries(
          Map.entry("run", List.of("--", "true", "--debug")),
          Map.entry("step", List.of("compile", "--", "true", "--debug")),
          Map.entry("event", List.of("deploy.approved")),
          Map.entry("log", List.of("cold")),
          Map.entry("inspect", List.of("8b47")),
          Map.entry("logs", List.of("--run", "8b47")),
          Map.entry("metrics", List.of("--run", "8b47")),
          Map.entry("compare", List.of("8b47")),
          Map.entry("export", List.of("8b47")),
          Map.entry("import", List.of("run.jsonl")),
          Map.entry("workflow check", List.of("flow.toml")),
          Map.entry("workflow graph", List.of("flow.toml")),
          Map.entry("resume", List.of("exec_01K9Z")),
          Map.entry("cancel", List.of("exec_01K9Z")),
          Map.entry("approve", List.of("exec_01K9Z", "deploy")),
          Map.entry("permissions revoke", List.of("perm_1")),
          Map.entry("apply", List.of("shop.toml")),
          Map.entry("rollback", List.of("shop")),
          Map.entry("delete", List.of("shop")),
          Map.entry("job submit", List.of("--target", "all", "true")),
          Map.entry("job status", List.of("job_1")),
          Map.entry("job logs", List.of("job_1")),
          Map.entry("job cancel", List.of("job_1")),
          Map.entry("node show", List.of("a")),
          Map.entry("node hostname", List.of("a")),
          Map.entry("node drain", List.of("a")),
          Map.entry("node remove", List.of("a")),
          Map.entry("token issue", List.of("ci", "--role", "view")),
          Map.entry("token revoke", List.of("ci")),
          Map.entry("workspace create", List.of("api")),
          Map.entry("workspace edit", List.of("api")),
          Map.entry("workspace delete", List.of("api")),
          Map.entry("metric add", List.of("n", "1")),
          Map.entry("metric record", List.of("n", "1")),
          Map.entry("metric set", List.of("n", "1")));

  static Stream<Arguments> everywhere() {
    CommandLine root = AllCommands.root(new Invocation(HOME).context());
    return AllCommands.walk(root).stream()
        .filter(command -> command != root)
        .flatMap(
            command ->
                OPTIONS.entrySet().stream()
                    .map(
                        option ->
                            Arguments.of(
                                AllCommands.words(command), option.getKey(), option.getValue())));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("everywhere")
  void meansTheSameAnywhere(List<String> words, List<String> option, Object value) {
    for (int position = 0; position <= words.size(); position++) {
      List<String> args = new ArrayList<>(words);
      args.addAll(position, option);
      args.addAll(NEEDED.getOrDefault(String.join(" ", words), List.of()));

      assertThat(levels(args, option.getFirst()))
          .as("clew " + String.join(" ", args))
          .hasSize(words.size() + 1)
          .allSatisfy(level -> assertThat(level).isEqualTo(value));
    }
  }

  /// What follows `--` is the command's own; the innermost of several wins.
  @Test
  void theCommandsOwnOptionsAreItsOwn() {
    assertThat(levels(List.of("run", "--", "make", "--debug"), "--debug"))
        .containsExactly(false, false);
    assertThat(levels(List.of("run", "make", "--debug", "-o", "json"), "--debug"))
        .containsExactly(false, false);
    assertThat(levels(List.of("-o", "json", "runs", "-o", "text"), "-o"))
        .containsExactly(OutputFormat.TEXT, OutputFormat.TEXT);
  }

  /// The option's value at `clew` and at each command below it.
  private static List<Object> levels(List<String> args, String option) {
    String[] given = args.toArray(String[]::new);
    CommandLine root = AllCommands.root(new Invocation(HOME).context(), given);
    ParseResult parsed = root.parseArgs(given);
    GlobalPositions.spread(parsed);
    String name = option.startsWith("--") ? option.replaceFirst("=.*", "") : option.substring(0, 2);
    List<Object> values = new ArrayList<>();
    for (CommandSpec level : specs(parsed)) {
      OptionSpec found = level.findOption(name);
      values.add(found.getValue());
    }
    return values;
  }

  private static List<CommandSpec> specs(ParseResult parsed) {
    List<CommandSpec> specs = new ArrayList<>();
    for (ParseResult level = parsed; level != null; level = level.subcommand()) {
      specs.add(level.commandSpec());
    }
    return specs;
  }
}
