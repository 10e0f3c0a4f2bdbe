package dev.clew.store;

import java.util.Set;

/// What a commit has added.
///
/// @param runs the runs that it added to
public record Commit(long spans, long logs, long points, Set<Long> runs) {
  static Commit of(Cursor before, Cursor after, Set<Long> runs) {
    return new Commit(
        after.span() - before.span(),
        after.log() - before.log(),
        after.point() - before.point(),
        runs);
  }
}
