package dev.clew.console;

import dev.clew.runs.Run;
import dev.clew.runs.State;
import dev.clew.terminal.Durations;
import dev.clew.terminal.TerminalText;
import java.util.List;
import java.util.Locale;

/// What lists show of a run. Small, so that many fit in memory.
///
/// @param startNanos nanoseconds since 1970, 0 when unknown
/// @param duration as people read it
record RunRow(
    String id,
    String title,
    State state,
    long startNanos,
    String duration,
    long stages,
    List<String> services) {

  static RunRow of(Run run) {
    return new RunRow(
        run.id(),
        TerminalText.named(run.title()),
        run.state(),
        run.startNanos(),
        run.duration(),
        run.stages(),
        run.services());
  }

  /// Whether every word of a filter is in the run's state, id, title or services.
  boolean matches(String filter) {
    String text =
        (state.word()
                + ' '
                + state.title()
                + ' '
                + id
                + ' '
                + title
                + ' '
                + String.join(" ", services))
            .toLowerCase(Locale.ROOT);
    for (String word : filter.toLowerCase(Locale.ROOT).split(" ", -1)) {
      if (!text.contains(word)) {
        return false;
      }
    }
    return true;
  }

  /// How long it took, or has taken until now.
  String duration(long now) {
    boolean running = state instanceof State.Running && startNanos != 0 && now > startNanos;
    return running ? Durations.text(now - startNanos) : duration;
  }

  /// When it began.
  String started(long now) {
    return startNanos == 0 ? "-" : Durations.ago(Math.max(0, now - startNanos));
  }
}
