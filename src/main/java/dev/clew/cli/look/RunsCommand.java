package dev.clew.cli.look;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.GlobalOptions;
import dev.clew.cli.frame.Since;
import dev.clew.cli.frame.SourceOptions;
import dev.clew.cli.frame.StateName;
import dev.clew.runs.RunCatalog;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

  @Spec CommandSpec command;

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

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "",
      description = "Only runs with this name or title.")
  String name;

  @Option(
      names = "--service",
      paramLabel = "SERVICE",
      defaultValue = "",
      description = "Only runs that this service recorded.")
  String service;

  @Option(
      names = "--since",
      paramLabel = "WHEN",
      description = "Only runs started since: an age such as 5m or 1h30m, or a time (RFC 3339).")
  @Nullable String since;

  @Option(names = "--no-pager", description = "Print straight to the terminal.")
  boolean noPager;

  public RunsCommand(CliContext context, GlobalOptions options) {
    this.context = context;
    this.options = options;
  }

  @Override
  public Integer call() {
    RunCatalog.Listing listing = source.runs(context).list(wanted());
    RunsPrinter printer = new RunsPrinter(context, options.palette(context));
    if (options.json()) {
      printer.json(listing.runs());
    } else {
      printer.list(listing, !noPager);
    }
    return 0;
  }

  private RunCatalog.Wanted wanted() {
    return RunCatalog.Wanted.any(Math.max(0, limit))
        .inState(state.map(StateName::word).orElse(""))
        .named(name)
        .ofService(service)
        .since(since == null ? 0 : Since.option(command, "--since", since, context.clock()));
  }
}
