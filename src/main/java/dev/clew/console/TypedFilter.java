package dev.clew.console;

import java.util.List;

/// What is typed to find runs.
///
/// @param typing whether it is being typed
/// @param found runs that match, as far as the search has come
/// @param read how many runs the search has looked at
/// @param done whether it has looked at all
record TypedFilter(String text, boolean typing, List<RunRow> found, int read, boolean done) {
  /// Every run.
  static final TypedFilter NONE = new TypedFilter("", false, List.of(), 0, true);

  TypedFilter with(String changed) {
    return new TypedFilter(changed, typing, List.of(), 0, changed.isBlank());
  }

  TypedFilter typing(boolean on) {
    return new TypedFilter(text, on, found, read, done);
  }

  boolean isActive() {
    return !text.isBlank();
  }
}
