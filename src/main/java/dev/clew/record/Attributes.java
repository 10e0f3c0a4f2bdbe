package dev.clew.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.StringJoiner;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Keys and values of a resource, a record or a point, in the file's order. Few, so that a walk
/// finds a key faster than a hash table does.
public final class Attributes {
  /// No attributes.
  public static final Attributes EMPTY = new Attributes(List.of(), List.of());

  private final List<String> keys;
  private final List<Value> values;

  private Attributes(List<String> keys, List<Value> values) {
    this.keys = keys;
    this.values = values;
  }

  /// The value of a key, null when it is absent.
  public @Nullable Value get(String key) {
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).equals(key)) {
        return values.get(i);
      }
    }
    return null;
  }

  /// The value of a key as text, empty when it is absent.
  public String text(String key) {
    Value value = get(key);
    return value == null ? "" : value.text();
  }

  /// The value of a key when it is a number, rounded.
  public OptionalLong whole(String key) {
    return switch (get(key)) {
      case Value.IntValue(long value) -> OptionalLong.of(value);
      case Value.DoubleValue(double value) -> OptionalLong.of(Math.round(value));
      case null -> OptionalLong.empty();
      case Value.StringValue _,
          Value.BoolValue _,
          Value.BytesValue _,
          Value.ArrayValue _,
          Value.KeyValueList _,
          Value.Empty _ ->
          OptionalLong.empty();
    };
  }

  /// The value of a key when it is a number.
  public OptionalDouble number(String key) {
    return switch (get(key)) {
      case Value.IntValue(long value) -> OptionalDouble.of((double) value);
      case Value.DoubleValue(double value) -> OptionalDouble.of(value);
      case null -> OptionalDouble.empty();
      case Value.StringValue _,
          Value.BoolValue _,
          Value.BytesValue _,
          Value.ArrayValue _,
          Value.KeyValueList _,
          Value.Empty _ ->
          OptionalDouble.empty();
    };
  }

  /// The elements of a list, as text; empty when the key is absent or no list.
  public List<String> texts(String key) {
    return get(key) instanceof Value.ArrayValue(List<Value> items)
        ? items.stream().map(Value::text).toList()
        : List.of();
  }

  public int size() {
    return keys.size();
  }

  /// Each key with its value, in order. Of a key that is there several times, which OTLP does not
  /// allow, the first.
  public Map<String, Value> first() {
    Map<String, Value> pairs = LinkedHashMap.newLinkedHashMap(keys.size());
    forEach(pairs::putIfAbsent);
    return pairs;
  }

  /// Visits each key with its value, in order.
  public void forEach(BiConsumer<String, Value> visitor) {
    for (int i = 0; i < keys.size(); i++) {
      visitor.accept(keys.get(i), values.get(i));
    }
  }

  /// `key=value` pairs, separated by a comma and a blank.
  public String text() {
    StringJoiner pairs = new StringJoiner(", ");
    forEach((key, value) -> pairs.add(key + "=" + value.text()));
    return pairs.toString();
  }

  /// Collects attributes while they are read.
  public static final class Builder {
    private final List<String> keys = new ArrayList<>(4);
    private final List<Value> values = new ArrayList<>(4);

    /// Adds a pair.
    public void add(String key, Value value) {
      keys.add(key);
      values.add(value);
    }

    /// All that were added.
    public Attributes build() {
      return keys.isEmpty() ? EMPTY : new Attributes(keys, values);
    }
  }
}
