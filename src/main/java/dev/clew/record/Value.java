package dev.clew.record;

import java.util.List;
import java.util.stream.Collectors;

/// One OTLP `AnyValue`.
public sealed interface Value {
  /// A `stringValue`.
  record Text(String value) implements Value {}

  /// A `boolValue`.
  record Flag(boolean value) implements Value {}

  /// An `intValue`.
  record Whole(long value) implements Value {}

  /// A `doubleValue`.
  record Decimal(double value) implements Value {}

  /// A `bytesValue`, in base64 as the file has it.
  record Bytes(String base64) implements Value {}

  /// An `arrayValue`.
  record Items(List<Value> values) implements Value {}

  /// A `kvlistValue`.
  record Table(Attributes values) implements Value {}

  /// A value of which nothing is set.
  record Nothing() implements Value {}

  /// What a person reads: strings as they are, lists in brackets, tables in braces.
  default String text() {
    return switch (this) {
      case Text(String value) -> value;
      case Flag(boolean value) -> Boolean.toString(value);
      case Whole(long value) -> Long.toString(value);
      case Decimal(double value) -> Double.toString(value);
      case Bytes(String base64) -> base64;
      case Items(List<Value> values) ->
          values.stream().map(Value::text).collect(Collectors.joining(", ", "[", "]"));
      case Table(Attributes values) -> "{" + values.text() + "}";
      case Nothing() -> "";
    };
  }
}
