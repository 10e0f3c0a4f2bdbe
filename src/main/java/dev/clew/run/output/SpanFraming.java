package dev.clew.run.output;

import dev.clew.runfile.RunId;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// How a step tells the Clew that reads its output which span the bytes belong to: in a pipe that
/// leads from one Clew to another, and only there, every piece of output stands in a frame, an
/// application program command of ECMA-48 in front of the bytes. The run's id in it keeps a command
/// from making one by accident.
///
/// A frame is written at once and is no longer than `PIPE_BUF`, so that steps which run at the same
/// time do not cut each other's in two.
public final class SpanFraming {
  /// Bytes that Linux writes to a pipe undivided.
  static final int MAX = 4096;

  private static final int TRACE = 32;
  private static final int SPAN = 16;
  private static final int LENGTH = 4;

  private final byte[] start;

  public SpanFraming(RunId run) {
    start = ("\u001b_clew;" + run.hex() + ";").getBytes(StandardCharsets.US_ASCII);
  }

  /// Bytes of a header, which ends with the number of bytes that follow it.
  int header() {
    return start.length + TRACE + SPAN + LENGTH + 2;
  }

  /// Where the next frame, or what may become one, starts; the end when there is none.
  int next(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == start[0]) {
        int known = Math.min(start.length, to - i);
        if (Arrays.equals(bytes, i, i + known, start, 0, known)) {
          return i;
        }
      }
    }
    return to;
  }

  /// Bytes of the frame that starts at an index, header included; -1 when it is cut off.
  int length(byte[] bytes, int at, int to) {
    if (to - at < header()) {
      return -1;
    }
    int digits = at + start.length + TRACE + SPAN;
    int length = 0;
    for (int i = digits; i < digits + LENGTH; i++) {
      length = length * 16 + Math.max(0, Character.digit(bytes[i], 16));
    }
    return to - at < header() + length ? -1 : header() + length;
  }

  /// The span of the frame that starts at an index.
  SpanContext span(byte[] bytes, int at) {
    String ids = new String(bytes, at + start.length, TRACE + SPAN, StandardCharsets.US_ASCII);
    return SpanContext.create(
        ids.substring(0, TRACE),
        ids.substring(TRACE),
        TraceFlags.getSampled(),
        TraceState.getDefault());
  }

  /// Puts what is written into frames; an empty one says that no more comes of the span.
  ///
  /// @param to the pipe
  public OutputStream output(OutputStream to, SpanContext span) {
    byte[] frame = Arrays.copyOf(start, MAX);
    byte[] ids = (span.getTraceId() + span.getSpanId()).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(ids, 0, frame, start.length, ids.length);
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
          int piece = Math.min(MAX - header(), length - done);
          frame(bytes, offset + done, piece);
          done += piece;
        }
      }

      private void frame(byte[] bytes, int offset, int length) throws IOException {
        byte[] tail =
            (HexFormat.of().toHexDigits((short) length) + "\u001b\\")
                .getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(tail, 0, frame, header() - tail.length, tail.length);
        System.arraycopy(bytes, offset, frame, header(), length);
        to.write(frame, 0, header() + length);
      }

      @Override
      public void close() throws IOException {
        frame(new byte[0], 0, 0);
      }
    };
  }
}
