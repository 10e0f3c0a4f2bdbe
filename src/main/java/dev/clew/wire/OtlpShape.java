package dev.clew.wire;

import dev.clew.wire.OtlpSchema.Field;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A message type by field number, for checking bytes against it.
public final class OtlpShape {
  /// How deep a record lies in a request: request, resource, scope, record.
  private static final int RECORD_DEPTH = 4;

  private static final Map<String, OtlpShape> ALL = all();

  private final @Nullable OtlpShape[] messages = new @Nullable OtlpShape[20];

  private OtlpShape() {}

  /// The shape of a message type of [OtlpSchema].
  public static OtlpShape of(String type) {
    OtlpShape shape = ALL.get(type);
    if (shape == null) {
      throw new IllegalArgumentException(type);
    }
    return shape;
  }

  /// Checks that bytes are a message of this type, all the way down. Unknown fields may be there.
  /// What passes can be written as part of a request by [OtlpJsonWriter].
  public void check(byte[] bytes, int from, int end) throws MalformedMessage {
    check(bytes, from, end, RECORD_DEPTH);
  }

  private void check(byte[] bytes, int from, int end, int depth) throws MalformedMessage {
    if (depth > ProtoInput.MAX_DEPTH) {
      throw new MalformedMessage("messages are nested deeper than " + ProtoInput.MAX_DEPTH);
    }
    ProtoCursor cursor = new ProtoCursor(bytes, from, end);
    while (cursor.next()) {
      OtlpShape below = cursor.type() == ProtoCursor.BLOCK ? below(cursor.field()) : null;
      if (below != null) {
        below.check(bytes, cursor.blockStart(), cursor.blockEnd(), depth + 1);
      }
    }
  }

  private @Nullable OtlpShape below(int field) {
    return field < messages.length ? messages[field] : null;
  }

  private static Map<String, OtlpShape> all() {
    Map<String, OtlpShape> shapes = new HashMap<>();
    OtlpSchema.messages().keySet().forEach(type -> shapes.put(type, new OtlpShape()));
    OtlpSchema.messages()
        .forEach(
            (type, fields) -> {
              OtlpShape shape = shapes.get(type);
              for (Field field : fields.values()) {
                if (shape != null && field.type() != null) {
                  shape.messages[field.number()] = shapes.get(field.type());
                }
              }
            });
    return Map.copyOf(shapes);
  }
}
