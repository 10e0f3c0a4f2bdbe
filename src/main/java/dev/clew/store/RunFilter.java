package dev.clew.store;

import java.util.Set;

/// Which runs to list.
///
/// @param states words of [RunProjection#state]; empty for any
/// @param text part of the key, title, a service or the branch, in any case; empty for any
/// @param service empty for any
/// @param branch empty for any
/// @param name of the run, empty for any
/// @param start since 1970
public record RunFilter(
    Set<String> states,
    String text,
    String service,
    String branch,
    String name,
    Range start,
    Range duration) {
  /// Every run.
  public static RunFilter any() {
    return new RunFilter(Set.of(), "", "", "", "", Range.ANY, Range.ANY);
  }
}
