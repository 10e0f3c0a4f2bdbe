package dev.clew.cli.look;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.GlobalOptions;
import dev.clew.cli.frame.SourceOptions;
import dev.clew.runs.RunCatalog;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `clew runs`.
@Command(
    name = "runs",
    description = "List the recorded runs, newest first.",
    footer = {
      "  clew runs",
      "  clew runs --state failed --since 1d --name nightly",
      "  clew runs --server http://build:4000",
      "  clew runs -o json | jq -r '.[0].id'"
    })
public final class RunsCommand implements Callable<Integer> {
  private final CliContext context;
  private final GlobalOptions options;

  @Mixin SourceOptions source;
  @Mixin RunFilterOptions filter;

  @Option(names = "--no-pager", description = "Print straight to the terminal.")
  boolean noPager;

  public RunsCommand(CliContext context, GlobalOptions options) {
    this.context = context;
    this.options = options;
  }

  @Override
  public Integer call() {
    RunCatalog.Listing listing = source.runs(context).list(filter.wanted(context.clock()));
    RunsPrinter printer = new RunsPrinter(context, options.palette(context));
    if (options.json()) {
      printer.json(listing.runs());
    } else {
      printer.list(listing, !noPager);
    }
    return 0;
  }
}
