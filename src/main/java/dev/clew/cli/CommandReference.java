package dev.clew.cli;

import dev.clew.cli.help.Synopsis;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/// The page of all commands in Markdown.
final class CommandReference {
  private final StringBuilder page = new StringBuilder();

  private CommandReference() {}

  static String of(CommandSpec root) {
    CommandReference reference = new CommandReference();
    reference.overview(root);
    root.subcommands().values().forEach(reference::command);
    return reference.page.toString();
  }

  private void overview(CommandSpec root) {
    line("# Commands");
    line("");
    line(
        "Made by `make docs` from what `--help` prints; the manual pages come from the same source.");
    line("");
    line("| want | commands |");
    line("|---|---|");
    for (Commands.Group group : Commands.GROUPS) {
      String names =
          group.commands().stream()
              .map(name -> "[`" + name + "`](#clew-" + name + ")")
              .collect(Collectors.joining(" · "));
      line("| " + group.wish() + " | " + names + " |");
    }
    line("");
    line("These options are taken before and after the command:");
    line("");
    options(CommandHelp.globalOptions(root).stream());
    line("Exit codes:");
    line("");
    root.usageMessage().exitCodeList().forEach((code, text) -> line("- `" + code + "`: " + text));
  }

  private void command(CommandLine line) {
    CommandSpec command = line.getCommandSpec();
    if (command.usageMessage().hidden()) {
      return;
    }
    line("");
    line((command.parent().parent() == null ? "## " : "### ") + command.qualifiedName());
    line("");
    line(cell(String.join(" ", command.usageMessage().description())));
    line("");
    block(Stream.of(Synopsis.of(command)));
    options(
        Stream.concat(
            command.positionalParameters().stream(), CommandHelp.ownOptions(command).stream()));
    block(Stream.of(command.usageMessage().footer()).map(String::strip));
    command.subcommands().values().forEach(this::command);
  }

  private void options(Stream<? extends ArgSpec> arguments) {
    List<? extends ArgSpec> all = arguments.toList();
    if (all.isEmpty()) {
      return;
    }
    line("| | |");
    line("|---|---|");
    all.forEach(
        each ->
            line("| `" + Synopsis.term(each) + "` | " + cell(Synopsis.description(each)) + " |"));
    line("");
  }

  private void block(Stream<String> lines) {
    line("```");
    lines.forEach(this::line);
    line("```");
    line("");
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
