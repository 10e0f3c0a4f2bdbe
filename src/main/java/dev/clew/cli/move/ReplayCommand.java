package dev.clew.cli.move;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.error.ClewError;
import dev.clew.runs.RunFileHandle;
import dev.clew.telemetry.Replay;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Sends recorded runs to the backend.
@Command(
    name = "replay",
    description = {
      "Send recorded runs to the backend that is configured now.",
      "What a backend has confirmed before is not sent again."
    },
    footer = {
      "  clew replay 8b47",
      "  clew replay --pending",
      "  OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317 clew replay --again 8b47 51c0"
    })
public final class ReplayCommand implements Callable<Integer> {
  private final RecordingFactory sessions;

  @Mixin RunsToSend runs;

  @Option(names = "--again", description = "Send what has been confirmed before, too.")
  boolean again;

  @Option(
      names = "--export-timeout",
      paramLabel = "DURATION",
      description = "Limits every request, and how long to go on trying (default: 10s, 30s).")
  @Nullable Duration exportTimeout;

  public ReplayCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public Integer call() throws InterruptedException {
    List<RunFileHandle> files = runs.find(sessions.context());
    Replay replay = sessions.replay(exportTimeout);
    var printer = new ReplayPrinter(sessions);
    for (RunFileHandle file : files) {
      try {
        printer.sent(file, replay.send(file.path(), again));
      } catch (ClewError error) {
        printer.failed(file, error);
      }
    }
    return printer.end();
  }
}
