package dev.clew.runs;

import java.util.List;

/// The runs of a catalog at one moment, newest first. Reading a part costs as much as the part is
/// long, however many runs there are.
@FunctionalInterface
public interface RunPaging {
  /// A part of the runs.
  ///
  /// @param runs without events; fewer than wanted at the end, and where files cannot be read
  /// @param total how many runs are known of
  /// @param complete whether there are no more than these
  record Page(List<Run> runs, int total, boolean complete) {}

  /// Reads a part.
  ///
  /// @param from index of the first run, 0 for the newest
  Page read(int from, int count);
}
