package dev.clew.runfile;

import dev.clew.runfile.Progress.Part;
import java.util.ArrayList;
import java.util.List;

/// Where a file holds output that this process has written. A write counts once the size of the
/// file shows that no other process has written meanwhile, and so where it lies.
final class OwnOutput {
  private final List<Part> parts = new ArrayList<>();
  private Part last = new Part(0, 0);

  /// Notes the size of the file.
  void seen(long size) {
    if (size == last.to() && last.from() < last.to()) {
      Part before = parts.isEmpty() ? last : parts.getLast();
      if (before.to() == last.from()) {
        parts.removeLast();
        parts.add(new Part(before.from(), last.to()));
      } else {
        parts.add(last);
      }
    }
    last = new Part(size, size);
  }

  /// Notes a write.
  ///
  /// @param from size of the file before
  void wrote(long from, long to) {
    last = new Part(from, to);
  }

  /// The parts that are known, in the order of the file.
  List<Part> parts(long size) {
    seen(size);
    return List.copyOf(parts);
  }
}
