package dev.clew.cli.model;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.GlobalOptions;
import dev.clew.cli.frame.JsonOutput;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.config.ModelSettings.Price;
import dev.clew.terminal.Palette;
import dev.clew.terminal.Table;
import dev.clew.terminal.TerminalText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/// Prints the prices of models.
final class PricesPrinter {
  private final CliContext context;
  private final GlobalOptions options;
  private final Palette palette;

  PricesPrinter(RecordingFactory sessions) {
    this.context = sessions.context();
    this.options = sessions.options();
    this.palette = options.palette(context);
  }

  void print(Map<String, Price> prices) {
    if (options.json()) {
      JsonOutput.objects(
          context.out(),
          prices.entrySet(),
          (json, each) -> {
            Price price = each.getValue();
            json.writeStringField("model", each.getKey());
            json.writeNumberField("input", price.input());
            json.writeNumberField("output", price.output());
            json.writeNumberField("cacheRead", price.cacheRead());
            json.writeNumberField("cacheWrite", price.cacheWrite());
          });
    } else if (prices.isEmpty()) {
      context.say(
          "no model has a price, so that no cost is told: set [models.prices] in clew.toml");
    } else {
      table(prices);
    }
  }

  private void table(Map<String, Price> prices) {
    var table = new Table(List.of(false, true, true, true, true), 0);
    table.add("MODEL", "INPUT", "OUTPUT", "CACHE READ", "CACHE WRITE");
    prices.forEach(
        (model, price) ->
            table.add(
                TerminalText.plain(model),
                usd(price.input()),
                usd(price.output()),
                usd(price.cacheRead()),
                usd(price.cacheWrite())));
    context
        .lines(table, (row, _, cell) -> row == 0 ? palette.dim(cell) : cell)
        .forEach(line -> context.out().print(line + "\n"));
  }

  private static String usd(double price) {
    return BigDecimal.valueOf(price).stripTrailingZeros().toPlainString();
  }
}
