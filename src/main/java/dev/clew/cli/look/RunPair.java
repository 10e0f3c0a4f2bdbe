package dev.clew.cli.look;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.SourceOptions;
import dev.clew.runs.RunReference;
import dev.clew.runs.compare.Comparison;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which two runs are compared.
final class RunPair {
  @Mixin SourceOptions source;

  @Parameters(arity = "0..2", paramLabel = "RUN", description = RunReference.SYNTAX)
  List<String> runs = new ArrayList<>();

  @Option(
      names = "--baseline",
      arity = "0..1",
      defaultValue = "",
      fallbackValue = "",
      paramLabel = "RUN",
      description =
          "The run to compare with; without a value the last one of the same title that went well.")
  String baseline;

  Comparison compare(CliContext context) {
    return Comparison.in(source.runs(context), runs, baseline);
  }
}
