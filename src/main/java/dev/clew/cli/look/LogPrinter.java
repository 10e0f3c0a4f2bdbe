package dev.clew.cli.look;

import dev.clew.cli.frame.LogClock;
import dev.clew.record.Attributes;
import dev.clew.record.Level;
import dev.clew.record.LogEntry;
import dev.clew.record.Value;
import dev.clew.terminal.DisplayWidth;
import dev.clew.terminal.Palette;
import dev.clew.terminal.TerminalText;
import java.io.PrintStream;

/// Prints log records, one a line: time, level, subsystem or stream, text, attributes.
final class LogPrinter {
  /// How many records go by between two looks at whether somebody reads; a look flushes.
  private static final int CHECK = 256;

  private static final int LEVEL = 5;
  private static final int SUBSYSTEM = 9;
  private static final String ORIGINAL = "log.record.original";
  private static final String TAIL = "clew.output.tail";

  private final PrintStream out;
  private final Palette palette;
  private final LogClock clock;
  private boolean output;
  private long printed;

  LogPrinter(PrintStream out, Palette palette, LogClock clock) {
    this.out = out;
    this.palette = palette;
    this.clock = clock;
  }

  /// Prints a record; returns false when nobody reads the output any more.
  boolean print(LogEntry entry) {
    output |= !entry.stream().isEmpty();
    String level = DisplayWidth.column(entry.level().name(), LEVEL);
    String origin = entry.stream().isEmpty() ? entry.subsystem() : entry.stream();
    String column = DisplayWidth.column(TerminalText.plain(origin), SUBSYSTEM);
    StringBuilder line =
        new StringBuilder(palette.dim(clock.text(entry.timeNanos())))
            .append(' ')
            .append(colored(entry.level(), level))
            .append(' ')
            .append(palette.dim(column))
            .append("  ")
            .append(text(entry));
    attributes(entry.attributes(), line);
    out.println(line.toString().stripTrailing());
    tail(entry);
    return ++printed % CHECK != 0 || !out.checkError();
  }

  private String text(LogEntry entry) {
    String original = entry.attributes().text(ORIGINAL);
    String seen = entry.body().text();
    // Only colour can be shown again; what moved the cursor belongs to its own time.
    boolean coloured =
        palette.enabled() && TerminalText.plain(original).equals(TerminalText.plain(seen));
    String body = coloured ? original : seen;
    return TerminalText.safe(body.isEmpty() ? entry.eventName() : body, palette.enabled());
  }

  private void attributes(Attributes attributes, StringBuilder line) {
    attributes.forEach(
        (key, value) -> {
          switch (key) {
            case "log.iostream", "subsystem", "event.name", ORIGINAL, TAIL -> {}
            default -> line.append(' ').append(palette.dim(pair(key, value)));
          }
        });
  }

  private static String pair(String key, Value value) {
    String text = TerminalText.plain(value.text());
    boolean bare = !text.isEmpty() && text.chars().noneMatch(c -> c == ' ' || c == '"' || c == '=');
    String quoted = bare ? text : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    return TerminalText.plain(key) + "=" + quoted;
  }

  /// The last output of a failed command, where the output itself has not been shown.
  private void tail(LogEntry entry) {
    if (!output && entry.eventName().equals("command.finished")) {
      entry
          .attributes()
          .text(TAIL)
          .lines()
          .forEach(line -> out.println("    " + TerminalText.safe(line, palette.enabled())));
    }
  }

  private String colored(Level level, String text) {
    return switch (level) {
      case TRACE, DEBUG -> palette.dim(text);
      case INFO -> text;
      case WARN -> palette.yellow(text);
      case ERROR, FATAL -> palette.red(text);
    };
  }
}
