package dev.clew.cli.look;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.Deliveries;
import dev.clew.cli.frame.GlobalOptions;
import dev.clew.cli.frame.JsonOutput;
import dev.clew.cli.frame.SourceOptions;
import dev.clew.runs.Run;
import dev.clew.runs.RunJson;
import dev.clew.runs.RunReference;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew inspect RUN`.
@Command(
    name = "inspect",
    description = "Show one run: its stages on a time axis, and why it failed.",
    footer = {
      "  clew inspect",
      "  clew inspect 8b4766",
      "  clew inspect @failed --tail 50",
      "  clew inspect 8b4766 -o json | jq .run.summary"
    })
public final class InspectCommand implements Callable<Integer> {
  private final CliContext context;
  private final GlobalOptions options;

  @Mixin SourceOptions source;

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      defaultValue = "",
      description = RunReference.SYNTAX)
  String run;

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

  @Override
  public Integer call() {
    Run found = source.find(context, run).inspect();
    if (options.json()) {
      try (JsonOutput output = new JsonOutput(context.out())) {
        output.line(json -> RunJson.document(json, found, Deliveries.field(found)));
      }
    } else {
      new TreePrinter(context, options.palette(context), tail).print(found);
    }
    return 0;
  }
}
