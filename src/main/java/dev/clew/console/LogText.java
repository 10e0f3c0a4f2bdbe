package dev.clew.console;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// The lines of a log in the order in which they came. Adding some copies little; of a long log the
/// first lines are left out.
///
/// @param blocks of [#BLOCK] lines each, the last one maybe fewer
/// @param dropped how many lines were left out
record LogText(List<List<LogRow>> blocks, int size, long dropped) {
  static final LogText EMPTY = new LogText(List.of(), 0, 0);
  static final int BLOCK = 1000;
  static final int MOST = 200 * BLOCK;

  LogRow get(int index) {
    return blocks.get(index / BLOCK).get(index % BLOCK);
  }

  /// The lines with others after them.
  LogText plus(List<LogRow> lines) {
    List<List<LogRow>> next = new ArrayList<>(blocks);
    for (int from = 0; from < lines.size(); ) {
      List<LogRow> last = new ArrayList<>();
      if (!next.isEmpty() && next.getLast().size() < BLOCK) {
        last.addAll(next.removeLast());
      }
      int to = Math.min(lines.size(), from + BLOCK - last.size());
      last.addAll(lines.subList(from, to));
      next.add(List.copyOf(last));
      from = to;
    }
    int count = size + lines.size();
    long left = dropped;
    while (count > MOST) {
      next.removeFirst();
      count -= BLOCK;
      left += BLOCK;
    }
    return new LogText(List.copyOf(next), count, left);
  }

  /// The next line that contains a text, going round at the end.
  ///
  /// @param lower the text in lower case
  /// @param from the first line to look at
  /// @param direction 1 or -1
  OptionalInt find(String lower, int from, int direction) {
    for (int i = 0; i < size; i++) {
      int at = Math.floorMod(from + i * direction, size);
      if (get(at).contains(lower)) {
        return OptionalInt.of(at);
      }
    }
    return OptionalInt.empty();
  }
}
