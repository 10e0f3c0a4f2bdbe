package dev.clew.record;

import dev.clew.otlp.codec.MalformedMessage;
import dev.clew.otlp.codec.MessageDescriptor;
import dev.clew.otlp.codec.OtlpFields.AnyValueFields;
import dev.clew.otlp.codec.OtlpFields.KeyValueFields;
import dev.clew.otlp.codec.OtlpFields.ListFields;
import dev.clew.otlp.codec.ProtoCursor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Reads the messages `AnyValue` and `KeyValue` within a record.
public final class ValueDecoder {
  private static final MessageDescriptor VALUE = MessageDescriptor.of("AnyValue");
  private static final MessageDescriptor PAIR = MessageDescriptor.of("KeyValue");

  private final byte[] bytes;

  public ValueDecoder(byte[] bytes) {
    this.bytes = bytes;
  }

  /// The `KeyValue`s in a field of a message.
  public Attributes attributes(int from, int to, int field) throws MalformedMessage {
    Attributes.Builder attributes = new Attributes.Builder();
    ProtoCursor cursor = new ProtoCursor(bytes, from, to);
    while (cursor.next()) {
      if (cursor.isBlock(field)) {
        pair(cursor.blockStart(), cursor.blockEnd(), attributes);
      }
    }
    return attributes.build();
  }

  /// Adds a `KeyValue`.
  void pair(int from, int to, Attributes.Builder attributes) throws MalformedMessage {
    String key = "";
    Value value = new Value.Empty();
    ProtoCursor cursor = new ProtoCursor(bytes, from, to);
    while (PAIR.next(cursor)) {
      switch (cursor.field()) {
        case KeyValueFields.KEY -> key = cursor.text();
        case KeyValueFields.VALUE -> value = value(cursor.blockStart(), cursor.blockEnd());
        default -> {
          // A field of a later version.
        }
      }
    }
    attributes.add(key, value);
  }

  /// An `AnyValue`.
  Value value(int from, int to) throws MalformedMessage {
    Value value = new Value.Empty();
    ProtoCursor cursor = new ProtoCursor(bytes, from, to);
    while (VALUE.next(cursor)) {
      value =
          switch (cursor.field()) {
            case AnyValueFields.STRING_VALUE -> new Value.StringValue(cursor.text());
            case AnyValueFields.BOOL_VALUE -> new Value.BoolValue(cursor.number() != 0);
            case AnyValueFields.INT_VALUE -> new Value.IntValue(cursor.number());
            case AnyValueFields.DOUBLE_VALUE ->
                new Value.DoubleValue(Double.longBitsToDouble(cursor.number()));
            case AnyValueFields.ARRAY_VALUE ->
                new Value.ArrayValue(items(cursor.blockStart(), cursor.blockEnd()));
            case AnyValueFields.KVLIST_VALUE ->
                new Value.KeyValueList(
                    attributes(cursor.blockStart(), cursor.blockEnd(), ListFields.VALUES));
            case AnyValueFields.BYTES_VALUE ->
                new Value.BytesValue(base64(cursor.blockStart(), cursor.blockEnd()));
            default -> value;
          };
    }
    return value;
  }

  private List<Value> items(int from, int to) throws MalformedMessage {
    List<Value> items = new ArrayList<>();
    ProtoCursor cursor = new ProtoCursor(bytes, from, to);
    while (cursor.next()) {
      if (cursor.isBlock(ListFields.VALUES)) {
        items.add(value(cursor.blockStart(), cursor.blockEnd()));
      }
    }
    return items;
  }

  private String base64(int from, int to) {
    ByteBuffer encoded = Base64.getEncoder().encode(ByteBuffer.wrap(bytes, from, to - from));
    return StandardCharsets.ISO_8859_1.decode(encoded).toString();
  }
}
