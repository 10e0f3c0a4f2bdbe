package dev.clew.otlp.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.HexFormat;

/// Reads values of proto3's JSON mapping. A value of another type than its field's is an error.
final class OtlpJsonScalars {
  private static final int LONGEST_NUMBER = 40;

  private OtlpJsonScalars() {}

  static String text(JsonParser parser, String name) throws IOException {
    checkText(parser, name);
    return parser.getText();
  }

  /// The length of a text in chars.
  static int length(JsonParser parser, String name) throws IOException {
    checkText(parser, name);
    return parser.getTextLength();
  }

  private static void checkText(JsonParser parser, String name) throws MalformedMessage {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw new MalformedMessage("\"" + name + "\" is not a string");
    }
  }

  static boolean truth(JsonParser parser, String name) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw new MalformedMessage("\"" + name + "\" is neither true nor false");
    };
  }

  /// An id in hex.
  static byte[] hex(String text, String name) throws IOException {
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException e) {
      throw new IOException("\"" + name + "\" is not hexadecimal", e);
    }
  }

  /// Both alphabets, padded or not, as proto3 JSON has it.
  static byte[] base64(String text, String name) throws IOException {
    try {
      return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException e) {
      throw new IOException("\"" + name + "\" is not base64", e);
    }
  }

  /// The number of an enum's value, or the name that it has in OTLP's definition.
  static long choice(JsonParser parser, String name) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      Integer number = OtlpEnums.number(name, parser.getText());
      if (number != null) {
        return number;
      }
    }
    return within(integer(parser, name), Integer.MIN_VALUE, Integer.MAX_VALUE, name);
  }

  static long within(long value, long least, long most, String name) throws IOException {
    if (value < least || value > most) {
      throw new MalformedMessage("\"" + name + "\" is out of range");
    }
    return value;
  }

  /// Up to 64 bits, signed or not.
  static long integer(JsonParser parser, String name) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      return parser.getLongValue();
    }
    String text = String.valueOf(parser.getValueAsString(""));
    try {
      return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
    } catch (NumberFormatException _) {
      return exact(text, name);
    }
  }

  /// Numbers such as `1.7e18` and `2.0`, which JavaScript and the mapping allow.
  private static long exact(String text, String name) throws IOException {
    try {
      BigDecimal number = new BigDecimal(text.length() > LONGEST_NUMBER ? "" : text);
      // The scale is looked at first: 1e999999999 would be a number of that many digits.
      if (Math.abs(number.scale()) <= LONGEST_NUMBER) {
        BigInteger whole = number.toBigIntegerExact();
        if (whole.bitLength() <= (whole.signum() < 0 ? Long.SIZE - 1 : Long.SIZE)) {
          return whole.longValue();
        }
      }
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IOException("\"" + name + "\" is not an integer", e);
    }
    throw new MalformedMessage("\"" + name + "\" has more than 64 bits");
  }

  static double number(JsonParser parser, String name) throws IOException {
    if (parser.currentToken().isNumeric()) {
      return parser.getDoubleValue();
    }
    String text = String.valueOf(parser.getValueAsString(""));
    try {
      return switch (text) {
        case "NaN" -> Double.NaN;
        case "Infinity" -> Double.POSITIVE_INFINITY;
        case "-Infinity" -> Double.NEGATIVE_INFINITY;
        default -> Double.parseDouble(text);
      };
    } catch (NumberFormatException e) {
      throw new IOException("\"" + name + "\" is not a number", e);
    }
  }
}
