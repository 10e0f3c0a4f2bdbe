package dev.clew.model;

import dev.clew.config.ModelSettings.Price;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What tokens cost, by model.
///
/// @param table of `[models.prices]`, USD for a million tokens
public record Prices(Map<String, Price> table) {
  private static final double MILLION = 1e6;

  public Prices {
    table = Map.copyOf(table);
  }

  /// The price of the model that answered, which may be a dated version of the one that was asked.
  ///
  /// @return null where neither has one
  public @Nullable Price of(String asked, String answered) {
    Price price = table.get(answered);
    return price == null ? table.get(asked) : price;
  }

  /// What an answer cost in USD.
  ///
  /// @return null where the model has no price
  public @Nullable Double cost(String asked, String answered, TokenUsage usage) {
    Price price = of(asked, answered);
    if (price == null) {
      return null;
    }
    long plain = usage.input() - usage.cacheRead() - usage.cacheWrite();
    return (plain * price.input()
            + usage.cacheRead() * price.cacheRead()
            + usage.cacheWrite() * price.cacheWrite()
            + usage.output() * price.output())
        / MILLION;
  }
}
