package dev.clew.otlp.codec;

import dev.clew.otlp.codec.Field.Kind;
import dev.clew.otlp.codec.Field.Presence;
import dev.clew.otlp.codec.MessageDescriptor.Slot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/// Writes protobuf messages of OTLP as OTLP/JSON: proto3's JSON mapping with ids in hex, enums as
/// numbers and default values left out. Fields that this version does not know are left out, text
/// that is no UTF-8 is repaired.
///
/// The parts of a line may come from several messages: [#raw] writes what is between them.
public final class OtlpJsonWriter {
  private static final int FLUSH = 64 << 10;

  private final JsonBuffer out = new JsonBuffer();
  private final OutputStream target;
  private final OtlpJsonValues values = new OtlpJsonValues(out);
  private ProtoCursor in = new ProtoCursor(new byte[0], 0, 0);

  /// Writes to a stream.
  ///
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
    MessageDescriptor shape = MessageDescriptor.of(type);
    Objects.checkFromIndexSize(from, length, bytes.length);
    int mark = out.length();
    in = new ProtoCursor(bytes, from, from + length);
    try {
      message(shape, from, from + length, 1);
    } catch (MalformedMessage e) {
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

  private void message(MessageDescriptor shape, int from, int to, int depth)
      throws MalformedMessage {
    MessageDescriptor.checkDepth(depth);
    long order = order(shape, from, to);
    int scattered = (int) order;
    int chosen = (int) (order >>> 32);
    int done = 0;
    out.put('{');
    in.reset(from, to);
    while (in.next()) {
      Slot slot = shape.slot(in);
      if (slot == null) {
        continue;
      }
      int number = slot.field().number();
      boolean overruled = slot.field().presence() == Presence.ONE_OF && number != chosen;
      if (overruled || (done & 1 << number) != 0) {
        continue;
      }
      if ((scattered & 1 << number) != 0) {
        done |= 1 << number;
        int next = in.fieldEnd();
        gathered(slot, from, to, depth);
        in.reset(next, to);
      } else if (slot.field().isRepeated()) {
        contiguous(slot, to, depth);
      } else {
        single(slot, to, depth);
      }
    }
    out.put('}');
  }

  /// Walks over a message once, because JSON wants in one place what protobuf may scatter.
  ///
  /// @return in the lower half the set of fields that have to be gathered, in the upper half the
  ///   number of the `oneof`'s member that holds
  private long order(MessageDescriptor shape, int from, int to) throws MalformedMessage {
    int seen = 0;
    int scattered = 0;
    int chosen = 0;
    int last = 0;
    in.reset(from, to);
    while (in.next()) {
      Slot slot = shape.slot(in);
      if (slot == null) {
        last = 0;
        continue;
      }
      int number = slot.field().number();
      boolean again = (seen & 1 << number) != 0;
      if (again && (number != last || !slot.field().isRepeated())) {
        scattered |= 1 << number;
      }
      chosen = slot.field().presence() == Presence.ONE_OF ? number : chosen;
      seen |= 1 << number;
      last = number;
    }
    return (long) chosen << 32 | scattered;
  }

  private void name(Slot slot) {
    out.comma();
    out.put(slot.label());
  }

  /// Writes a repeated field whose elements follow each other, from the one that the cursor is on.
  private void contiguous(Slot slot, int to, int depth) throws MalformedMessage {
    name(slot);
    out.put('[');
    int next;
    do {
      elements(slot, to, depth);
      next = in.fieldEnd();
    } while (in.next() && slot.isAt(in));
    in.reset(next, to);
    out.put(']');
  }

  /// Writes a field from all its occurrences in a message: elements in their order, messages
  /// merged, of other values the last.
  private void gathered(Slot slot, int from, int to, int depth) throws MalformedMessage {
    boolean repeated = slot.field().isRepeated();
    var merged = new ByteArrayOutputStream();
    int last = to;
    if (repeated) {
      name(slot);
      out.put('[');
    }
    in.reset(from, to);
    while (in.next()) {
      if (!slot.isAt(in)) {
        continue;
      }
      if (repeated) {
        elements(slot, to, depth);
      } else {
        last = in.fieldStart();
        if (slot.message() != null) {
          merged.write(in.bytes(), in.blockStart(), in.blockLength());
        }
      }
    }
    if (repeated) {
      out.put(']');
    } else if (slot.message() == null) {
      in.reset(last, to).next();
      single(slot, to, depth);
    } else {
      ProtoCursor outer = in;
      in = new ProtoCursor(merged.toByteArray(), 0, merged.size());
      name(slot);
      message(slot.message(), 0, merged.size(), depth + 1);
      in = outer;
    }
  }

  /// Writes the element, or the packed elements, that the cursor is on.
  private void elements(Slot slot, int to, int depth) throws MalformedMessage {
    int wireType = slot.field().kind().wireType();
    if (in.type() == wireType) {
      out.comma();
      value(slot, to, depth);
      return;
    }
    int next = in.fieldEnd();
    in.reset(in.blockStart(), next);
    while (in.more()) {
      out.comma();
      values.scalar(slot.field().kind(), in.value(wireType));
    }
    in.reset(next, to);
  }

  private void single(Slot slot, int to, int depth) throws MalformedMessage {
    int mark = out.length();
    name(slot);
    boolean says = value(slot, to, depth);
    if (!says && slot.field().presence() == Presence.IMPLICIT) {
      out.cut(mark);
    }
  }

  /// Writes the value of the field that the cursor is on, and leaves the cursor at its end.
  ///
  /// @return whether it differs from its type's default
  private boolean value(Slot slot, int to, int depth) throws MalformedMessage {
    if (slot.message() != null) {
      int next = in.fieldEnd();
      message(slot.message(), in.blockStart(), next, depth + 1);
      in.reset(next, to);
      return true;
    }
    Kind kind = slot.field().kind();
    return in.type() == ProtoCursor.BLOCK
        ? values.block(kind, in.bytes(), in.blockStart(), in.blockEnd())
        : values.scalar(kind, in.number());
  }
}
