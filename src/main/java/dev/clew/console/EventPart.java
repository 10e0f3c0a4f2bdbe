package dev.clew.console;

import dev.clew.record.LogEntry;
import dev.clew.runs.Run;
import dev.clew.terminal.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The events of a run, with the time since its start.
record EventPart(List<LogEntry> events, long start, ListCursor cursor) implements RunPart {
  static final EventPart EMPTY = new EventPart(List.of(), 0, ListCursor.START);
  private static final int SINCE = 9;

  /// The same place in what is known of the run now.
  EventPart of(Run run) {
    return new EventPart(run.events(), run.startNanos(), cursor);
  }

  @Override
  public String label() {
    return "events";
  }

  @Override
  public RunPart on(Input input, Size size) {
    return cursor
        .on(input, events.size(), size.rows())
        .map(next -> new EventPart(events, start, next))
        .orElse(this);
  }

  @Override
  public Optional<Screen> chosen() {
    if (events.isEmpty()) {
      return Optional.empty();
    }
    LogEntry event = events.get(cursor.within(events.size(), 1).selected());
    List<String> lines = new ArrayList<>(List.of(event.body().text(), ""));
    event.attributes().forEach((key, value) -> lines.add("  " + key + " = " + value.text()));
    return Optional.of(DetailScreen.of(event.eventName(), lines));
  }

  @Override
  public void draw(Canvas canvas) {
    if (events.isEmpty()) {
      canvas.text(2, 1, "The run has no events.", Look.QUIET);
      return;
    }
    int name = Math.clamp(canvas.width() / 4, 18, 40);
    canvas.list(cursor, events.size(), (y, index) -> line(canvas, y, events.get(index), name));
  }

  private void line(Canvas canvas, int y, LogEntry event, int name) {
    long since = event.timeNanos() - start;
    canvas.number(
        2, y, SINCE, (since < 0 ? "-" : "+") + Durations.text(Math.abs(since)), Look.QUIET);
    int x = canvas.cell(2 + SINCE + 2, y, name, event.eventName(), Look.of(event.level()));
    canvas.text(x + 1, y, event.body().text(), Look.PLAIN);
  }
}
