package dev.clew.cli;

import dev.clew.cli.help.Synopsis;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// A command's manual page in the language of
/// [man(7)](https://man7.org/linux/man-pages/man7/man.7.html).
final class ManualPage {
  private final CommandSpec command;
  private final StringBuilder page = new StringBuilder();

  private ManualPage(CommandSpec command) {
    this.command = command;
  }

  /// The name of the page without its section: `clew-config-show`.
  static String name(CommandSpec command) {
    return command.qualifiedName("-");
  }

  /// @param date of the page, `2026-01-31`
  static String of(CommandSpec command, String date) {
    return new ManualPage(command).write(date);
  }

  private String write(String date) {
    List<String> description = List.of(command.usageMessage().description());
    String first = description.getFirst().replaceAll("\\.$", "");
    String title = name(command).toUpperCase(Locale.ROOT);
    line(".TH %s 1 \"%s\" \"%s\" Clew".formatted(text(title), date, command.version()[0]));
    section("NAME", text(name(command)) + " \\- " + text(first));
    section("SYNOPSIS", text(Synopsis.of(command)));
    section(
        "DESCRIPTION", String.join("\n.PP\n", description.stream().map(ManualPage::text).toList()));
    List<PositionalParamSpec> parameters = command.positionalParameters();
    entries("ARGUMENTS", parameters.stream().map(ManualPage::entry));
    entries("OPTIONS", CommandHelp.ownOptions(command).stream().map(ManualPage::entry));
    entries(
        "OPTIONS OF EVERY COMMAND",
        CommandHelp.globalOptions(command).stream().map(ManualPage::entry));
    entries(
        "COMMANDS",
        below()
            .map(
                sub ->
                    tagged(
                        "\\fB" + text(name(sub)) + "\\fR(1)", sub.usageMessage().description())));
    entries(
        "EXIT STATUS",
        command.usageMessage().exitCodeList().entrySet().stream()
            .map(code -> tagged(text(code.getKey()), code.getValue())));
    section(
        "EXAMPLES",
        ".nf\n"
            + Stream.of(command.usageMessage().footer())
                .map(ManualPage::text)
                .collect(Collectors.joining("\n"))
            + "\n.fi");
    if (command.parent() != null) {
      section("SEE ALSO", "\\fB" + text(name(command.parent())) + "\\fR(1)");
    }
    return page.toString();
  }

  private Stream<CommandSpec> below() {
    return command.subcommands().values().stream()
        .map(sub -> sub.getCommandSpec())
        .filter(sub -> !sub.usageMessage().hidden());
  }

  private static String entry(PositionalParamSpec parameter) {
    return tagged(
        "\\fI" + text(Synopsis.label(parameter)) + "\\fR", Synopsis.description(parameter));
  }

  private static String entry(OptionSpec option) {
    String names =
        Stream.of(option.names())
            .map(name -> "\\fB" + text(name) + "\\fR")
            .collect(Collectors.joining(", "));
    String value = option.arity().max() == 0 ? "" : "=\\fI" + text(option.paramLabel()) + "\\fR";
    return tagged(names + value, Synopsis.description(option));
  }

  private static String tagged(String tag, String... lines) {
    return ".TP\n" + tag + "\n" + text(String.join(" ", lines));
  }

  private void entries(String heading, Stream<String> entries) {
    String all = entries.collect(Collectors.joining("\n"));
    if (!all.isEmpty()) {
      section(heading, all);
    }
  }

  private void section(String heading, String text) {
    line(".SH " + heading);
    line(text);
  }

  private void line(String text) {
    page.append(text).append('\n');
  }

  /// Text in which no character has a meaning of its own.
  private static String text(String plain) {
    String escaped = plain.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq");
    return escaped.startsWith(".") ? "\\&" + escaped : escaped;
  }
}
