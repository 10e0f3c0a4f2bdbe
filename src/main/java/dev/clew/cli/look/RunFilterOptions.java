package dev.clew.cli.look;

import dev.clew.cli.frame.Since;
import dev.clew.cli.frame.StateName;
import dev.clew.runs.RunCatalog;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Which runs `clew runs` lists.
final class RunFilterOptions {
  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

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

  RunCatalog.Wanted wanted(Clock clock) {
    return RunCatalog.Wanted.any(Math.max(0, limit))
        .inState(state.map(StateName::word).orElse(""))
        .named(name)
        .ofService(service)
        .since(since == null ? 0 : Since.option(command, "--since", since, clock));
  }
}
