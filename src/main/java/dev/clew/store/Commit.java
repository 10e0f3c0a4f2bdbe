package dev.clew.store;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What a commit has added.
///
/// @param runs the runs that it added to
/// @param stale those of them of which more is to be told now than their figures
/// @param after the newest rows
public record Commit(
    long spans, long logs, long points, Set<Long> runs, Set<Long> stale, Cursor after) {
  static Commit of(Cursor before, Cursor after, Map<Long, RunTable.Change> changes) {
    return new Commit(
        after.span() - before.span(),
        after.log() - before.log(),
        after.point() - before.point(),
        changes.keySet(),
        changes.entrySet().stream()
            .filter(entry -> entry.getValue().stale)
            .map(Map.Entry::getKey)
            .collect(Collectors.toUnmodifiableSet()),
        after);
  }
}
