package dev.clew.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `clew` itself: without a subcommand it shows the help.
@Command(
    name = "clew",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    description = "Records any command as OpenTelemetry and shows what happened.",
    footer = {
      "  clew --debug run -- make test     record a command and all its output",
      "  clew step compile -- make build   record a stage of the run that is going on",
      "  clew runs                         list what was recorded",
      "  clew inspect 8b47                 show one run as a tree",
      "  clew explain E016                 what an error means and what to do"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:an error of Clew's",
      "2:wrong usage",
      "75:run --require-export: the telemetry was not delivered",
      "124:run --timeout: the command took too long",
      "126:the command is not executable",
      "127:the command is not found",
      "N:run and step: the command's own; 128+n when signal n ended it"
    },
    synopsisSubcommandLabel = "COMMAND")
public final class TopCommand implements Runnable {
  private final CliContext context;

  @Mixin final GlobalOptions options;

  @Spec CommandSpec spec;

  TopCommand(CliContext context, GlobalOptions options) {
    this.context = context;
    this.options = options;
  }

  @Override
  public void run() {
    spec.commandLine().usage(context.out(), spec.commandLine().getColorScheme());
  }
}
