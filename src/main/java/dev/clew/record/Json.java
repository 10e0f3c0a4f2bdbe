package dev.clew.record;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.clew.otlp.codec.OtlpTime;
import java.io.IOException;
import java.util.Locale;

/// Steps over the tokens of protobuf's JSON mapping: null stands for a field's default, integers
/// may be strings.
final class Json {
  private Json() {}

  /// Reads the value at the parser's current field name.
  @FunctionalInterface
  interface FieldReader {
    void read(String field) throws IOException;
  }

  /// Reads one element of an array; the parser is at its first token.
  @FunctionalInterface
  interface ElementReader {
    void read() throws IOException;
  }

  /// Visits the fields of the object that starts at the current token.
  static void object(JsonParser parser, FieldReader reader) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    expect(parser, JsonToken.START_OBJECT);
    for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
      parser.nextToken();
      reader.read(field);
    }
    expect(parser, JsonToken.END_OBJECT);
  }

  /// Visits the elements of the array that starts at the current token.
  static void array(JsonParser parser, ElementReader reader) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    expect(parser, JsonToken.START_ARRAY);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      reader.read();
    }
  }

  static void expect(JsonParser parser, JsonToken token) throws IOException {
    if (parser.currentToken() != token) {
      throw new JsonParseException(parser, "unexpected token");
    }
  }

  static String text(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return "";
    }
    if (token == null || !token.isScalarValue()) {
      throw new JsonParseException(parser, "not a string");
    }
    return parser.getText();
  }

  /// A trace or span id, in lowercase.
  static String id(JsonParser parser) throws IOException {
    String id = text(parser);
    for (int i = 0; i < id.length(); i++) {
      if (id.charAt(i) >= 'A' && id.charAt(i) <= 'Z') {
        return id.toLowerCase(Locale.ROOT);
      }
    }
    return id;
  }

  static long whole(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
          ? parser.getBigIntegerValue().longValue()
          : parser.getLongValue();
    }
    String text = text(parser);
    try {
      if (text.isEmpty()) {
        return 0;
      }
      return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
    } catch (NumberFormatException _) {
      return Math.round(decimal(parser));
    }
  }

  /// A time in nanoseconds since 1970, 0 where it is not known.
  static long time(JsonParser parser) throws IOException {
    return OtlpTime.known(whole(parser));
  }

  static double decimal(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
      return parser.getDoubleValue();
    }
    String text = text(parser);
    try {
      return text.isEmpty() ? 0 : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new JsonParseException(parser, "not a number", e);
    }
  }

  static boolean flag(JsonParser parser) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_TRUE;
  }

  /// An enum's number; names, which OTLP/JSON does not allow, count as unset.
  static int number(JsonParser parser) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_NUMBER_INT ? (int) parser.getLongValue() : 0;
  }
}
