package dev.clew.cli;

import dev.clew.run.RunRequest;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Runs a command and records it.
public final class RunCommand implements Callable<Integer> {
  private final Sessions sessions;
  private final CommandOptions wrapped = new CommandOptions();

  private final OptionSpec name =
      Specs.value(String.class, "NAME", "Name of the run's span.", "--name").build();

  private final PositionalParamSpec command =
      Specs.words("CMD", "The command and its arguments.", "0..*").build();

  private RunCommand(Sessions sessions) {
    this.sessions = sessions;
  }

  static CommandSpec spec(Sessions sessions) {
    var run = new RunCommand(sessions);
    CommandSpec spec = Specs.command(run, "run").addOption(run.name);
    run.wrapped.addTo(spec);
    spec.addPositional(run.command)
        .usageMessage()
        .description("Run a command and record it.")
        .customSynopsis("clew run [OPTIONS] [--] CMD [ARG...]")
        .footer(
            "  clew run -- make test",
            "  clew --debug run -- ./mvnw -q package",
            "  clew run --name nightly -C build -- sh -c 'make && make check'",
            "  OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317 clew run -- make");
    return spec;
  }

  @Override
  public Integer call() throws InterruptedException {
    List<String> words = Specs.words(command);
    RunRequest request = wrapped.request(name.getValue(), words);
    if (words.isEmpty()) {
      throw Wrapping.nothingToRun("clew run -- CMD [ARGS]");
    }
    return new Wrapping(sessions).run(request, wrapped);
  }
}
