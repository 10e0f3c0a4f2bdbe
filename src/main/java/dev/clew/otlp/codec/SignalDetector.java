package dev.clew.otlp.codec;

import dev.clew.otlp.codec.MessageDescriptor.Slot;

/// Tells of which signal a record is: the requests of the three look alike down to their records.
public final class SignalDetector {
  private static final int MALFORMED = 1_000_000;

  /// A field that a type does not have, or of which the encoding is another.
  private static final int GRAVE = 100;

  private SignalDetector() {}

  /// The signal of whose records one fits best.
  ///
  /// @param bytes has a `Span`, `LogRecord` or `Metric` between the two positions
  public static OtlpSignal of(byte[] bytes, int from, int to) {
    int span = misfits("Span", 1 << 7, bytes, from, to);
    int log = misfits("LogRecord", 1 << 1 | 1 << 11, bytes, from, to);
    int metric = misfits("Metric", 1 << 5 | 1 << 7 | 1 << 9 | 1 << 10 | 1 << 11, bytes, from, to);
    if (span <= log && span <= metric) {
      return OtlpSignal.TRACES;
    }
    return log <= metric ? OtlpSignal.LOGS : OtlpSignal.METRICS;
  }

  /// @param telling fields of which a record of the type has one
  private static int misfits(String type, int telling, byte[] bytes, int from, int to) {
    try {
      int[] seen = {0};
      ProtoCursor cursor = new ProtoCursor(bytes, from, to);
      int misfits = misfits(MessageDescriptor.of(type), cursor, 1, seen);
      return misfits + ((seen[0] & telling) == 0 ? GRAVE : 0);
    } catch (MalformedMessage _) {
      return MALFORMED;
    }
  }

  private static int misfits(MessageDescriptor shape, ProtoCursor cursor, int depth, int[] seen)
      throws MalformedMessage {
    MessageDescriptor.checkDepth(depth);
    int misfits = 0;
    while (cursor.next()) {
      Slot slot = shape.slot(cursor);
      if (slot == null) {
        misfits += GRAVE;
        continue;
      }
      seen[0] |= 1 << slot.field().number();
      if (cursor.type() == ProtoCursor.BLOCK) {
        misfits += block(slot, cursor, depth);
      }
    }
    return misfits;
  }

  private static int block(Slot slot, ProtoCursor on, int depth) throws MalformedMessage {
    int length = on.blockLength();
    return switch (slot.field().kind()) {
      case STRING -> isText(on.bytes(), on.blockStart(), on.blockEnd()) ? 0 : 1;
      case HEX -> length == 0 || length == 8 || length == 16 ? 0 : 1;
      default -> {
        if (slot.message() == null) {
          yield 0;
        }
        ProtoCursor below = new ProtoCursor(on.bytes(), on.blockStart(), on.blockEnd());
        yield misfits(slot.message(), below, depth + 1, new int[1]);
      }
    };
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
