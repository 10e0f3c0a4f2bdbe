package dev.clew.cli.frame;

import dev.clew.runs.RunHandle;
import dev.clew.runs.RunReference;
import dev.clew.workflow.execution.ExecutionFiles;
import dev.clew.workflow.execution.ExecutionHome;
import dev.clew.workflow.execution.ExecutionId;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// The one run that a command takes, and where it is read from.
public final class RunArgument {
  @Mixin SourceOptions source;

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      defaultValue = "",
      description = RunReference.SYNTAX)
  String run;

  public boolean isGiven() {
    return !run.isEmpty();
  }

  /// Whether it is the id of an execution rather than that of its run.
  public boolean isExecution() {
    return run.startsWith(ExecutionId.PREFIX);
  }

  /// The execution that it names.
  ///
  /// @throws dev.clew.error.ClewError E101 when there is none
  public ExecutionFiles execution(CliContext context) {
    return new ExecutionHome(context.home().root()).find(run);
  }

  public RunReference reference() {
    return RunReference.parse(run);
  }

  public SourceOptions source() {
    return source;
  }

  /// The run itself.
  public RunHandle find(CliContext context) {
    return source.find(context, isExecution() ? execution(context).run() : run);
  }
}
