package dev.clew.cli.look;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.Deliveries;
import dev.clew.cli.frame.GlobalOptions;
import dev.clew.cli.frame.JsonOutput;
import dev.clew.cli.frame.SourceOptions;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.runs.Run;
import dev.clew.runs.RunCatalog;
import dev.clew.runs.RunJson;
import dev.clew.runs.RunReference;
import dev.clew.runs.compare.Comparison;
import dev.clew.runs.compare.ComparisonJson;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

  @Mixin SourceOptions source;

  @Parameters(arity = "0..2", paramLabel = "RUN", description = RunReference.SYNTAX)
  List<String> runs = new ArrayList<>();

  @Option(
      names = "--baseline",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "RUN",
      description =
          "The run to compare with; without a value the last one of the same title that went well.")
  @Nullable String baseline;

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
    boolean named = baseline != null && !baseline.isEmpty();
    if (runs.size() > (named ? 1 : 2)) {
      throw new ClewError(ErrorCode.E001, "These are more than two runs; name two.");
    }
    RunCatalog kept = source.runs(context);
    Run b = find(kept, runs.isEmpty() ? "" : runs.getLast());
    Run a;
    if (runs.size() > 1) {
      a = find(kept, runs.getFirst());
    } else {
      a = named ? find(kept, String.valueOf(baseline)) : before(kept, b);
    }
    print(Comparison.of(a, b));
    return 0;
  }

  private static Run find(RunCatalog kept, String reference) {
    return RunReference.parse(reference).in(kept).inspect();
  }

  private static Run before(RunCatalog kept, Run run) {
    List<Run> earlier =
        kept.list(
                RunCatalog.Wanted.any(1)
                    .inState("ok")
                    .titled(run.title())
                    .before(run.startNanos() - 1))
            .runs();
    if (earlier.isEmpty()) {
      throw new ClewError(
          ErrorCode.E064,
          "No run \"" + run.title() + "\" went well before " + run.id() + " started.");
    }
    return kept.find(earlier.getFirst().id()).inspect();
  }

  private void print(Comparison comparison) {
    if (!options.json()) {
      new ComparePrinter(context, options.palette(context), limit).print(comparison);
      return;
    }
    try (JsonOutput output = new JsonOutput(context.out())) {
      output.line(
          json ->
              ComparisonJson.write(
                  json, comparison, (out, run) -> RunJson.fields(out, run, Deliveries.field(run))));
    }
  }
}
