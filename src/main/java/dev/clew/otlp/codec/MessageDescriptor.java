package dev.clew.otlp.codec;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A message type of [OtlpSchema] by field number, as a reader of protobuf asks for it.
public final class MessageDescriptor {
  /// How deep messages may be nested, as protobuf's own parsers have it.
  static final int MAX_DEPTH = 100;

  /// How many messages and values a record, resource or scope may be made of, itself not counted:
  /// each attribute is two, each bucket of a histogram one. An empty one has two bytes in a
  /// request, and about a hundred where it is read.
  public static final int MOST_PARTS = 100_000;

  /// How deep a record lies in a request: request, resource, scope, record.
  static final int RECORD_DEPTH = 4;

  /// Greater than every field number of OTLP's, so that a set of them fits into an int.
  private static final int FIELDS = 32;

  private static final Map<String, MessageDescriptor> ALL = all();

  private final boolean countedApart;
  private final @Nullable Slot[] slots = new @Nullable Slot[FIELDS];

  private MessageDescriptor(String type) {
    this.countedApart = OtlpSchema.isCountedApart(type);
  }

  /// A field.
  ///
  /// @param label its name in JSON, quoted and with its colon
  /// @param message the type of a field that is a message
  @SuppressWarnings("ArrayRecordComponent")
  record Slot(Field field, byte[] label, @Nullable MessageDescriptor message) {
    /// Whether a cursor stands on the field.
    boolean isAt(ProtoCursor cursor) {
      return field.number() == cursor.field() && field.fits(cursor.type());
    }
  }

  /// The shape of a message type of [OtlpSchema].
  public static MessageDescriptor of(String type) {
    MessageDescriptor shape = ALL.get(type);
    if (shape == null) {
      throw new IllegalArgumentException("OTLP has no message " + type);
    }
    return shape;
  }

  /// Checks an export request as [#check] does a part of one.
  static void checkRequest(OtlpSignal signal, byte[] bytes) throws MalformedMessage {
    var cursor = new ProtoCursor(bytes, 0, bytes.length);
    of("Request." + signal.label()).check(cursor, bytes.length, 1, 0);
  }

  /// The field that a cursor stands on, or null when OTLP knows none of its number or encodes it in
  /// another way.
  @Nullable Slot slot(ProtoCursor cursor) {
    Slot slot = cursor.field() < FIELDS ? slots[cursor.field()] : null;
    return slot != null && slot.field().fits(cursor.type()) ? slot : null;
  }

  /// Moves a cursor to the next field that OTLP knows.
  ///
  /// @return false at the end of the message
  public boolean next(ProtoCursor cursor) throws MalformedMessage {
    while (cursor.next()) {
      if (slot(cursor) != null) {
        return true;
      }
    }
    return false;
  }

  /// Checks that bytes are a message of this type, all the way down. Unknown fields may be there; a
  /// known one in another encoding is none of this type, such as the name of a metric where a log
  /// record has its time. What passes can be written as part of a request by [OtlpJsonWriter].
  ///
  /// @return of how many messages and values it is made, without records in it
  /// @throws TooManyParts when these are more than [#MOST_PARTS], of the message or a record in it
  public int check(byte[] bytes, int from, int end) throws MalformedMessage {
    return check(new ProtoCursor(bytes, from, end), end, RECORD_DEPTH, 0);
  }

  /// @param before how many parts came before it in the record
  /// @return the same with its own
  private int check(ProtoCursor cursor, int end, int depth, int before) throws MalformedMessage {
    checkDepth(depth);
    int parts = before;
    while (cursor.next()) {
      Slot slot = cursor.field() < FIELDS ? slots[cursor.field()] : null;
      if (slot == null) {
        continue;
      }
      if (!slot.field().fits(cursor.type())) {
        throw new MalformedMessage(
            "the field "
                + slot.field().name()
                + " is encoded as one of another type; are these records of another signal?");
      }
      MessageDescriptor inner = slot.message();
      if (inner == null && !slot.field().isRepeated()) {
        continue;
      }
      parts += inner != null && inner.countedApart ? 0 : 1;
      if (cursor.type() == ProtoCursor.BLOCK) {
        int next = cursor.fieldEnd();
        cursor.reset(cursor.blockStart(), next);
        if (inner != null) {
          int own = inner.check(cursor, next, depth + 1, inner.countedApart ? 0 : parts);
          parts = inner.countedApart ? parts : own;
        } else if (slot.field().kind().isPacked()) {
          parts += packed(cursor, slot.field().kind().wireType()) - 1;
        }
        cursor.reset(next, end);
      }
      if (parts > MOST_PARTS) {
        throw new TooManyParts();
      }
    }
    return parts;
  }

  private static int packed(ProtoCursor cursor, int wireType) throws MalformedMessage {
    int values = 0;
    while (cursor.more()) {
      cursor.value(wireType);
      values++;
    }
    return values;
  }

  /// Checks that a message is not nested too deeply.
  ///
  /// @param depth in how many messages it is, itself counted
  static void checkDepth(int depth) throws MalformedMessage {
    if (depth > MAX_DEPTH) {
      throw new MalformedMessage("messages are nested deeper than " + MAX_DEPTH);
    }
  }

  private static Map<String, MessageDescriptor> all() {
    Map<String, MessageDescriptor> shapes = new HashMap<>();
    OtlpSchema.messages().keySet().forEach(type -> shapes.put(type, new MessageDescriptor(type)));
    shapes.forEach(
        (type, shape) -> {
          for (Field field : OtlpSchema.messages().getOrDefault(type, Map.of()).values()) {
            byte[] label = ("\"" + field.name() + "\":").getBytes(StandardCharsets.US_ASCII);
            MessageDescriptor message = field.type() == null ? null : shapes.get(field.type());
            shape.slots[field.number()] = new Slot(field, label, message);
          }
        });
    return Map.copyOf(shapes);
  }
}
