package dev.clew.cli;

import dev.clew.history.History;
import dev.clew.history.Run;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `clew runs`.
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    description = "List the recorded runs, newest first.",
    footer = {
      "  clew runs",
      "  clew runs --state failed -n 5",
      "  clew runs -o json | jq -r '.[0].id'"
    })
public final class RunsCommand implements Callable<Integer> {
  private final CliContext context;

  @Mixin GlobalOptions options;

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

  public RunsCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    History.Listing listing = new History(context.home(), context.clock()).list();
    List<Run> runs =
        listing.runs().stream()
            .filter(run -> state.isEmpty() || state.get().is(run.state()))
            .limit(Math.max(0, limit))
            .toList();
    RunsPrinter printer = new RunsPrinter(context, options.palette(context));
    if (options.json()) {
      printer.json(runs);
    } else {
      printer.list(runs, listing, !noPager);
    }
    return 0;
  }
}
