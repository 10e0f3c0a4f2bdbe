package dev.clew.config;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What is known of models.
///
/// @param prices by model
public record ModelSettings(Map<String, Price> prices) {
  private static final Set<String> KEYS = Set.of("input", "output", "cache_read", "cache_write");

  /// USD for a million tokens.
  ///
  /// @param cacheRead of input that the provider has in its cache
  /// @param cacheWrite of input that it puts into it
  public record Price(double input, double output, double cacheRead, double cacheWrite) {}

  /// Those of all files by model, each model's from the first file that has it.
  static ModelSettings read(SettingReader reader) {
    Map<String, Price> prices = new TreeMap<>();
    List<String> origins = new ArrayList<>();
    for (SettingValue said : reader.sources().every(SettingTable.PRICES).reversed()) {
      prices.putAll(prices(said));
      origins.addFirst(said.origin());
    }
    reader.note(
        SettingTable.PRICES,
        String.join(", ", prices.keySet()),
        origins.isEmpty() ? Settings.Value.DEFAULT : String.join(", ", origins));
    return new ModelSettings(prices);
  }

  private static Map<String, Price> prices(SettingValue said) {
    Map<String, Price> prices = new LinkedHashMap<>();
    if (said.value() instanceof Map<?, ?> models) {
      models.forEach((name, price) -> prices.put(name.toString(), price(said, name, price)));
    }
    return prices;
  }

  private static Price price(SettingValue said, Object model, @Nullable Object table) {
    if (!(table instanceof Map<?, ?> price)) {
      throw wrong(said, model, "a table with input and output");
    }
    for (Object key : price.keySet()) {
      if (!KEYS.contains(key.toString())) {
        throw new ClewError(
            ErrorCode.E002,
            "%s.%s.%s; a price has input, output, cache_read and cache_write."
                .formatted(said.subject(), SettingValue.quoted(model.toString()), key));
      }
    }
    double input = number(said, model, price, "input", null);
    return new Price(
        input,
        number(said, model, price, "output", null),
        number(said, model, price, "cache_read", input),
        number(said, model, price, "cache_write", input));
  }

  private static double number(
      SettingValue said, Object model, Map<?, ?> price, String key, @Nullable Double otherwise) {
    Object value = price.get(key);
    if (value == null && otherwise != null) {
      return otherwise;
    }
    double number = value == null ? -1 : parsed(value.toString());
    if (number >= 0 && number < 1e9) {
      return number;
    }
    throw wrong(said, model, "one with a number of USD for a million tokens as " + key);
  }

  private static double parsed(String text) {
    try {
      return Double.parseDouble(text.replace("_", ""));
    } catch (NumberFormatException notANumber) {
      return -1;
    }
  }

  private static ClewError wrong(SettingValue said, Object model, String expected) {
    return new ClewError(
        ErrorCode.E005,
        "%s: the price of %s has to be %s."
            .formatted(said.subject(), SettingValue.quoted(model.toString()), expected));
  }
}
