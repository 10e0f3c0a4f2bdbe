package dev.clew.cli.record;

import dev.clew.cli.frame.OptionSpecs;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.run.process.RunRequest;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Runs a command and records it.
public final class RunCommand implements Callable<Integer> {
  private final RecordingFactory sessions;
  private final CommandOptions wrapped = new CommandOptions();

  private final OptionSpec name =
      OptionSpecs.value(String.class, "NAME", "Name of the run's span.", "--name").build();

  private final PositionalParamSpec command =
      OptionSpecs.words("CMD", "The command and its arguments.", "0..*").build();

  private RunCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  public static CommandSpec spec(RecordingFactory sessions) {
    var run = new RunCommand(sessions);
    CommandSpec spec = OptionSpecs.command(run, "run").addOption(run.name);
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
    List<String> words = OptionSpecs.words(command);
    RunRequest request = wrapped.request(name.getValue(), words);
    if (words.isEmpty()) {
      throw WrappedCommand.nothingToRun("clew run -- CMD [ARGS]");
    }
    return new WrappedCommand(sessions).run(request, wrapped);
  }
}
