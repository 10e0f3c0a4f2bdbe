package dev.clew.workflow.expression;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.MathContext;

/// JSON values as expressions see them.
public final class Values {
  /// What nodes put out is as long as they like; how deep it is nested stays limited.
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  static final JsonMapper MAPPER =
      JsonMapper.builder(FACTORY).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final int LONGEST_NUMBER = 1_000;
  private static final int LONGEST_TEXT = 64 << 20;

  private Values() {}

  /// What reads JSON of any length.
  public static JsonFactory factory() {
    return FACTORY;
  }

  /// Reads JSON.
  public static JsonNode parse(String json) throws JsonProcessingException {
    return MAPPER.readTree(json);
  }

  /// A value as text: a text as it is, anything else as JSON, and nothing for null.
  public static String text(JsonNode value) {
    return value.isTextual()
        ? value.textValue()
        : value.isNull() || value.isMissingNode() ? "" : value.toString();
  }

  /// Whether a value counts as true: not false, null, missing, 0 or empty.
  public static boolean isTrue(JsonNode value) {
    return switch (value.getNodeType()) {
      case BOOLEAN -> value.booleanValue();
      case NUMBER -> value.decimalValue().signum() != 0;
      case STRING -> !value.textValue().isEmpty();
      case ARRAY, OBJECT -> !value.isEmpty();
      case BINARY, POJO -> true;
      case NULL, MISSING -> false;
    };
  }

  /// @throws IllegalArgumentException when it is none
  static BigDecimal number(JsonNode value) {
    if (value.isNumber()) {
      return value.decimalValue();
    }
    String text = text(value).strip();
    if (text.length() > LONGEST_NUMBER) {
      throw new IllegalArgumentException("a number has " + LONGEST_NUMBER + " characters at most");
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a number is expected in place of " + kind(value), e);
    }
  }

  static boolean contains(JsonNode whole, JsonNode part) {
    if (whole.isTextual()) {
      return whole.textValue().contains(text(part));
    }
    if (whole.isObject()) {
      return whole.has(text(part));
    }
    for (JsonNode each : whole) {
      if (isEqual(each, part)) {
        return true;
      }
    }
    return false;
  }

  static boolean isEqual(JsonNode left, JsonNode right) {
    if (left.isNumber() && right.isNumber()) {
      return left.decimalValue().compareTo(right.decimalValue()) == 0;
    }
    boolean nothing = left.isNull() || left.isMissingNode();
    return nothing ? right.isNull() || right.isMissingNode() : left.equals(right);
  }

  static int compare(JsonNode left, JsonNode right) {
    return left.isTextual() && right.isTextual()
        ? left.textValue().compareTo(right.textValue())
        : number(left).compareTo(number(right));
  }

  static JsonNode plus(JsonNode left, JsonNode right) {
    if (left.isTextual() || right.isTextual()) {
      return JsonNodeFactory.instance.textNode(bounded(text(left) + text(right)));
    }
    return calculated('+', left, right);
  }

  /// A text of an expression.
  ///
  /// @throws IllegalArgumentException when it is too long
  static String bounded(String text) {
    if (text.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException("a text has 64 Mi characters at most");
    }
    return text;
  }

  static JsonNode calculated(char operator, JsonNode left, JsonNode right) {
    BigDecimal one = number(left);
    BigDecimal two = number(right);
    BigDecimal result =
        switch (operator) {
          case '+' -> one.add(two, MathContext.DECIMAL64);
          case '-' -> one.subtract(two, MathContext.DECIMAL64);
          case '*' -> one.multiply(two, MathContext.DECIMAL64);
          default -> divided(one, two);
        };
    return JsonNodeFactory.instance.numberNode(result);
  }

  private static BigDecimal divided(BigDecimal one, BigDecimal two) {
    if (two.signum() == 0) {
      throw new IllegalArgumentException("division by zero");
    }
    return one.divide(two, MathContext.DECIMAL64);
  }

  /// What kind of value it is, for errors; values can be secrets.
  static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT -> "a table";
      case STRING -> "a text";
      case BOOLEAN -> "true or false";
      case NUMBER -> "a number";
      case NULL, MISSING -> "nothing";
      case BINARY, POJO -> "something else";
    };
  }
}
