package dev.clew.runs.remote;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.clew.record.Attributes;
import dev.clew.record.Value;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// Reads JSON into values.
final class JsonTree {
  private final JsonFactory factory =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(500)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /// The object that a stream holds.
  ///
  /// @throws IOException when it holds something else
  Attributes object(InputStream in) throws IOException {
    try (JsonParser parser = factory.createParser(in)) {
      return object(parser);
    }
  }

  /// The object that a text holds.
  Attributes object(String text) throws IOException {
    try (JsonParser parser = factory.createParser(text)) {
      return object(parser);
    }
  }

  private static Attributes object(JsonParser parser) throws IOException {
    parser.nextToken();
    if (value(parser) instanceof Value.KeyValueList(Attributes values)) {
      return values;
    }
    throw new IOException("no JSON object");
  }

  private static Value value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new IOException("nothing where JSON is expected");
    }
    return switch (token) {
      case START_OBJECT -> table(parser);
      case START_ARRAY -> items(parser);
      case VALUE_STRING -> new Value.StringValue(parser.getText());
      case VALUE_NUMBER_INT -> new Value.IntValue(parser.getBigIntegerValue().longValue());
      case VALUE_NUMBER_FLOAT -> new Value.DoubleValue(parser.getDoubleValue());
      case VALUE_TRUE -> new Value.BoolValue(true);
      case VALUE_FALSE -> new Value.BoolValue(false);
      case VALUE_NULL -> new Value.Empty();
      case END_ARRAY, END_OBJECT, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IOException("no value where one is expected");
    };
  }

  private static Value table(JsonParser parser) throws IOException {
    Attributes.Builder values = new Attributes.Builder();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      values.add(name, value(parser));
    }
    return new Value.KeyValueList(values.build());
  }

  private static Value items(JsonParser parser) throws IOException {
    List<Value> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return new Value.ArrayValue(items);
  }

  /// The objects in an array of an object; others in it are left out.
  static List<Attributes> objects(Attributes object, String name) {
    List<Attributes> objects = new ArrayList<>();
    if (object.get(name) instanceof Value.ArrayValue(List<Value> items)) {
      for (Value item : items) {
        if (item instanceof Value.KeyValueList(Attributes values)) {
          objects.add(values);
        }
      }
    }
    return objects;
  }

  /// An object in an object; empty when there is none.
  static Attributes object(Attributes object, String name) {
    return object.get(name) instanceof Value.KeyValueList(Attributes values)
        ? values
        : Attributes.EMPTY;
  }
}
