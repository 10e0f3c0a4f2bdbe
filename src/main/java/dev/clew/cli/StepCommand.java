package dev.clew.cli;

import dev.clew.run.RunRequest;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Runs a command as a stage of the run that is going on.
@Command(
    name = "step",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    description = {
      "Run a command as a stage of the run that is going on.",
      "Outside a run it is a run of its own."
    },
    customSynopsis = "clew step NAME [OPTIONS] -- CMD [ARG...]",
    footer = {
      "  clew step compile -- make build",
      "  clew step lint --skip 'nothing changed'",
      "  clew run -- sh -c 'clew step a -- make a & clew step b -- make b & wait'"
    })
public final class StepCommand implements Callable<Integer> {
  private final Sessions sessions;

  @Parameters(index = "0", paramLabel = "NAME", description = "Name of the stage.")
  String name = "";

  @Option(
      names = "--skip",
      paramLabel = "REASON",
      description = "Record that the stage was not run, and why.")
  @Nullable String skip;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "CMD",
      description = "The command and its arguments, after --.")
  List<String> command = List.of();

  @Mixin private final CommandOptions wrapped = new CommandOptions();

  StepCommand(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Integer call() throws InterruptedException {
    String reason = skip;
    if (reason != null) {
      sessions.runner(sessions.open()).skip(name, reason);
      return 0;
    }
    RunRequest request = wrapped.request(sessions.context().cwd(), name, command);
    if (request.command().isEmpty()) {
      throw Wrapping.nothingToRun("clew step NAME -- CMD [ARGS]");
    }
    return new Wrapping(sessions).run(request, wrapped);
  }
}
