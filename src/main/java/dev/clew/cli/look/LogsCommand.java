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

/// `clew logs --run RUN`, and `clew logs SERVICE` of a fleet.
@Command(
    name = "logs",
    description = "Show a run's output, events and messages, or what a fleet's service prints.",
    footer = {
      "  clew logs -f",
      "  clew logs --run 8b4766 -f",
      "  clew logs --run @failed --level warn",
      "  clew logs --run 8b4766 --grep 'error|panic' -n 20",
      "  clew logs shop/api -f"
    })
public final class LogsCommand implements Callable<Integer> {
  private final CliContext context;
  private final GlobalOptions options;
  private final ServicePrinter services;
  private final Pause pause;

  @Mixin SourceOptions source;
  @Mixin LogOptions query;

  public LogsCommand(CliContext context, GlobalOptions options, ServicePrinter services) {
    this(context, options, services, () -> Thread.sleep(100));
  }

  /// @param pause waits between two looks at a file that is followed
  LogsCommand(CliContext context, GlobalOptions options, ServicePrinter services, Pause pause) {
    this.context = context;
    this.options = options;
    this.services = services;
    this.pause = pause;
  }

  @Override
  public Integer call() {
    if (query.service != null) {
      services.print(query.ofService(), source.named(), query.follow);
      return 0;
    }
    LogQuery wanted = query.query(context.clock());
    RunLog found = source.find(context, query.run).log(wanted, query.tail());
    RunLog log = query.span.isEmpty() ? found : new SpansSeen(found, query.span, context.err());
    LogClock clock = query.utc ? LogClock.utc(context.clock()) : LogClock.local(context);
    LogDisplay view = new LogDisplay(context, options.palette(context), clock, pause);
    view.show(log, options.json(), query.follow, !query.noPager);
    return 0;
  }
}
