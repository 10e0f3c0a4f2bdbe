package dev.clew.cli.frame;

import dev.clew.runs.RunHandle;
import dev.clew.runs.RunReference;
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

  public RunReference reference() {
    return RunReference.parse(run);
  }

  public SourceOptions source() {
    return source;
  }

  /// The run itself.
  public RunHandle find(CliContext context) {
    return source.find(context, run);
  }
}
