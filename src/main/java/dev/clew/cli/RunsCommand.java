package dev.clew.cli;

import dev.clew.history.Runs;
import java.util.Optional;
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
      "  clew runs --state failed -n 5",
      "  clew runs --server http://build:4000",
      "  clew runs -o json | jq -r '.[0].id'"
    })
public final class RunsCommand implements Callable<Integer> {
  private final CliContext context;
  private final GlobalOptions options;

  @Mixin SourceOptions source;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      defaultValue = "30",
      description = "How many at most (default: ${DEFAULT-VALUE}).")
  int limit;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only runs that are: ${COMPLETION-CANDIDATES}.")
  Optional<StateName> state;

  @Option(names = "--no-pager", description = "Print straight to the terminal.")
  boolean noPager;

  public RunsCommand(CliContext context, GlobalOptions options) {
    this.context = context;
    this.options = options;
  }

  @Override
  public Integer call() {
    String wanted = state.map(StateName::word).orElse("");
    Runs.Listing listing = source.runs(context).list(Runs.Wanted.of(wanted, Math.max(0, limit)));
    RunsPrinter printer = new RunsPrinter(context, options.palette(context));
    if (options.json()) {
      printer.json(listing.runs());
    } else {
      printer.list(listing, !noPager);
    }
    return 0;
  }
}
