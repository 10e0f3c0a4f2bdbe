package dev.clew.wire;

import dev.clew.wire.OtlpSchema.Field;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A message type of [OtlpSchema] by field number, as a reader of protobuf asks for it.
final class MessageShape {
  /// Greater than every field number of OTLP's, so that a set of them fits into an int.
  private static final int FIELDS = 32;

  private final @Nullable Slot[] slots = new @Nullable Slot[FIELDS];

  private MessageShape() {}

  /// A field.
  ///
  /// @param name as JSON has it, quoted and with its colon
  /// @param message the type of a field that is a message
  @SuppressWarnings("ArrayRecordComponent")
  record Slot(Field field, byte[] name, @Nullable MessageShape message) {}

  /// The field of a number, or null when OTLP knows none.
  @Nullable Slot slot(int number) {
    return number < FIELDS ? slots[number] : null;
  }

  /// All message types by name.
  static Map<String, MessageShape> all() {
    Map<String, MessageShape> shapes = new HashMap<>();
    OtlpSchema.messages().keySet().forEach(type -> shapes.put(type, new MessageShape()));
    OtlpSchema.messages()
        .forEach(
            (type, fields) -> {
              @Nullable Slot[] slots = shapes.getOrDefault(type, new MessageShape()).slots;
              fields.forEach(
                  (name, field) ->
                      slots[field.number()] =
                          new Slot(
                              field,
                              ("\"" + name + "\":").getBytes(StandardCharsets.US_ASCII),
                              field.type() == null ? null : shapes.get(field.type())));
            });
    return Map.copyOf(shapes);
  }
}
