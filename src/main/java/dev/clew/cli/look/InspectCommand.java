package dev.clew.cli.look;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.Deliveries;
import dev.clew.cli.frame.GlobalOptions;
import dev.clew.cli.frame.JsonOutput;
import dev.clew.cli.frame.RunArgument;
import dev.clew.runs.Run;
import dev.clew.runs.RunJson;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `clew inspect RUN`.
@Command(
    name = "inspect",
    description = "Show one run: its stages on a time axis, and why it failed.",
    footer = {
      "  clew inspect",
      "  clew inspect 8b4766",
      "  clew inspect @failed --tail 50",
      "  clew inspect exec_01K9Z --state"
    })
public final class InspectCommand implements Callable<Integer> {
  private final CliContext context;
  private final GlobalOptions options;

  @Mixin RunArgument run;

  @Option(
      names = "--tail",
      paramLabel = "N",
      defaultValue = "5",
      description = "Last output lines to show of what failed (default: ${DEFAULT-VALUE}).")
  int tail;

  public InspectCommand(CliContext context, GlobalOptions options) {
    this.context = context;
    this.options = options;
  }

  @Mixin ExecutionView execution = new ExecutionView();

  @Override
  public Integer call() {
    if (execution.print(run, context, options)) {
      return 0;
    }
    Run found = run.find(context).inspect();
    if (options.json()) {
      JsonOutput.document(
          context.out(), json -> RunJson.document(json, found, Deliveries.field(found)));
    } else {
      new TreePrinter(context, options.palette(context), tail).print(found);
    }
    return 0;
  }
}
