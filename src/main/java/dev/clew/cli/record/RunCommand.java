package dev.clew.cli.record;

import dev.clew.cli.fleet.FleetRun;
import dev.clew.cli.frame.OptionSpecs;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.cli.workflow.WorkflowRun;
import dev.clew.workspace.Choice;
import java.util.List;
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
  private final OptionSpec on = FleetRun.option();
  private final WorkspaceOption workspace;

  private RunCommand(RecordingFactory sessions) {
    this.sessions = sessions;
    this.workspace = new WorkspaceOption(sessions);
    this.container = new ContainerOptions(sessions);
  }

  public static CommandSpec spec(RecordingFactory sessions) {
    var run = new RunCommand(sessions);
    CommandSpec spec = OptionSpecs.command(run, "run").addOption(run.name).addOption(run.on);
    spec.addOption(run.workspace.spec());
    run.wrapped.addTo(spec);
    run.container.addTo(spec);
    RunUsage.describe(spec);
    return spec;
  }

  @Override
  public Integer call() throws InterruptedException {
    var command = new WrappedCommand(sessions);
    Choice chosen = workspace.choice();
    String target = on.getValue();
    if (target != null) {
      List<String> variables = container.elsewhere(chosen);
      return wrapped.runOn(target, name.getValue(), chosen, variables, sessions);
    }
    String image = container.image(chosen);
    if (image == null && wrapped.isWorkflow(chosen, sessions.context().cwd())) {
      return wrapped.execute(new WorkflowRun(sessions), chosen);
    }
    return image == null
        ? command.run(wrapped.request(name.getValue(), chosen), wrapped)
        : container.run(image, name.getValue(), chosen, wrapped, command);
  }
}
