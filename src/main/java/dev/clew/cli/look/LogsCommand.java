package dev.clew.cli.look;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.GlobalOptions;
import dev.clew.cli.frame.LogClock;
import dev.clew.cli.frame.SourceOptions;
import dev.clew.runs.LogQuery;
import dev.clew.runs.Pause;
import dev.clew.runs.RunLog;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `clew logs --run RUN`.
@Command(
    name = "logs",
    description = "Show a run's output, events and messages.",
    footer = {
      "  clew logs -f",
      "  clew logs --run 8b4766 -f",
      "  clew logs --run @failed --level warn",
      "  clew logs --run 8b4766 --grep 'error|panic' -n 20"
    })
public final class LogsCommand implements Callable<Integer> {
  private final CliContext context;
  private final GlobalOptions options;
  private final Pause pause;

  @Mixin SourceOptions source;
  @Mixin LogOptions query;

  public LogsCommand(CliContext context, GlobalOptions options) {
    this(context, options, () -> Thread.sleep(100));
  }

  /// @param pause waits between two looks at a file that is followed
  LogsCommand(CliContext context, GlobalOptions options, Pause pause) {
    this.context = context;
    this.options = options;
    this.pause = pause;
  }

  @Override
  public Integer call() {
    LogQuery wanted = query.query(context.clock());
    RunLog log = source.find(context, query.run).log(wanted, query.tail());
    if (!query.span.isEmpty()) {
      log = new SpansSeen(log, query.span, context.err());
    }
    LogClock clock = query.utc ? LogClock.utc(context.clock()) : LogClock.local(context);
    LogDisplay view = new LogDisplay(context, options.palette(context), clock, pause);
    view.show(log, options.json(), query.follow, !query.noPager);
    return 0;
  }
}
