package dev.clew.run.output;

import dev.clew.redaction.LineRedactor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Cuts a byte stream into lines for the recorder, and counts them. A line over 64 KiB loses what a
/// terminal has overwritten (`\\r`), or else is split, at a character's border where it is UTF-8.
final class LineCutter {
  /// Longest line handed on, in bytes.
  static final int MAX_LINE = 64 * 1024;

  /// Eight bytes of an array at a time.
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private static final long LINE_ENDS = 0x0A0A_0A0A_0A0A_0A0AL;
  private static final long LOW_BITS = 0x7F7F_7F7F_7F7F_7F7FL;

  private final @Nullable LineRedactor sink;
  private byte[] rest = new byte[256];
  private int restLength;
  private boolean midLine;
  private long lines;
  private long bytes;

  /// @param sink takes the lines, or null to count only
  LineCutter(@Nullable LineRedactor sink) {
    this.sink = sink;
  }

  /// Takes the next bytes of the stream.
  void accept(byte[] chunk, int length, long nanos) {
    bytes += length;
    if (sink == null) {
      count(chunk, length);
    } else {
      cut(sink, chunk, length, nanos);
    }
  }

  private void count(byte[] chunk, int length) {
    long found = 0;
    int i = 0;
    for (; i <= length - Long.BYTES; i += Long.BYTES) {
      // A byte of zeros, and no other, lets its highest bit stand.
      long word = (long) WORDS.get(chunk, i) ^ LINE_ENDS;
      found += Long.bitCount(~(((word & LOW_BITS) + LOW_BITS) | word | LOW_BITS));
    }
    for (; i < length; i++) {
      found += chunk[i] == '\n' ? 1 : 0;
    }
    lines += found;
    midLine = length > 0 ? chunk[length - 1] != '\n' : midLine;
  }

  private void cut(LineRedactor to, byte[] chunk, int length, long nanos) {
    int start = 0;
    for (int i = 0; i < length; i++) {
      if (chunk[i] == '\n') {
        if (restLength == 0) {
          hand(to, chunk, start, i, nanos);
        } else {
          keep(to, chunk, start, i, nanos);
          hand(to, rest, 0, restLength, nanos);
          restLength = 0;
        }
        lines++;
        start = i + 1;
      }
    }
    keep(to, chunk, start, length, nanos);
    midLine = restLength > 0;
  }

  /// Hands on a whole line, in pieces where it is too long.
  private static void hand(LineRedactor to, byte[] text, int from, int lineEnd, long nanos) {
    int end = lineEnd > from && text[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
    int start = from;
    while (end - start > MAX_LINE) {
      int last =
          overwritten(text, start, Math.min(start + MAX_LINE, end - LineRedactor.LOOK_AHEAD));
      if (last > start) {
        start = last;
        continue;
      }
      int cut = border(text, start, to.cut(text, start, start + MAX_LINE, end));
      to.line(text, start, cut, false, nanos);
      start = cut;
    }
    to.line(text, start, end, true, nanos);
  }

  /// Keeps the beginning of a line until its end comes; what is too long is handed on.
  private void keep(LineRedactor to, byte[] chunk, int from, int end, long nanos) {
    int more = end - from;
    if (rest.length - restLength < more) {
      rest = Arrays.copyOf(rest, Math.max(rest.length * 2, restLength + more));
    }
    System.arraycopy(chunk, from, rest, restLength, more);
    restLength += more;
    int start = 0;
    while (restLength - start > MAX_LINE + LineRedactor.LOOK_AHEAD) {
      int last = overwritten(rest, start, start + MAX_LINE);
      if (last > start) {
        start = last;
        continue;
      }
      int cut = border(rest, start, to.cut(rest, start, start + MAX_LINE, restLength));
      to.line(rest, start, cut, false, nanos);
      start = cut;
    }
    if (start > 0) {
      restLength -= start;
      System.arraycopy(rest, start, rest, 0, restLength);
    }
  }

  /// Where the last state before an offset begins: behind a carriage return, or at the beginning.
  private static int overwritten(byte[] text, int from, int to) {
    for (int i = to - 1; i >= from; i--) {
      if (text[i] == '\r') {
        return i + 1;
      }
    }
    return from;
  }

  private static int border(byte[] text, int from, int at) {
    int cut = at;
    while (cut > from && at - cut < 3 && (text[cut] & 0xC0) == 0x80) {
      cut--;
    }
    return cut == from || (text[cut] & 0xC0) == 0x80 ? at : cut;
  }

  /// Ends the stream: a last line without a line end counts as one.
  void end(long nanos) {
    if (midLine) {
      lines++;
      midLine = false;
    }
    if (sink != null) {
      if (restLength > 0) {
        hand(sink, rest, 0, restLength, nanos);
        restLength = 0;
      }
      sink.flush();
    }
  }

  long lines() {
    return lines;
  }

  long bytes() {
    return bytes;
  }
}
