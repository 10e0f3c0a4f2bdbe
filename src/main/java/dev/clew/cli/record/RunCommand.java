package dev.clew.cli.record;

import dev.clew.cli.frame.OptionSpecs;
import dev.clew.cli.frame.RecordingFactory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Runs a command and records it.
public final class RunCommand implements Callable<Integer> {
  private final RecordingFactory sessions;
  private final CommandOptions wrapped =
      new CommandOptions("0..*", "The command and its arguments.", "clew run -- CMD [ARGS]");

  private final OptionSpec name =
      OptionSpecs.value(String.class, "NAME", "Name of the run's span.", "--name").build();

  private final WorkspaceOption workspace;

  private RunCommand(RecordingFactory sessions) {
    this.sessions = sessions;
    this.workspace = new WorkspaceOption(sessions);
  }

  public static CommandSpec spec(RecordingFactory sessions) {
    var run = new RunCommand(sessions);
    CommandSpec spec = OptionSpecs.command(run, "run").addOption(run.name);
    spec.addOption(run.workspace.spec());
    run.wrapped.addTo(spec);
    spec.usageMessage()
        .description("Run a command and record it.")
        .customSynopsis("clew run [OPTIONS] [--] CMD [ARG...]")
        .footer(
            "  clew run -- make test",
            "  clew --debug run -- ./mvnw -q package",
            "  clew run --name nightly -C build -- sh -c 'make && make check'",
            "  clew run --workspace api",
            "  OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317 clew run -- make");
    return spec;
  }

  @Override
  public Integer call() throws InterruptedException {
    return new WrappedCommand(sessions)
        .run(wrapped.request(name.getValue(), workspace.choice()), wrapped);
  }
}
