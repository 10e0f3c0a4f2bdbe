package dev.clew.cli.look;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.LogClock;
import dev.clew.cli.frame.ProcessInfo;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.cli.frame.SourceOptions;
import dev.clew.console.Console;
import dev.clew.console.ConsoleSetup;
import dev.clew.console.launch.Launches;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `clew console`.
@Command(
    name = "console",
    description = {
      "Look at runs and launch workspaces on a full screen.",
      "With an OTLP endpoint, every screen is recorded as a trace that is linked to the one before."
    },
    footer = {"  clew console", "  clew console --server http://build:4000"})
public final class ConsoleCommand implements Callable<Integer> {
  private final RecordingFactory sessions;
  private final ProcessInfo self;

  @Mixin SourceOptions source;

  public ConsoleCommand(RecordingFactory sessions, ProcessInfo self) {
    this.sessions = sessions;
    this.self = self;
  }

  @Override
  public Integer call() throws IOException {
    Console.checkTerminal();
    CliContext context = sessions.context();
    String where = source.address(context).map(Object::toString).orElse(context.shortHome());
    try (ConsoleRecording recording = ConsoleRecording.open(sessions, self.words())) {
      Launches launches = ConsoleLaunches.launches(sessions, self, recording::launched);
      ConsoleSetup setup =
          new ConsoleSetup(
              recording.runs(context, source, launches),
              id -> launches.isUsed() || !recording.own().containsKey(id),
              ConsoleLaunches.workspaces(sessions),
              () -> sessions.read().values(),
              launches,
              where,
              sessions.options().palette(context).enabled(),
              context.clock(),
              LogClock.local(context)::text,
              recording.way());
      return recording.ended(Console.onStandardStreams(setup).withSignals().run());
    }
  }
}
