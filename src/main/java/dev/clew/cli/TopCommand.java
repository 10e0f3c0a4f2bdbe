package dev.clew.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `clew` itself: without a subcommand it shows the help.
@Command(
    name = "clew",
    mixinStandardHelpOptions = true,
    description = "Records any command as OpenTelemetry and shows what happened.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  clew --debug run -- make test     record a command and all its output",
      "  clew step compile -- make build   record a stage of the run that is going on",
      "  clew runs                         list what was recorded",
      "  clew inspect 8b47                 show one run as a tree",
      "  clew explain E016                 what an error means and what to do"
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
    spec.commandLine().usage(context.out());
  }
}
