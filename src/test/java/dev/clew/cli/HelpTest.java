package dev.clew.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.cli.frame.CliContext;
import dev.clew.terminal.DisplayWidth;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

class HelpTest {
  private static final Path HOME = Path.of("/nowhere");

  static Stream<CommandSpec> commands() {
    return AllCommands.walk(AllCommands.root(new Invocation(HOME).context())).stream()
        .map(CommandLine::getCommandSpec)
        .filter(command -> !command.usageMessage().hidden());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandSaysWhatItDoesAndHowItIsUsed(CommandSpec command) {
    String help = command.commandLine().getUsageMessage(Ansi.OFF);

    // Lists of commands show the first sentence alone.
    assertThat(command.usageMessage().description())
        .isNotEmpty()
        .allSatisfy(sentence -> assertThat(sentence).matches("[A-Z].*[.]"));
    assertThat(command.usageMessage().footer())
        .isNotEmpty()
        .allSatisfy(example -> assertThat(example).startsWith("  ").contains("clew "))
        .anySatisfy(example -> assertThat(example).contains(command.name()));
    assertThat(help)
        .startsWith("Usage: " + command.qualifiedName())
        .contains("\nExamples:\n")
        .contains("\nOptions of every command:\n");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyOptionAndParameterIsDescribed(CommandSpec command) {
    List<ArgSpec> all =
        Stream.<ArgSpec>concat(command.options().stream(), command.positionalParameters().stream())
            .toList();

    assertThat(all)
        .allSatisfy(each -> assertThat(each.description()).as(each.paramLabel()).isNotEmpty());
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 80, 100, 200})
  void helpFitsTheTerminal(int width) {
    Invocation clew = new Invocation(HOME).terminal(width);
    for (CommandLine command : AllCommands.walk(AllCommands.root(clew.context()))) {
      if (command.getCommandSpec().usageMessage().hidden()) {
        continue;
      }
      // Examples are for copying, so they are not broken.
      String help = command.getUsageMessage(Ansi.OFF).replaceFirst("(?s)\nExamples:.*", "");
      assertThat(help.lines())
          .allSatisfy(
              line ->
                  assertThat(DisplayWidth.of(line))
                      .as(line)
                      .isLessThanOrEqualTo(Math.max(width, 55)));
    }
  }

  @Test
  void everyCommandIsInOneGroupOfTheOverview() {
    CommandLine root = AllCommands.root(new Invocation(HOME).context());

    assertThat(Commands.GROUPS.stream().flatMap(group -> group.commands().stream()))
        .containsExactlyElementsOf(root.getSubcommands().keySet());
  }

  @Test
  void aCommandThatIsNamedIsTheOnlyOneThatIsBuilt() {
    CliContext context = new Invocation(HOME).context();

    for (String command : AllCommands.root(context).getSubcommands().keySet()) {
      assertThat(AllCommands.root(context, "--debug", "--color=never", command).getSubcommands())
          .containsOnlyKeys(command);
    }
    assertThat(AllCommands.root(context, "--version").getSubcommands()).isEmpty();
    assertThat(AllCommands.root(context, "--config", "run", "runs").getSubcommands())
        .containsKeys("run", "runs");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void colourFollowsTheOption(CommandSpec command) {
    String[] words = AllCommands.words(command.commandLine()).toArray(String[]::new);

    assertThat(help(words, "--help", "--color=always")).contains("\u001b[");
    assertThat(help(words, "--color=never", "--help")).doesNotContain("\u001b[");
    assertThat(help(words, "--help")).doesNotContain("\u001b[").startsWith("Usage: clew");
  }

  private static String help(String[] words, String... options) {
    Invocation clew = new Invocation(HOME);
    String[] args = Stream.of(words, options).flatMap(Arrays::stream).toArray(String[]::new);
    CliContext context = clew.context();
    assertThat(AllCommands.root(context, args).execute(args)).isZero();
    context.out().flush();
    return clew.out();
  }
}
