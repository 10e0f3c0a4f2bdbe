package dev.clew.history;

import java.util.List;

/// A place where runs are kept: this machine's files, or a backend.
public interface Runs {
  /// Which runs to list.
  ///
  /// @param state the word for their state, empty for any
  /// @param title what they are called, empty for any
  /// @param beforeNanos when they started at the latest, in nanoseconds since 1970
  record Wanted(String state, String title, long beforeNanos, int limit) {
    /// Any run of a state, or of any.
    public static Wanted of(String state, int limit) {
      return new Wanted(state, "", Long.MAX_VALUE, limit);
    }

    /// Whether a run is among them.
    public boolean matches(Run run) {
      return (state.isEmpty() || state.equals(run.state().word()))
          && (title.isEmpty() || title.equals(run.title()))
          && run.startNanos() <= beforeNanos;
    }
  }

  /// What a listing found.
  ///
  /// @param runs newest first; without events
  /// @param unreadable files that cannot be read
  /// @param none whether there is no run at all
  record Listing(List<Run> runs, List<RunFile> unreadable, boolean none) {}

  /// The runs that are wanted.
  Listing list(Wanted wanted);

  /// The run whose id starts with a prefix.
  ///
  /// @throws dev.clew.failure.ClewError E020 when there is none, E021 when there are several, E024
  ///   when the prefix is no hex of 4 to 16 characters
  RunSource find(String prefix);
}
