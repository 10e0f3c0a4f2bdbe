package dev.clew.cli;

import dev.clew.run.RunRequest;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Runs a command and records it.
@Command(
    name = "run",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    description = "Run a command and record it.",
    customSynopsis = "clew run [OPTIONS] [--] CMD [ARG...]",
    footer = {
      "  clew run -- make test",
      "  clew --debug run -- ./mvnw -q package",
      "  clew run --name nightly -C build -- sh -c 'make && make check'",
      "  OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317 clew run -- make"
    })
public final class RunCommand implements Callable<Integer> {
  private final Sessions sessions;

  @Option(names = "--name", paramLabel = "NAME", description = "Name of the run's span.")
  @Nullable String name;

  @Parameters(arity = "0..*", paramLabel = "CMD", description = "The command and its arguments.")
  List<String> command = List.of();

  @Mixin private final CommandOptions wrapped = new CommandOptions();

  RunCommand(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Integer call() throws InterruptedException {
    RunRequest request = wrapped.request(sessions.context().cwd(), name, command);
    if (request.command().isEmpty()) {
      throw Wrapping.nothingToRun("clew run -- CMD [ARGS]");
    }
    return new Wrapping(sessions).run(request, wrapped);
  }
}
