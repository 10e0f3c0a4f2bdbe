package dev.clew.cli.record;

import dev.clew.cli.frame.LogLevel;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.cli.frame.RecordingFactory.Session;
import dev.clew.telemetry.Event;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Adds a log record to the run.
@Command(
    name = "log",
    addMethodSubcommands = false,
    description = "Add a log record to the run that is going on.",
    footer = {
      "  clew log --level warn \"cache is cold\"",
      "  clew log \"uploaded\" -a file=app.jar -a bytes=1048576"
    })
public final class LogCommand implements Callable<Integer> {
  private final RecordingFactory sessions;

  @Parameters(arity = "1..*", paramLabel = "TEXT", description = "What to say.")
  List<String> text = List.of();

  @Option(names = "--level", paramLabel = "LEVEL", description = "debug, info, warn or error.")
  LogLevel level = LogLevel.INFO;

  @Option(
      names = {"-a", "--attribute"},
      paramLabel = "KEY=VALUE",
      description = "An attribute; may be repeated.")
  List<String> attributes = List.of();

  public LogCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public Integer call() {
    Session session = sessions.open();
    return sessions.exit(
        sessions
            .annotator(session)
            .log(
                "log",
                new Event(
                    null,
                    level.severity(),
                    String.join(" ", text),
                    AttributeArguments.parse(attributes))));
  }
}
