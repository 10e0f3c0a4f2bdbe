package dev.clew.runs.file;

import dev.clew.record.Entry;
import dev.clew.record.LineParser;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/// Reads lines of OTLP/JSON from front to back, and on as they grow. Damaged lines are passed over
/// and counted. Memory holds one line and its entries.
public final class EntryReader {
  private final LineScanner scanner;
  private final LineFilter filter;
  private final LineParser parser = new LineParser();
  private final ByteSearch lineStart = new ByteSearch("{\"resource");
  private long damaged;
  private boolean stopped;

  /// Reads the records of a file.
  ///
  /// @param from offset to start at; the line that it lies in is passed over
  public EntryReader(ByteSource source, long from, Selection selection) {
    this.scanner = new LineScanner(source, from);
    this.filter = new LineFilter(selection);
  }

  /// Hands out the entries of all whole lines that are there now.
  ///
  /// @param visitor returns false to end the reading after the current line
  public void readAvailable(Predicate<Entry> visitor) throws IOException {
    while (!stopped && scanner.next()) {
      line(visitor);
    }
  }

  /// Hands out the entries of all lines, and of what follows the last newline when that is a whole
  /// line.
  public void readAll(Predicate<Entry> visitor) throws IOException {
    readAvailable(visitor);
    if (!stopped && scanner.rest()) {
      line(visitor);
    }
  }

  private void line(Predicate<Entry> visitor) {
    byte[] buffer = scanner.buffer();
    int offset = scanner.offset();
    int length = scanner.length();
    if (!filter.wants(buffer, offset, length)) {
      return;
    }
    for (Entry entry : parse(buffer, offset, length)) {
      if (!visitor.test(entry)) {
        stopped = true;
      }
    }
  }

  /// A write that was cut off leaves no newline, so the next process' line follows in the same one:
  /// it is found by how lines begin, which no JSON string can contain unescaped.
  private List<Entry> parse(byte[] buffer, int offset, int length) {
    int end = offset + length;
    int start = offset;
    while (true) {
      try {
        return parser.parse(buffer, start, end - start);
      } catch (IOException _) {
        damaged += start == offset ? 1 : 0;
        start = lineStart.find(buffer, start + 1, end);
        if (start < 0) {
          return List.of();
        }
      }
    }
  }

  /// Where the part starts that has not been handed out.
  long position() {
    return scanner.consumed();
  }

  /// How many lines were damaged so far.
  public long damaged() {
    return damaged + scanner.oversized();
  }
}
