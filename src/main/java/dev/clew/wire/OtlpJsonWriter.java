package dev.clew.wire;

import dev.clew.wire.MessageShape.Slot;
import dev.clew.wire.OtlpSchema.Kind;
import dev.clew.wire.OtlpSchema.Presence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;

/// Writes protobuf messages of OTLP as OTLP/JSON: proto3's JSON mapping with ids in hex, enums as
/// numbers and default values left out. Fields that this version does not know are left out, text
/// that is no UTF-8 is repaired.
///
/// The parts of a line may come from several messages: [#raw] writes what is between them.
public final class OtlpJsonWriter {
  private static final int FLUSH = 64 << 10;

  private final Map<String, MessageShape> shapes = MessageShape.all();
  private final JsonBuffer out = new JsonBuffer();
  private final OutputStream target;
  private ProtoInput in = new ProtoInput(new byte[0], 0);

  /// @param target gets the text when enough of it is there, and on [#flush]
  public OtlpJsonWriter(OutputStream target) {
    this.target = target;
  }

  /// Writes one message as a JSON object, wholly or, when it is malformed, not at all.
  ///
  /// @param type name of the message in OTLP's definition (`ResourceSpans`, `Span`, `Resource`,
  ///   `LogRecord`, …; `Buckets`, `Event` and `Link` without the name around them), or
  ///   `Request.traces`, `Request.logs`, `Request.metrics` for export requests
  /// @throws IOException when the bytes are malformed or nested too deeply, or cannot be written
  public void write(byte[] bytes, int from, int length, String type) throws IOException {
    drain(FLUSH);
    MessageShape shape = shapes.get(type);
    if (shape == null) {
      throw new IllegalArgumentException("OTLP has no message " + type);
    }
    Objects.checkFromIndexSize(from, length, bytes.length);
    int mark = out.length();
    in = new ProtoInput(bytes, from);
    try {
      message(shape, from + length, 1);
    } catch (IOException e) {
      out.cut(mark);
      throw e;
    }
  }

  /// Writes ASCII as it is.
  public void raw(String text) throws IOException {
    drain(FLUSH);
    out.put(text);
  }

  /// Hands everything to the target, and flushes that.
  public void flush() throws IOException {
    drain(0);
    target.flush();
  }

  private void drain(int least) throws IOException {
    if (out.length() > least) {
      target.write(out.bytes(), 0, out.length());
      out.cut(0);
    }
  }

  private void message(MessageShape shape, int end, int depth) throws IOException {
    if (depth > ProtoInput.MAX_DEPTH) {
      throw in.malformed("nesting of more than " + ProtoInput.MAX_DEPTH);
    }
    int start = in.position();
    long order = order(shape, end);
    int scattered = (int) order;
    int chosen = (int) (order >>> 32);
    int done = 0;
    in.moveTo(start);
    out.put('{');
    for (int tag = in.tag(end); tag != 0; tag = in.tag(end)) {
      Slot slot = shape.slot(ProtoInput.field(tag));
      if (slot == null || !fits(slot, tag)) {
        in.skip(tag, end);
        continue;
      }
      int bit = 1 << slot.field().number();
      boolean overruled =
          slot.field().presence() == Presence.ONE_OF && slot.field().number() != chosen;
      if (overruled || (done & bit) != 0) {
        in.skip(tag, end);
      } else if ((scattered & bit) != 0) {
        done |= bit;
        int position = in.position();
        in.moveTo(start);
        gathered(slot, end, depth);
        in.moveTo(position);
        in.skip(tag, end);
      } else if (slot.field().presence() == Presence.REPEATED) {
        contiguous(slot, tag, end, depth);
      } else {
        single(slot, end, depth);
      }
    }
    out.put('}');
  }

  /// Walks over a message once, because JSON wants in one place what protobuf may scatter.
  ///
  /// @return in the lower half the set of fields that have to be gathered, in the upper half the
  ///   number of the `oneof`'s member that holds
  private long order(MessageShape shape, int end) throws IOException {
    int seen = 0;
    int scattered = 0;
    int chosen = 0;
    int last = 0;
    for (int tag = in.tag(end); tag != 0; tag = in.tag(end)) {
      Slot slot = shape.slot(ProtoInput.field(tag));
      in.skip(tag, end);
      if (slot == null || !fits(slot, tag)) {
        last = 0;
        continue;
      }
      int number = slot.field().number();
      boolean again = (seen & 1 << number) != 0;
      if (again && (number != last || slot.field().presence() != Presence.REPEATED)) {
        scattered |= 1 << number;
      }
      chosen = slot.field().presence() == Presence.ONE_OF ? number : chosen;
      seen |= 1 << number;
      last = number;
    }
    return (long) chosen << 32 | scattered;
  }

  private static boolean fits(Slot slot, int tag) {
    int wireType = ProtoInput.wireType(tag);
    Kind kind = slot.field().kind();
    return wireType == kind.wireType()
        || (wireType == 2 && kind.isPacked() && slot.field().presence() == Presence.REPEATED);
  }

  private void name(Slot slot) {
    out.comma();
    out.put(slot.name());
  }

  /// Writes a repeated field whose elements follow each other; the first one's tag is read.
  private void contiguous(Slot slot, int first, int end, int depth) throws IOException {
    name(slot);
    out.put('[');
    int tag = first;
    int next;
    do {
      elements(slot, tag, end, depth);
      next = in.position();
      tag = in.tag(end);
    } while (ProtoInput.field(tag) == slot.field().number() && fits(slot, tag));
    in.moveTo(next);
    out.put(']');
  }

  /// Writes a field from all its occurrences in the message in which the cursor is: elements in
  /// their order, messages merged, of other values the last.
  private void gathered(Slot slot, int end, int depth) throws IOException {
    boolean repeated = slot.field().presence() == Presence.REPEATED;
    var merged = new ByteArrayOutputStream();
    int last = end;
    if (repeated) {
      name(slot);
      out.put('[');
    }
    for (int tag = in.tag(end); tag != 0; tag = in.tag(end)) {
      int position = in.position();
      if (ProtoInput.field(tag) != slot.field().number() || !fits(slot, tag)) {
        in.skip(tag, end);
      } else if (repeated) {
        elements(slot, tag, end, depth);
      } else {
        last = position;
        in.skip(tag, end);
        merge(slot, position, merged);
      }
    }
    if (repeated) {
      out.put(']');
    } else if (slot.message() == null) {
      in.moveTo(last);
      single(slot, end, depth);
    } else {
      ProtoInput outer = in;
      in = new ProtoInput(merged.toByteArray(), 0);
      name(slot);
      message(slot.message(), merged.size(), depth + 1);
      in = outer;
    }
  }

  /// Appends the content of a message whose length is at a position, and before which the cursor is
  /// not.
  private void merge(Slot slot, int position, ByteArrayOutputStream merged) throws IOException {
    if (slot.message() != null) {
      int end = in.position();
      in.moveTo(position);
      in.block(end);
      merged.write(in.bytes(), in.position(), end - in.position());
      in.moveTo(end);
    }
  }

  private void elements(Slot slot, int tag, int end, int depth) throws IOException {
    if (ProtoInput.wireType(tag) == slot.field().kind().wireType()) {
      out.comma();
      value(slot, end, depth);
      return;
    }
    int blockEnd = in.block(end);
    while (in.position() < blockEnd) {
      out.comma();
      value(slot, blockEnd, depth);
    }
  }

  private void single(Slot slot, int end, int depth) throws IOException {
    int mark = out.length();
    name(slot);
    boolean says = value(slot, end, depth);
    if (!says && slot.field().presence() == Presence.IMPLICIT) {
      out.cut(mark);
    }
  }

  /// Writes a value.
  ///
  /// @return whether it differs from its type's default
  private boolean value(Slot slot, int end, int depth) throws IOException {
    return switch (slot.field().kind()) {
      case STRING, HEX, BASE64 -> block(slot.field().kind(), end);
      case MESSAGE -> {
        int blockEnd = in.block(end);
        message(Objects.requireNonNull(slot.message()), blockEnd, depth + 1);
        yield true;
      }
      case ENUM -> {
        int value = (int) in.varint(end);
        yield number(value);
      }
      case UINT32 -> number(in.varint(end) & 0xFFFF_FFFFL);
      case FIXED32 -> number(in.fixed32(end) & 0xFFFF_FFFFL);
      case SINT32 -> {
        int value = (int) in.varint(end);
        yield number((value >>> 1) ^ -(value & 1));
      }
      case INT64 -> quoted(in.varint(end), true);
      case UINT64 -> quoted(in.varint(end), false);
      case SFIXED64 -> quoted(in.fixed64(end), true);
      case FIXED64 -> quoted(in.fixed64(end), false);
      case DOUBLE -> decimal(in.fixed64(end));
      case BOOL -> {
        boolean value = in.varint(end) != 0;
        out.put(value ? "true" : "false");
        yield value;
      }
    };
  }

  private boolean block(Kind kind, int end) throws IOException {
    int blockEnd = in.block(end);
    int start = in.position();
    out.put('"');
    switch (kind) {
      case HEX -> out.hex(in.bytes(), start, blockEnd);
      case BASE64 ->
          out.put(Base64.getEncoder().encode(Arrays.copyOfRange(in.bytes(), start, blockEnd)));
      default -> out.text(in.bytes(), start, blockEnd);
    }
    out.put('"');
    in.moveTo(blockEnd);
    return blockEnd > start;
  }

  private boolean number(long value) {
    out.number(value);
    return value != 0;
  }

  private boolean quoted(long value, boolean signed) {
    out.put('"');
    if (signed || value >= 0) {
      out.number(value);
    } else {
      out.put(Long.toUnsignedString(value));
    }
    out.put('"');
    return value != 0;
  }

  private boolean decimal(long bits) {
    double value = Double.longBitsToDouble(bits);
    if (Double.isFinite(value)) {
      out.put(Double.toString(value));
    } else {
      out.put('"');
      out.put(Double.toString(value));
      out.put('"');
    }
    return bits != 0;
  }
}
