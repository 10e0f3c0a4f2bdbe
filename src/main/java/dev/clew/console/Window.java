package dev.clew.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The part of a list of runs that has been read.
///
/// @param from index of the first row that is here
/// @param total rows of the whole list, as far as known
/// @param complete whether there are no more than these
/// @param loaded whether anything has been read at all
record Window(int from, List<RunRow> rows, int total, boolean complete, boolean loaded) {
  static final Window EMPTY = new Window(0, List.of(), 0, true, false);

  /// A row, null where it has not been read.
  @Nullable RunRow at(int index) {
    int here = index - from;
    return here >= 0 && here < rows.size() ? rows.get(here) : null;
  }

  /// Where a run is, -1 where it is not here.
  int find(String id) {
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).id().equals(id)) {
        return from + i;
      }
    }
    return -1;
  }

  /// Whether all of some rows are here, as far as the list goes.
  boolean covers(int first, int count) {
    int last = complete ? Math.min(first + count, total) : first + count;
    return first >= from && last <= from + rows.size();
  }
}
