package dev.clew.cli;

import dev.clew.cli.help.Synopsis;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The help of a command: a synopsis of one line, its own options before those that all commands
/// take, and of `clew` itself the commands by what a user wants.
final class CommandHelp extends Help {
  private static final int WIDEST = 100;

  private CommandHelp(CommandSpec command, ColorScheme colours) {
    super(command, colours);
  }

  /// @param width of the terminal
  static Help of(CommandSpec command, ColorScheme colours, int width) {
    command
        .usageMessage()
        .width(Math.clamp(width, 55, WIDEST))
        .descriptionHeading("%n")
        .parameterListHeading("%nArguments:%n")
        .optionListHeading("")
        .commandListHeading(command.parent() == null ? "" : "%nCommands:%n")
        .footerHeading("%nExamples:%n");
    return new CommandHelp(command, colours);
  }

  @Override
  public String synopsis(int headingLength) {
    return Synopsis.of(commandSpec()) + System.lineSeparator();
  }

  @Override
  public String optionList() {
    String own = list(ownOptions(commandSpec()));
    String global = list(globalOptions(commandSpec()));
    return (own.isEmpty() ? "" : "\nOptions:\n" + own) + "\nOptions of every command:\n" + global;
  }

  private String list(List<OptionSpec> options) {
    return optionListExcludingGroups(options);
  }

  @Override
  public String commandList(Map<String, Help> subcommands) {
    if (commandSpec().parent() != null) {
      return super.commandList(subcommands);
    }
    StringBuilder list = new StringBuilder();
    for (Commands.Group group : Commands.GROUPS) {
      Map<String, Help> some = new LinkedHashMap<>(subcommands);
      some.keySet().retainAll(group.commands());
      list.append('\n').append(group.wish()).append(":\n").append(super.commandList(some));
    }
    return list.toString();
  }

  /// The options that only some commands have.
  static List<OptionSpec> ownOptions(CommandSpec command) {
    return command.options().stream().filter(option -> !isGlobal(command, option)).toList();
  }

  static List<OptionSpec> globalOptions(CommandSpec command) {
    return command.options().stream().filter(option -> isGlobal(command, option)).toList();
  }

  private static boolean isGlobal(CommandSpec command, OptionSpec option) {
    return !option.hidden() && command.root().findOption(option.longestName()) != null;
  }
}
