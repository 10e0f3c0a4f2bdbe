package dev.clew.cli.record;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.math.BigDecimal;
import java.util.List;

/// Attributes written as `key=value`. Whole numbers, real numbers and truth values are recorded as
/// such; a number only where it is printed as it was written, so that versions, padded numbers and
/// digits beyond a double's survive as text.
final class AttributeArguments {
  private AttributeArguments() {}

  static Attributes parse(List<String> pairs) {
    AttributesBuilder attributes = Attributes.builder();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals <= 0) {
        throw new ClewError(ErrorCode.E001, "\"" + pair + "\" is not of the form key=value");
      }
      put(attributes, pair.substring(0, equals), pair.substring(equals + 1));
    }
    return attributes.build();
  }

  private static boolean isPrintedSo(String value) {
    return value.matches("-?(0|[1-9][0-9]*)\\.[0-9]+")
        && new BigDecimal(Double.toString(Double.parseDouble(value))).toPlainString().equals(value);
  }

  private static void put(AttributesBuilder to, String key, String value) {
    if (value.matches("-?(0|[1-9][0-9]{0,17})") && !value.equals("-0")) {
      to.put(key, Long.parseLong(value));
    } else if (isPrintedSo(value)) {
      to.put(key, Double.parseDouble(value));
    } else if (value.equals("true") || value.equals("false")) {
      to.put(key, Boolean.parseBoolean(value));
    } else {
      to.put(key, value);
    }
  }
}
