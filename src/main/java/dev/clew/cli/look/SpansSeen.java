package dev.clew.cli.look;

import dev.clew.record.LogEntry;
import dev.clew.runs.Pause;
import dev.clew.runs.RunLog;
import dev.clew.terminal.TerminalText;
import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

/// The log of a chosen span, which says at its end when the choice fits several spans.
final class SpansSeen implements RunLog {
  private static final int MOST = 5;

  private final RunLog log;
  private final String choice;
  private final PrintStream err;
  private final Set<String> spans = new LinkedHashSet<>();

  SpansSeen(RunLog log, String choice, PrintStream err) {
    this.log = log;
    this.choice = choice;
    this.err = err;
  }

  @Override
  public long read(Predicate<LogEntry> visitor) {
    long damaged = log.read(seeing(visitor));
    warn();
    return damaged;
  }

  @Override
  public long follow(Predicate<LogEntry> visitor, Pause pause) {
    long damaged = log.follow(seeing(visitor), pause);
    warn();
    return damaged;
  }

  private Predicate<LogEntry> seeing(Predicate<LogEntry> visitor) {
    return entry -> {
      if (spans.size() <= MOST) {
        spans.add(entry.traceId() + ":" + entry.spanId());
      }
      return visitor.test(entry);
    };
  }

  private void warn() {
    if (spans.size() > 1) {
      String some = String.join(", ", spans.stream().limit(MOST).toList());
      err.println(
          TerminalText.plain(
              "--span %s is ambiguous; these are of %s%s"
                  .formatted(choice, some, spans.size() > MOST ? ", …" : "")));
    }
  }
}
