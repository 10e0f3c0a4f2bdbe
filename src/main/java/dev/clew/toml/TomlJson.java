package dev.clew.toml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Values of TOML as JSON: fractions become numbers, dates texts.
public final class TomlJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private TomlJson() {}

  /// A value as JSON.
  ///
  /// @param value as [dev.clew.config.TomlTable#value] has it
  public static JsonNode of(@Nullable Object value) {
    return switch (value) {
      case null -> JSON.nullNode();
      case Map<?, ?> map -> {
        ObjectNode object = JSON.objectNode();
        map.forEach((name, each) -> object.set(String.valueOf(name), of(each)));
        yield object;
      }
      case List<?> list -> {
        ArrayNode array = JSON.arrayNode();
        list.forEach(each -> array.add(of(each)));
        yield array;
      }
      case String text -> JSON.textNode(text);
      case Long number -> JSON.numberNode(number);
      case Boolean flag -> JSON.booleanNode(flag);
      default -> fraction(value.toString());
    };
  }

  private static JsonNode fraction(String text) {
    try {
      return JSON.numberNode(new BigDecimal(text));
    } catch (NumberFormatException date) {
      return JSON.textNode(text);
    }
  }
}
