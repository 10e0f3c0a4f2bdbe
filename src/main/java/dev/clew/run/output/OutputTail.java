package dev.clew.run.output;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/// The end of one output stream: the last bytes with the times at which they came, in bounded
/// memory.
public final class OutputTail {
  /// Bytes kept of one stream.
  static final int MAX_BYTES = 64 * 1024;

  private static final int MAX_PIECE = 16 * 1024;

  private final Deque<Piece> pieces = new ArrayDeque<>();
  private int size;

  /// Takes the end of a chunk.
  void add(byte[] chunk, int length, long nanos) {
    int kept = Math.min(length, MAX_PIECE);
    if (kept < length) {
      // What is skipped separates this piece from those before it.
      pieces.clear();
      size = 0;
    }
    Piece piece = recycle(kept);
    System.arraycopy(chunk, length - kept, piece.bytes, 0, kept);
    piece.length = kept;
    piece.nanos = nanos;
    pieces.addLast(piece);
    size += kept;
  }

  private Piece recycle(int needed) {
    Piece free = null;
    while (size + needed > MAX_BYTES && !pieces.isEmpty()) {
      free = pieces.removeFirst();
      size -= free.length;
    }
    return free != null && free.bytes.length >= needed ? free : new Piece(needed);
  }

  /// The last lines of several streams, merged by the time at which each line began.
  public static List<String> lastLines(int count, OutputTail... streams) {
    List<Line> lines = new ArrayList<>();
    for (OutputTail stream : streams) {
      lines.addAll(stream.lines());
    }
    lines.sort(Comparator.comparingLong(Line::nanos));
    return lines.subList(Math.max(0, lines.size() - count), lines.size()).stream()
        .map(Line::text)
        .toList();
  }

  private List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    byte[] all = new byte[size];
    int length = 0;
    long started = 0;
    for (Piece piece : pieces) {
      for (int i = 0; i < piece.length; i++) {
        if (length == 0) {
          started = piece.nanos;
        }
        if (piece.bytes[i] == '\n') {
          lines.add(line(all, length, started));
          length = 0;
        } else {
          all[length++] = piece.bytes[i];
        }
      }
    }
    if (length > 0) {
      lines.add(line(all, length, started));
    }
    return lines;
  }

  private static Line line(byte[] bytes, int length, long nanos) {
    int end = length > 0 && bytes[length - 1] == '\r' ? length - 1 : length;
    return new Line(nanos, new String(bytes, 0, end, StandardCharsets.UTF_8));
  }

  private record Line(long nanos, String text) {}

  private static final class Piece {
    private final byte[] bytes;
    private int length;
    private long nanos;

    Piece(int capacity) {
      this.bytes = new byte[capacity];
    }
  }
}
