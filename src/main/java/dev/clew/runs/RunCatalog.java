package dev.clew.runs;

import java.util.List;
import java.util.function.Predicate;

/// A place where runs are kept: this machine's files, or a backend.
public interface RunCatalog {
  /// Which runs to list. An empty text selects any run.
  ///
  /// @param state the word of [State#word]
  /// @param name the name or the title
  /// @param title the title alone
  /// @param service one of the services that recorded it
  /// @param sinceNanos earliest start, in nanoseconds since 1970
  /// @param beforeNanos latest start, in nanoseconds since 1970
  record Wanted(
      String state,
      String name,
      String title,
      String service,
      long sinceNanos,
      long beforeNanos,
      int limit) {
    /// Any run.
    public static Wanted any(int limit) {
      return new Wanted("", "", "", "", 0, Long.MAX_VALUE, limit);
    }

    public Wanted inState(String word) {
      return new Wanted(word, name, title, service, sinceNanos, beforeNanos, limit);
    }

    public Wanted named(String text) {
      return new Wanted(state, text, title, service, sinceNanos, beforeNanos, limit);
    }

    public Wanted titled(String text) {
      return new Wanted(state, name, text, service, sinceNanos, beforeNanos, limit);
    }

    public Wanted ofService(String text) {
      return new Wanted(state, name, title, text, sinceNanos, beforeNanos, limit);
    }

    public Wanted since(long nanos) {
      return new Wanted(state, name, title, service, nanos, beforeNanos, limit);
    }

    public Wanted before(long nanos) {
      return new Wanted(state, name, title, service, sinceNanos, nanos, limit);
    }

    /// Whether a run is among them.
    public boolean matches(Run run) {
      return (state.isEmpty() || state.equals(run.state().word()))
          && (name.isEmpty() || name.equals(run.name()) || name.equals(run.title()))
          && (title.isEmpty() || title.equals(run.title()))
          && (service.isEmpty() || run.services().contains(service))
          && run.startNanos() >= sinceNanos
          && run.startNanos() <= beforeNanos;
    }
  }

  /// What a listing found.
  ///
  /// @param runs newest first; without events
  /// @param unreadable files that cannot be read
  /// @param none whether there is no run at all
  record Listing(List<Run> runs, List<RunFileHandle> unreadable, boolean none) {}

  /// The runs that are wanted.
  Listing list(Wanted wanted);

  /// The runs that are there now, to be read in parts.
  ///
  /// @param wanted tells by a run's id whether it is among them; the others are not read
  RunPaging pages(Predicate<String> wanted);

  /// The run whose id starts with a prefix.
  ///
  /// @throws dev.clew.error.ClewError E020 when there is none, E021 when there are several, E024
  ///   when the prefix is no hex of 4 to 16 characters
  RunHandle find(String prefix);
}
