package dev.clew.cli.move;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.Deliveries;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.runs.RunFileHandle;
import dev.clew.runs.file.History;
import dev.clew.runs.file.RunFiles;
import dev.clew.telemetry.Replay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

  @Parameters(arity = "0..*", paramLabel = "RUN", description = "Ids of runs, or their beginnings.")
  List<String> runs = List.of();

  @Option(names = "--pending", description = "Every run that awaits delivery.")
  boolean pending;

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
    if (runs.isEmpty() != pending) {
      throw new ClewError(ErrorCode.E001, "name the runs, or give --pending.");
    }
    Replay replay = sessions.replay(exportTimeout);
    CliContext context = sessions.context();
    var printer = new ReplayPrinter(context.out(), sessions.options().json());
    int code = 0;
    for (RunFileHandle file : pending ? awaiting(context) : named(context)) {
      try {
        printer.sent(file, replay.send(file.path(), again));
      } catch (ClewError error) {
        printer.failed(file, error);
        code = sessions.failures().show(error);
      }
    }
    printer.end();
    return code;
  }

  private List<RunFileHandle> named(CliContext context) {
    var history = new History(context.home(), context.clock());
    return runs.stream().map(history::resolve).toList();
  }

  private static List<RunFileHandle> awaiting(CliContext context) {
    List<RunFileHandle> awaiting = new ArrayList<>();
    for (RunFileHandle file : new RunFiles(context.home()).all()) {
      if (Deliveries.isPending(file.path())) {
        awaiting.add(file);
      }
    }
    return awaiting;
  }
}
