package dev.clew.console;

import java.util.List;

/// What a screen wants to know. A newer request of the same kind replaces an older one of the same
/// screen.
sealed interface Request {
  /// A part of the list of runs.
  ///
  /// @param fresh whether to look which runs there are now
  record Rows(int from, int count, boolean fresh) implements Request {}

  /// The runs that match a text, as they are found.
  record Search(String text) implements Request {}

  /// Ends the search.
  record StopSearch() implements Request {}

  /// A run with its tree and events.
  record Inspect(String id) implements Request {}

  /// A run's log from its start, and on while it grows.
  ///
  /// @param growing whether more may come
  record Log(String id, boolean growing) implements Request {}

  /// A run's metrics.
  record Metrics(String id) implements Request {}

  /// Two runs beside each other, or one beside the last of its title that went well.
  ///
  /// @param ids one or two, the baseline first
  record Compare(List<String> ids) implements Request {}
}
