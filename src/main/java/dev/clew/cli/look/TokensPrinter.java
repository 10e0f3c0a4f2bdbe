package dev.clew.cli.look;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.GlobalOptions;
import dev.clew.cli.frame.JsonOutput;
import dev.clew.terminal.Amounts;
import dev.clew.terminal.Palette;
import dev.clew.terminal.Table;
import dev.clew.terminal.TerminalText;
import dev.clew.workflow.execution.ExecutionEvent;
import dev.clew.workflow.execution.ExecutionFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Prints what the nodes of an execution used of models.
final class TokensPrinter {
  private final CliContext context;
  private final GlobalOptions options;

  TokensPrinter(CliContext context, GlobalOptions options) {
    this.context = context;
    this.options = options;
  }

  /// @param cost in USD; negative where it is not known
  private record Use(String node, String model, long input, long output, double cost) {
    static Use of(ExecutionEvent event) {
      return new Use(
          event.node(),
          event.fields().path("model").asText(),
          event.fields().path("input_tokens").asLong(),
          event.fields().path("output_tokens").asLong(),
          event.fields().path("cost_usd").asDouble(-1));
    }
  }

  void print(ExecutionFiles files) {
    List<Use> uses = new ArrayList<>();
    files.read(
        event -> {
          if (event.fields().has("model")) {
            uses.add(Use.of(event));
          }
        });
    if (options.json()) {
      JsonOutput.objects(
          context.out(),
          uses,
          (json, use) -> {
            json.writeStringField("node", use.node());
            json.writeStringField("model", use.model());
            json.writeNumberField("input_tokens", use.input());
            json.writeNumberField("output_tokens", use.output());
            if (use.cost() >= 0) {
              json.writeNumberField("cost_usd", use.cost());
            }
          });
    } else if (uses.isEmpty()) {
      context.err().println("No node of " + files.id() + " has used a model.");
    } else {
      table(uses);
    }
  }

  private void table(List<Use> uses) {
    Table table = new Table(List.of(false, false, true, true, true), 0);
    table.add("NODE", "MODEL", "INPUT", "OUTPUT", "COST");
    for (Use use : uses) {
      table.add(
          TerminalText.plain(use.node()),
          TerminalText.plain(use.model()),
          Amounts.count(use.input()),
          Amounts.count(use.output()),
          cost(use.cost()));
    }
    boolean known = uses.stream().allMatch(use -> use.cost() >= 0);
    double sum = uses.stream().mapToDouble(use -> Math.max(0, use.cost())).sum();
    table.add(
        "total",
        "",
        Amounts.count(uses.stream().mapToLong(Use::input).sum()),
        Amounts.count(uses.stream().mapToLong(Use::output).sum()),
        known ? cost(sum) : sum > 0 ? cost(sum) + " and more" : "unknown");
    Palette palette = options.palette(context);
    context
        .lines(table, (row, _, cell) -> row == 0 ? palette.dim(cell) : cell)
        .forEach(context.out()::println);
    if (!known) {
      context
          .err()
          .println(
              "The cost of models without a price is not known: clew models prices lists those with one");
    }
  }

  static String cost(double usd) {
    return usd < 0 ? "unknown" : String.format(Locale.ROOT, usd < 0.01 ? "$%.6f" : "$%.3f", usd);
  }
}
