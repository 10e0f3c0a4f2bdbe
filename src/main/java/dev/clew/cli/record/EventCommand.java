package dev.clew.cli.record;

import dev.clew.cli.frame.LogLevel;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.cli.frame.RecordingFactory.Session;
import dev.clew.telemetry.Event;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Adds an event to the run.
@Command(
    name = "event",
    addMethodSubcommands = false,
    description = "Add an event to the run that is going on.",
    footer = {
      "  clew event deploy.approved by=alice",
      "  clew event cache.miss --level warn -m 'rebuilding' key=deps-42"
    })
public final class EventCommand implements Callable<Integer> {
  private final RecordingFactory sessions;

  @Parameters(index = "0", paramLabel = "NAME", description = "Name of the event.")
  String name = "";

  @Parameters(index = "1..*", paramLabel = "KEY=VALUE", description = "Attributes.")
  List<String> attributes = List.of();

  @Option(names = "--level", paramLabel = "LEVEL", description = "debug, info, warn or error.")
  LogLevel level = LogLevel.INFO;

  @Option(
      names = {"-m", "--message"},
      paramLabel = "TEXT",
      description = "A sentence for people.")
  @Nullable String message;

  public EventCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public Integer call() {
    Session session = sessions.open();
    String text = message == null ? name : message;
    return sessions.exit(
        sessions
            .annotator(session)
            .log(
                "event " + name,
                new Event(name, level.severity(), text, AttributeArguments.parse(attributes))));
  }
}
