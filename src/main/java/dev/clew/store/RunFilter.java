package dev.clew.store;

import java.util.Set;

/// Which runs to list.
///
/// @param states words of [RunFacts#state]; empty for any
/// @param text part of the key, title, a service or the branch, in any case; empty for any
/// @param service empty for any
/// @param branch empty for any
/// @param name of the run, empty for any
/// @param since the earliest start, nanoseconds since 1970
/// @param until the latest
/// @param minDuration nanoseconds
/// @param maxDuration nanoseconds
public record RunFilter(
    Set<String> states,
    String text,
    String service,
    String branch,
    String name,
    long since,
    long until,
    long minDuration,
    long maxDuration) {
  /// Every run.
  public static RunFilter any() {
    return new RunFilter(Set.of(), "", "", "", "", 0, Long.MAX_VALUE, 0, Long.MAX_VALUE);
  }
}
