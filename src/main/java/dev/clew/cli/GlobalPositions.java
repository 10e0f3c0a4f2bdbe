package dev.clew.cli;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.GlobalOptions;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Help;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/// Lets the global options stand before and after the subcommand: what is given at one level holds
/// for all, the innermost wins.
final class GlobalPositions implements IExecutionStrategy {
  private final CliContext context;
  private final GlobalOptions options;

  GlobalPositions(CliContext context, GlobalOptions options) {
    this.context = context;
    this.options = options;
  }

  /// Gives every command the global options and the version that it has not got itself.
  static void prepare(CommandLine command, String version) {
    CommandSpec spec = command.getCommandSpec();
    if (spec.findOption("--debug") == null) {
      new GlobalOptions().addTo(spec);
    }
    spec.version(version);
    command.getSubcommands().values().forEach(child -> prepare(child, version));
  }

  @Override
  public int execute(ParseResult parsed) {
    spread(parsed);
    if (isHelpWanted(parsed)) {
      boolean colour = options.palette(context).enabled();
      parsed
          .commandSpec()
          .commandLine()
          .setColorScheme(Help.defaultColorScheme(colour ? Help.Ansi.ON : Help.Ansi.OFF));
    }
    try {
      return new RunLast().execute(parsed);
    } catch (LinkageError e) {
      // A library of the system is missing, as in a container that has nothing but the binary.
      String reason = String.valueOf(e.getCause() == null ? e : e.getCause());
      throw new ExecutionException(
          parsed.commandSpec().commandLine(), reason, new ClewError(ErrorCode.E099, reason, e));
    }
  }

  private static boolean isHelpWanted(ParseResult parsed) {
    boolean wanted = !parsed.hasSubcommand();
    for (ParseResult level = parsed; level != null; level = below(level)) {
      wanted |= level.isUsageHelpRequested();
    }
    return wanted;
  }

  /// Gives every level the options that any has.
  static void spread(ParseResult parsed) {
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
  }

  private static boolean isGlobal(ParseResult top, OptionSpec option) {
    OptionSpec ofTop = top.commandSpec().findOption(option.longestName());
    return ofTop != null && !option.usageHelp() && !option.versionHelp();
  }

  private static @Nullable ParseResult below(ParseResult level) {
    return level.hasSubcommand() ? level.subcommand() : null;
  }
}
