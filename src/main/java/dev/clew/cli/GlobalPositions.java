package dev.clew.cli;

import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/// Lets the global options stand before and after the subcommand: what is given at one level holds
/// for all, the innermost wins.
final class GlobalPositions implements IExecutionStrategy {
  private static final String MIXIN = "global";

  /// Gives every command the global options and the version that it has not got itself.
  static void prepare(CommandLine command, String version) {
    CommandSpec spec = command.getCommandSpec();
    if (spec.findOption("--debug") == null) {
      spec.addMixin(MIXIN, CommandSpec.forAnnotatedObject(new GlobalOptions()));
    }
    spec.version(version);
    command.getSubcommands().values().forEach(child -> prepare(child, version));
  }

  @Override
  public int execute(ParseResult parsed) {
    Map<String, Object> given = new HashMap<>();
    for (ParseResult level = parsed; level != null; level = below(level)) {
      for (OptionSpec option : level.matchedOptions()) {
        if (isGlobal(parsed, option)) {
          given.put(option.longestName(), option.getValue());
        }
      }
    }
    for (ParseResult level = parsed; level != null; level = below(level)) {
      for (Map.Entry<String, Object> each : given.entrySet()) {
        OptionSpec option = level.commandSpec().findOption(each.getKey());
        if (option != null && isGlobal(parsed, option)) {
          option.setValue(each.getValue());
        }
      }
    }
    return new RunLast().execute(parsed);
  }

  private static boolean isGlobal(ParseResult top, OptionSpec option) {
    OptionSpec ofTop = top.commandSpec().findOption(option.longestName());
    return ofTop != null
        && ofTop.userObject() != null
        && !option.usageHelp()
        && !option.versionHelp();
  }

  private static @org.jspecify.annotations.Nullable ParseResult below(ParseResult level) {
    return level.hasSubcommand() ? level.subcommand() : null;
  }
}
