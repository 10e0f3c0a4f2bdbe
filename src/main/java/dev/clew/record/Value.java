package dev.clew.record;

import java.util.List;
import java.util.stream.Collectors;

/// One OTLP `AnyValue`.
public sealed interface Value {
  /// A `stringValue`.
  record StringValue(String value) implements Value {}

  /// A `boolValue`.
  record BoolValue(boolean value) implements Value {}

  /// An `intValue`.
  record IntValue(long value) implements Value {}

  /// A `doubleValue`.
  record DoubleValue(double value) implements Value {}

  /// A `bytesValue`, in base64 as the file has it.
  record BytesValue(String base64) implements Value {}

  /// An `arrayValue`.
  record ArrayValue(List<Value> values) implements Value {}

  /// A `kvlistValue`.
  record KeyValueList(Attributes values) implements Value {}

  /// A value of which nothing is set.
  record Empty() implements Value {}

  /// What a person reads: strings as they are, lists in brackets, tables in braces.
  default String text() {
    return switch (this) {
      case StringValue(String value) -> value;
      case BoolValue(boolean value) -> Boolean.toString(value);
      case IntValue(long value) -> Long.toString(value);
      case DoubleValue(double value) -> Double.toString(value);
      case BytesValue(String base64) -> base64;
      case ArrayValue(List<Value> values) ->
          values.stream().map(Value::text).collect(Collectors.joining(", ", "[", "]"));
      case KeyValueList(Attributes values) -> "{" + values.text() + "}";
      case Empty() -> "";
    };
  }
}
