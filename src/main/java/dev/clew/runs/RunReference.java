package dev.clew.runs;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.util.List;

/// What a user calls a run: the start of its id, or the newest run of a kind.
public sealed interface RunReference {
  /// The description of an argument that takes a reference.
  String SYNTAX =
      "The run: the first 4 or more characters of its id, @1 for the one before the newest, @failed"
          + " for the newest that failed, @NAME for the newest of a name (default: the newest).";

  /// A run by the start of its id.
  record Id(String prefix) implements RunReference {}

  /// A run by its place in the list of runs; 0 is the newest.
  record Newest(int place) implements RunReference {}

  /// The newest run that failed.
  record LastFailed() implements RunReference {}

  /// The newest run with a name or title.
  record LastNamed(String name) implements RunReference {}

  /// Reads a reference; an empty text means the newest run.
  static RunReference parse(String text) {
    if (text.isEmpty()) {
      return new Newest(0);
    }
    if (!text.startsWith("@")) {
      return new Id(text);
    }
    String word = text.substring(1);
    if (word.matches("\\d{1,6}")) {
      return new Newest(Integer.parseInt(word));
    }
    return word.equals("failed") ? new LastFailed() : new LastNamed(word);
  }

  /// The run that this refers to, to be read.
  ///
  /// @throws ClewError E020 when there is none, E021 and E024 as [RunCatalog#find]
  default RunHandle in(RunCatalog runs) {
    return runs.find(this instanceof Id(String prefix) ? prefix : listed(runs).id());
  }

  /// The run that this refers to, as lists have it.
  ///
  /// @throws ClewError as [#in]
  default Run listed(RunCatalog runs) {
    return switch (this) {
      case Id(String prefix) -> runs.find(prefix).inspect();
      case Newest(int place) -> nth(runs, RunCatalog.Wanted.any(place + 1), place, "is kept");
      case LastFailed() -> nth(runs, RunCatalog.Wanted.any(1).inState("failed"), 0, "has failed");
      case LastNamed(String name) ->
          nth(runs, RunCatalog.Wanted.any(1).named(name), 0, "is called \"" + name + "\"");
    };
  }

  private static Run nth(RunCatalog runs, RunCatalog.Wanted wanted, int place, String predicate) {
    List<Run> found = runs.list(wanted).runs();
    if (found.size() > place) {
      return found.get(place);
    }
    throw new ClewError(
        ErrorCode.E020,
        found.isEmpty()
            ? "No run " + predicate + "."
            : "Runs that are kept: "
                + found.size()
                + "; the oldest is @"
                + (found.size() - 1)
                + ".");
  }
}
