package dev.clew.cli.record;

import dev.clew.cli.frame.OptionSpecs;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.cli.workflow.WorkflowRun;
import dev.clew.workspace.Choice;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Runs a command or executes a workflow, and records it.
public final class RunCommand implements Callable<Integer> {
  private final RecordingFactory sessions;
  private final CommandOptions wrapped =
      new CommandOptions("0..*", "The command and its arguments.", "clew run -- CMD [ARGS]");

  private final ContainerOptions container;
  private final OptionSpec name =
      OptionSpecs.value(String.class, "NAME", "Name of the run's span.", "--name").build();
  private final WorkspaceOption workspace;

  private RunCommand(RecordingFactory sessions) {
    this.sessions = sessions;
    this.workspace = new WorkspaceOption(sessions);
    this.container = new ContainerOptions(sessions);
  }

  public static CommandSpec spec(RecordingFactory sessions) {
    var run = new RunCommand(sessions);
    CommandSpec spec = OptionSpecs.command(run, "run").addOption(run.name);
    spec.addOption(run.workspace.spec());
    run.wrapped.addTo(spec);
    run.container.addTo(spec);
    spec.usageMessage()
        .description("Run a command, or execute a workflow, and record it.")
        .customSynopsis(
            "clew run [OPTIONS] [--] CMD [ARG...]", "clew run [OPTIONS] FLOW.toml [NAME=VALUE...]")
        .footer(
            "  clew run -- make test",
            "  clew run --container alpine:3 --volume ./src:/src -- make -C /src",
            "  clew run --name nightly -C build -- sh -c 'make && make check'",
            "  clew run --workspace api",
            "  clew run flow.toml ref=main",
            "  OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317 clew run -- make");
    return spec;
  }

  @Override
  public Integer call() throws InterruptedException {
    var command = new WrappedCommand(sessions);
    Choice chosen = workspace.choice();
    String image = container.image(chosen);
    if (image == null && wrapped.isWorkflow(chosen, sessions.context().cwd())) {
      return wrapped.execute(new WorkflowRun(sessions), chosen);
    }
    return image == null
        ? command.run(wrapped.request(name.getValue(), chosen), wrapped)
        : container.run(image, name.getValue(), chosen, wrapped, command);
  }
}
