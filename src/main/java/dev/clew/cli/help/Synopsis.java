package dev.clew.cli.help;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// How a command is written, in one line.
public final class Synopsis {
  private Synopsis() {}

  /// Options that must be given are named, the others are `[OPTIONS]`.
  public static String of(CommandSpec command) {
    String[] custom = command.usageMessage().customSynopsis();
    if (custom.length > 0) {
      return custom[0];
    }
    List<String> words = new ArrayList<>(List.of(command.qualifiedName()));
    command.options().stream()
        .filter(OptionSpec::required)
        .forEach(option -> words.add(option.longestName() + " " + option.paramLabel()));
    words.add("[OPTIONS]");
    command.positionalParameters().forEach(parameter -> words.add(label(parameter)));
    if (!command.subcommands().isEmpty()) {
      words.add(command.usageMessage().synopsisSubcommandLabel());
    }
    return String.join(" ", words);
  }

  /// A positional parameter: in brackets when it may be left out, with dots when it may be
  /// repeated.
  public static String label(PositionalParamSpec parameter) {
    String label = parameter.paramLabel() + (parameter.arity().max() > 1 ? "..." : "");
    return parameter.arity().min() == 0 ? "[" + label + "]" : label;
  }

  /// What an option or a parameter means, on one line, with its choices and its default filled in.
  public static String description(ArgSpec argument) {
    return String.join(" ", argument.description());
  }

  /// How an option or a parameter is written: `-n, --limit=N`.
  public static String term(ArgSpec argument) {
    return switch (argument) {
      case OptionSpec option ->
          String.join(", ", option.names())
              + (option.arity().max() == 0 ? "" : "=" + option.paramLabel());
      case PositionalParamSpec parameter -> label(parameter);
      default -> argument.paramLabel();
    };
  }
}
