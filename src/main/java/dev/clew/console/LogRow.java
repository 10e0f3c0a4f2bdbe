package dev.clew.console;

import dev.clew.record.Level;
import dev.clew.record.LogEntry;
import dev.clew.terminal.TerminalText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A log record as lists show it. Small, so that many fit in memory.
///
/// @param timeNanos since 1970
/// @param origin the stream or subsystem
/// @param text without control sequences
/// @param attributes as text, empty where there are none to show
record LogRow(long timeNanos, Level level, String origin, String text, String attributes) {
  static LogRow of(LogEntry entry) {
    List<String> pairs = new ArrayList<>();
    entry
        .attributes()
        .forEach(
            (key, value) -> {
              switch (key) {
                case "log.iostream", "subsystem", "event.name", "log.record.original" -> {}
                default -> pairs.add(key + "=" + value.text());
              }
            });
    String body = entry.body().text();
    String origin = entry.stream().isEmpty() ? entry.subsystem() : entry.stream();
    return new LogRow(
        entry.timeNanos(),
        entry.level(),
        origin.intern(),
        TerminalText.plain(body.isEmpty() ? entry.eventName() : body),
        String.join("\n", pairs));
  }

  /// Whether the text or an attribute contains a text, in any case.
  boolean contains(String lower) {
    return text.toLowerCase(Locale.ROOT).contains(lower)
        || attributes.toLowerCase(Locale.ROOT).contains(lower);
  }
}
