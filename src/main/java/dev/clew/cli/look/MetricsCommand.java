package dev.clew.cli.look;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.GlobalOptions;
import dev.clew.cli.frame.SourceOptions;
import dev.clew.runs.RunMetrics;
import dev.clew.runs.RunReference;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew metrics --run RUN [NAME]`.
@Command(
    name = "metrics",
    description = "Show what a run measured: CPU, memory, and the metrics that it added itself.",
    footer = {
      "  clew metrics",
      "  clew metrics --run 8b4766",
      "  clew metrics --run 8b4766 process.memory.usage",
      "  clew metrics --run 8b4766 -o json tests.failed"
    })
public final class MetricsCommand implements Callable<Integer> {
  private final CliContext context;
  private final GlobalOptions options;

  @Mixin SourceOptions source;

  @Option(names = "--run", paramLabel = "RUN", defaultValue = "", description = RunReference.SYNTAX)
  String run;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      defaultValue = "",
      description = "Only this metric, or those below it: process.cpu has process.cpu.time.")
  String name;

  @Option(names = "--no-pager", description = "Print straight to the terminal.")
  boolean noPager;

  public MetricsCommand(CliContext context, GlobalOptions options) {
    this.context = context;
    this.options = options;
  }

  @Override
  public Integer call() {
    RunMetrics metrics = source.find(context, run).metrics(name);
    MetricsPrinter printer = new MetricsPrinter(context, options.palette(context));
    if (options.json()) {
      printer.json(metrics);
    } else {
      printer.table(metrics, !noPager);
    }
    return 0;
  }
}
