package dev.clew.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Cuts a stream into lines, and holds one at a time.
final class LineInput {
  /// A longer line is none.
  private static final int LONGEST = Integer.MAX_VALUE / 4;

  private static final int CHUNK = 256 << 10;

  private final InputStream in;
  private byte[] buffer = new byte[CHUNK];
  private int filled;
  private int start;
  private int end;
  private boolean ended;

  LineInput(InputStream in) {
    this.in = in;
  }

  /// Moves to the next line; what follows the last newline is one too.
  ///
  /// @return false at the end, and where a line is too long
  boolean next() throws IOException {
    start = end;
    int scanned = start;
    while (true) {
      for (int i = scanned; i < filled; i++) {
        if (buffer[i] == '\n') {
          end = i + 1;
          return true;
        }
      }
      scanned = filled;
      if (ended) {
        end = filled;
        return end > start;
      }
      if (filled - start > LONGEST) {
        return false;
      }
      scanned -= fill();
    }
  }

  /// @return by how much the bytes moved
  private int fill() throws IOException {
    int moved = start;
    System.arraycopy(buffer, start, buffer, 0, filled - start);
    filled -= start;
    end = 0;
    start = 0;
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = in.read(buffer, filled, buffer.length - filled);
    ended = read < 0;
    filled += Math.max(0, read);
    return moved;
  }

  byte[] buffer() {
    return buffer;
  }

  int start() {
    return start;
  }

  /// The line's length, its newline included.
  int length() {
    return end - start;
  }

  /// Whether the line ended with a newline.
  boolean isWhole() {
    return end > start && buffer[end - 1] == '\n';
  }
}
