package dev.clew.cli.record;

import dev.clew.cli.frame.OptionSpecs;
import dev.clew.cli.frame.RecordingFactory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Runs a command as a stage of the run that is going on.
public final class StepCommand implements Callable<Integer> {
  private final RecordingFactory sessions;
  private final CommandOptions wrapped =
      new CommandOptions(
          "1..*", "The command and its arguments, after --.", "clew step NAME -- CMD [ARGS]");

  private final PositionalParamSpec name =
      OptionSpecs.word("NAME", "Name of the stage.", "0").build();

  private final OptionSpec skip =
      OptionSpecs.value(
              String.class, "REASON", "Record that the stage was not run, and why.", "--skip")
          .build();

  private StepCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  public static CommandSpec spec(RecordingFactory sessions) {
    var step = new StepCommand(sessions);
    CommandSpec spec = OptionSpecs.command(step, "step").addOption(step.skip);
    spec.addPositional(step.name);
    step.wrapped.addTo(spec);
    spec.usageMessage()
        .description(
            "Run a command as a stage of the run that is going on.",
            "Outside a run it is a run of its own.")
        .customSynopsis("clew step NAME [OPTIONS] -- CMD [ARG...]")
        .footer(
            "  clew step compile -- make build",
            "  clew step lint --skip 'nothing changed'",
            "  clew run -- sh -c 'clew step a -- make a & clew step b -- make b & wait'");
    return spec;
  }

  @Override
  public Integer call() throws InterruptedException {
    String stage = name.getValue();
    String reason = skip.getValue();
    if (reason != null) {
      sessions.runner(sessions.open()).skip(stage, reason);
      return 0;
    }
    return new WrappedCommand(sessions).run(wrapped.request(stage), wrapped);
  }
}
