package dev.clew.runfile;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a run's file holds so far, of all its processes.
///
/// @param events how often each event occurred, by name
/// @param stages finished, failed and skipped stages in the order of their ends
/// @param confirmed records that a backend has confirmed
public record RunTotals(SortedMap<String, Long> events, List<Stage> stages, long confirmed) {
  /// Nothing at all.
  public static final RunTotals NOTHING = new RunTotals(new TreeMap<>(), List.of(), 0);

  /// A stage that has ended.
  ///
  /// @param outcome `ok`, `failed` or `skipped`
  /// @param seconds duration
  public record Stage(String name, String outcome, double seconds) {}
}
