package dev.clew.transfer;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.zip.ZipException;

/// A stream that is looked at through a window, which knows its place. Memory holds a document.
final class DocumentInput {
  /// A document of more bytes is read record by record.
  static final int LONGEST = 16 << 20;

  static final int CHUNK = 256 << 10;

  private InputStream in;
  private byte[] buffer = new byte[CHUNK];
  private int start;
  private int filled;
  private boolean ended;
  private String cut = "";
  private long line = 1;
  private long offset;

  /// @param skipped how many bytes of the file are before the stream
  DocumentInput(InputStream in, long skipped) {
    this.in = in;
    this.offset = skipped;
  }

  byte[] buffer() {
    return buffer;
  }

  int start() {
    return start;
  }

  /// The line, from 1.
  long line() {
    return line;
  }

  /// The byte of the file, from 0.
  long offset() {
    return offset;
  }

  /// Why the stream ended before its end; empty when it did not.
  String cut() {
    return cut;
  }

  boolean isEmpty() throws IOException {
    return fill(1) == 0;
  }

  byte peek() {
    return buffer[start];
  }

  /// The length of the line from here on, its newline included; of a very long one, a part.
  int lineLength() throws IOException {
    int scanned = 0;
    while (true) {
      int available = filled - start;
      for (int i = scanned; i < available; i++) {
        if (buffer[start + i] == '\n') {
          return i + 1;
        }
      }
      if (available > LONGEST || fill(available + 1) == available) {
        return available;
      }
      scanned = available;
    }
  }

  /// Makes bytes available.
  ///
  /// @return how many are, fewer than wanted at the end only
  int fill(int wanted) throws IOException {
    while (filled - start < wanted && !ended) {
      if (start > 0) {
        System.arraycopy(buffer, start, buffer, 0, filled - start);
        filled -= start;
        start = 0;
      }
      if (filled == buffer.length) {
        buffer = Arrays.copyOf(buffer, buffer.length * 2);
      }
      int read = read();
      ended = read < 0;
      filled += Math.max(0, read);
    }
    return filled - start;
  }

  private int read() throws IOException {
    try {
      return in.read(buffer, filled, buffer.length - filled);
    } catch (EOFException | ZipException e) {
      cut = "the compressed data is cut off or damaged (" + e.getMessage() + ")";
      return -1;
    }
  }

  /// Moves on over bytes that are available.
  void skip(int bytes) {
    for (int i = start; i < start + bytes; i++) {
      line += buffer[i] == '\n' ? 1 : 0;
    }
    skipInLine(bytes);
  }

  /// Moves on over bytes among which is no newline.
  void skipInLine(int bytes) {
    start += bytes;
    offset += bytes;
  }

  /// Everything from here on.
  InputStream rest() {
    return new SequenceInputStream(new ByteArrayInputStream(buffer, start, filled - start), in);
  }

  /// Goes on after a reader of [#rest].
  ///
  /// @param left what it has not read
  /// @param bytes how many it has
  /// @param lines how many newlines were among them
  void goOn(InputStream left, long bytes, long lines) {
    in = left;
    buffer = new byte[CHUNK];
    start = 0;
    filled = 0;
    ended = false;
    line += lines;
    offset += bytes;
  }
}
