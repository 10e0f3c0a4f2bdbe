package dev.clew.wire;

import dev.clew.wire.MessageShape.Slot;
import java.io.IOException;
import java.util.Map;

/// Tells of which signal a record is: the requests of the three look alike down to their records.
public final class SignalGuess {
  private static final int MALFORMED = 1_000_000;

  /// A field that a type does not have, or of which the encoding is another.
  private static final int GRAVE = 100;

  private static final Map<String, MessageShape> SHAPES = MessageShape.all();

  private SignalGuess() {}

  /// The signal of whose records one fits best.
  ///
  /// @param bytes has a `Span`, `LogRecord` or `Metric` between the two positions
  public static Signal of(byte[] bytes, int from, int to) {
    int span = misfits("Span", 1 << 7, bytes, from, to);
    int log = misfits("LogRecord", 1 << 1 | 1 << 11, bytes, from, to);
    int metric = misfits("Metric", 1 << 5 | 1 << 7 | 1 << 9 | 1 << 10 | 1 << 11, bytes, from, to);
    if (span <= log && span <= metric) {
      return Signal.TRACES;
    }
    return log <= metric ? Signal.LOGS : Signal.METRICS;
  }

  /// @param telling fields of which a record of the type has one
  private static int misfits(String type, int telling, byte[] bytes, int from, int to) {
    MessageShape shape = SHAPES.get(type);
    if (shape == null) {
      throw new IllegalArgumentException(type);
    }
    try {
      int[] seen = {0};
      int misfits = misfits(shape, new ProtoInput(bytes, from), to, 1, seen);
      return misfits + ((seen[0] & telling) == 0 ? GRAVE : 0);
    } catch (IOException _) {
      return MALFORMED;
    }
  }

  private static int misfits(MessageShape shape, ProtoInput in, int end, int depth, int[] seen)
      throws IOException {
    if (depth > ProtoInput.MAX_DEPTH) {
      return MALFORMED;
    }
    int misfits = 0;
    for (int tag = in.tag(end); tag != 0; tag = in.tag(end)) {
      Slot slot = shape.slot(ProtoInput.field(tag));
      int wireType = ProtoInput.wireType(tag);
      boolean packed =
          wireType == 2
              && slot != null
              && slot.field().kind().isPacked()
              && slot.field().presence() == OtlpSchema.Presence.REPEATED;
      if (slot == null || (slot.field().kind().wireType() != wireType && !packed)) {
        misfits += GRAVE;
        in.skip(tag, end);
        continue;
      }
      seen[0] |= 1 << slot.field().number();
      if (packed || wireType != 2) {
        in.skip(tag, end);
      } else {
        misfits += block(slot, in, end, depth);
      }
    }
    return misfits;
  }

  private static int block(Slot slot, ProtoInput in, int end, int depth) throws IOException {
    int blockEnd = in.block(end);
    int length = blockEnd - in.position();
    int misfits =
        switch (slot.field().kind()) {
          case STRING -> isText(in.bytes(), in.position(), blockEnd) ? 0 : 1;
          case HEX -> length == 0 || length == 8 || length == 16 ? 0 : 1;
          default ->
              slot.message() == null
                  ? 0
                  : misfits(slot.message(), in, blockEnd, depth + 1, new int[1]);
        };
    in.moveTo(blockEnd);
    return misfits;
  }

  private static boolean isText(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      int size = bytes[i] >= 0 ? 1 : Utf8.sequence(bytes, i, to);
      if (size < 0 || (bytes[i] >= 0 && bytes[i] < 9)) {
        return false;
      }
      i += size;
    }
    return true;
  }
}
