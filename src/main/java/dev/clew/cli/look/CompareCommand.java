package dev.clew.cli.look;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.GlobalOptions;
import dev.clew.runs.compare.Comparison;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `clew compare A B`.
@Command(
    name = "compare",
    description = {
      "Show what changed from one run to another: what got slower or faster, failed, came or went.",
      "Of two runs the first is the baseline. A single one, or the newest, is compared with the last run of the same"
          + " title that went well before it."
    },
    footer = {
      "  clew compare",
      "  clew compare 8b4766 51c0ff",
      "  clew compare @failed",
      "  clew compare 51c0ff --baseline 8b4766",
      "  clew compare 8b4766 51c0ff -o json | jq -r .sentence"
    })
public final class CompareCommand implements Callable<Integer> {
  private final CliContext context;
  private final GlobalOptions options;

  @Mixin RunPair pair;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      defaultValue = "20",
      description = "How many changes to list, 0 for all (default: ${DEFAULT-VALUE}).")
  int limit;

  public CompareCommand(CliContext context, GlobalOptions options) {
    this.context = context;
    this.options = options;
  }

  @Override
  public Integer call() {
    Comparison comparison = pair.compare(context);
    var printer = new ComparePrinter(context, options.palette(context), limit);
    if (options.json()) {
      printer.json(comparison);
    } else {
      printer.print(comparison);
    }
    return 0;
  }
}
