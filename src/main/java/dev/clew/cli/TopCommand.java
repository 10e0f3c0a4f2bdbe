package dev.clew.cli;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.GlobalOptions;
import dev.clew.cli.frame.OptionSpecs;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// `clew` itself: without a subcommand it shows the help.
public final class TopCommand implements Runnable {
  private final CliContext context;
  private final CommandSpec spec = OptionSpecs.command(this, "clew");

  private TopCommand(CliContext context) {
    this.context = context;
  }

  static CommandLine line(CliContext context, GlobalOptions options) {
    CommandSpec spec = new TopCommand(context).spec;
    options.addTo(spec);
    spec.usageMessage()
        .description("Records any command as OpenTelemetry and shows what happened.")
        .footer(
            "  clew --debug run -- make test     record a command and all its output",
            "  clew step compile -- make build   record a stage of the run that is going on",
            "  clew runs                         list what was recorded",
            "  clew inspect 8b47                 show one run as a tree",
            "  clew explain E016                 what an error means and what to do")
        .exitCodeListHeading("%nExit codes:%n")
        .synopsisSubcommandLabel("COMMAND");
    spec.usageMessage().exitCodeList(exitCodes());
    return new CommandLine(spec);
  }

  private static Map<String, String> exitCodes() {
    Map<String, String> codes = new LinkedHashMap<>();
    codes.put("0", "done");
    codes.put("1", "an error of Clew's");
    codes.put("2", "wrong usage");
    codes.put("75", "run --require-export: the telemetry was not delivered");
    codes.put("124", "run --timeout: the command took too long");
    codes.put("126", "the command is not executable");
    codes.put("127", "the command is not found");
    codes.put("N", "run and step: the command's own; 128+n when signal n ended it");
    return codes;
  }

  @Override
  public void run() {
    spec.commandLine().usage(context.out(), spec.commandLine().getColorScheme());
  }
}
