package dev.clew.record;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads `AnyValue` and lists of `KeyValue`.
final class ValueParser {
  private final JsonParser parser;

  ValueParser(JsonParser parser) {
    this.parser = parser;
  }

  /// Holds what a lambda found out about the value it read.
  private static final class Found {
    private String key = "";
    private Value value = new Value.Empty();
  }

  Value value() throws IOException {
    Found found = new Found();
    Json.object(
        parser,
        field -> {
          switch (field) {
            case "stringValue" -> found.value = new Value.StringValue(Json.text(parser));
            case "boolValue" -> found.value = new Value.BoolValue(Json.flag(parser));
            case "intValue" -> found.value = new Value.IntValue(Json.whole(parser));
            case "doubleValue" -> found.value = new Value.DoubleValue(Json.decimal(parser));
            case "bytesValue" -> found.value = new Value.BytesValue(Json.text(parser));
            case "arrayValue" -> found.value = new Value.ArrayValue(items());
            case "kvlistValue" -> found.value = new Value.KeyValueList(table());
            default -> parser.skipChildren();
          }
        });
    return found.value;
  }

  Attributes attributes() throws IOException {
    Attributes.Builder attributes = new Attributes.Builder();
    Json.array(
        parser,
        () -> {
          Found found = new Found();
          Json.object(
              parser,
              field -> {
                switch (field) {
                  case "key" -> found.key = Json.text(parser);
                  case "value" -> found.value = value();
                  default -> parser.skipChildren();
                }
              });
          attributes.add(found.key, found.value);
        });
    return attributes.build();
  }

  /// The `attributes` of a resource.
  Attributes resource() throws IOException {
    return inside("attributes");
  }

  private Attributes table() throws IOException {
    return inside("values");
  }

  private Attributes inside(String name) throws IOException {
    Attributes[] found = {Attributes.EMPTY};
    Json.object(
        parser,
        field -> {
          if (field.equals(name)) {
            found[0] = attributes();
          } else {
            parser.skipChildren();
          }
        });
    return found[0];
  }

  private List<Value> items() throws IOException {
    List<Value> items = new ArrayList<>();
    Json.object(
        parser,
        field -> {
          if (field.equals("values")) {
            Json.array(parser, () -> items.add(value()));
          } else {
            parser.skipChildren();
          }
        });
    return items;
  }
}
