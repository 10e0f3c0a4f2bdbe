package dev.clew.cli.look;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.JsonOutput;
import dev.clew.cli.frame.LogClock;
import dev.clew.cli.frame.Pager;
import dev.clew.runs.LogJson;
import dev.clew.runs.Pause;
import dev.clew.runs.RunLog;
import dev.clew.terminal.Amounts;
import dev.clew.terminal.Palette;
import java.io.PrintStream;

/// Shows a run's log: as lines or JSON, once or following.
final class LogDisplay {
  private final CliContext context;
  private final Palette palette;
  private final LogClock clock;
  private final Pause pause;

  LogDisplay(CliContext context, Palette palette, LogClock clock, Pause pause) {
    this.context = context;
    this.palette = palette;
    this.clock = clock;
    this.pause = pause;
  }

  /// @param paged whether a list on a terminal goes through a pager
  void show(RunLog log, boolean json, boolean follow, boolean paged) {
    long damaged;
    if (json) {
      damaged = follow ? objects(log) : document(log);
    } else {
      damaged = lines(log, follow, paged);
    }
    if (damaged > 0) {
      context.err().println(Amounts.count(damaged) + " damaged lines skipped");
    }
  }

  private long lines(RunLog log, boolean follow, boolean paged) {
    try (Pager pager = Pager.open(context, paged && !follow)) {
      PrintStream out = pager.out();
      LogPrinter printer = new LogPrinter(out, palette, clock);
      return follow ? log.follow(printer::print, after(out::flush)) : log.read(printer::print);
    }
  }

  private long objects(RunLog log) {
    try (JsonOutput output = new JsonOutput(context.out())) {
      return log.follow(
          entry -> output.line(json -> LogJson.write(json, entry)), after(output::flush));
    }
  }

  private long document(RunLog log) {
    try (JsonOutput output = new JsonOutput(context.out())) {
      output.write(json -> json.writeStartArray());
      long damaged = log.read(entry -> output.write(json -> LogJson.write(json, entry)));
      output.line(json -> json.writeEndArray());
      return damaged;
    }
  }

  private Pause after(Runnable flush) {
    return () -> {
      flush.run();
      pause.pause();
    };
  }
}
