package dev.clew.runs.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Cuts a file into lines, holding one line at a time. A file that grows can be read on after
/// [#next] has returned false. Lines longer than [#MAX_LINE] are passed over and counted.
final class LineScanner {
  static final int MAX_LINE = 256 << 20;
  private static final int CHUNK = 256 << 10;

  private final ByteSource source;
  private byte[] buffer = new byte[CHUNK];
  private long position;
  private int filled;
  private int lineStart;
  private int scanned;
  private int offset;
  private int length;
  private boolean discarding;
  private long oversized;

  /// @param from where to start; when a line covers this offset, with the line after it
  LineScanner(ByteSource source, long from) {
    this.source = source;
    this.discarding = from > 0;
    this.position = Math.max(0, from - 1);
  }

  /// Moves to the next line that ends in a newline.
  ///
  /// @return false when there is none now
  boolean next() throws IOException {
    while (true) {
      int newline = newline();
      if (newline < 0) {
        if (!fill()) {
          return false;
        }
        continue;
      }
      offset = lineStart;
      length = newline - lineStart;
      lineStart = newline + 1;
      scanned = lineStart;
      if (!discarding && length > 0) {
        return true;
      }
      discarding = false;
    }
  }

  /// Moves to what lies after the last newline.
  ///
  /// @return false when there is nothing
  boolean rest() {
    offset = lineStart;
    length = discarding ? 0 : filled - lineStart;
    lineStart = filled;
    scanned = filled;
    return length > 0;
  }

  private int newline() {
    for (int i = scanned; i < filled; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    scanned = filled;
    return -1;
  }

  private boolean fill() throws IOException {
    if (discarding) {
      lineStart = filled;
    }
    if (lineStart > 0) {
      System.arraycopy(buffer, lineStart, buffer, 0, filled - lineStart);
      filled -= lineStart;
      scanned -= lineStart;
      lineStart = 0;
    }
    if (filled == MAX_LINE) {
      discarding = true;
      oversized++;
      filled = 0;
      scanned = 0;
    } else if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.min(MAX_LINE, buffer.length * 2));
    }
    int room = Math.min(CHUNK, buffer.length - filled);
    int read = source.read(ByteBuffer.wrap(buffer, filled, room), position);
    if (read <= 0) {
      return false;
    }
    position += read;
    filled += read;
    return true;
  }

  /// The bytes that [#offset] and [#length] refer to; valid until the next move.
  byte[] buffer() {
    return buffer;
  }

  int offset() {
    return offset;
  }

  int length() {
    return length;
  }

  /// Where in the file the part starts that has not been handed out.
  long consumed() {
    return position - (filled - lineStart);
  }

  /// How many lines were too long.
  long oversized() {
    return oversized;
  }
}
