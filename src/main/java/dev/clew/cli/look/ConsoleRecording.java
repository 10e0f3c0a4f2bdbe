package dev.clew.cli.look;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.FileRuns;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.cli.frame.RecordingFactory.Session;
import dev.clew.cli.frame.SourceOptions;
import dev.clew.config.TelemetrySettings;
import dev.clew.console.ScreenTrail;
import dev.clew.console.Trail;
import dev.clew.console.launch.Launches;
import dev.clew.propagation.EnvironmentCarrier;
import dev.clew.run.output.DeferredStderr;
import dev.clew.runfile.RunFile;
import dev.clew.runfile.RunId;
import dev.clew.runs.RunCatalog;
import dev.clew.runs.file.OpenRun;
import dev.clew.runs.file.OwnRun;
import dev.clew.telemetry.Telemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a console records of itself: its screens where a backend is configured, else nothing. What
/// is said meanwhile waits until the screen is free.
final class ConsoleRecording implements AutoCloseable {
  private static final int BROKEN = 1;

  private final Trail trail;
  private final @Nullable ScreenTrail recorded;
  private final String run;
  private final Map<String, OpenRun> own;
  private final DeferredStderr words;
  private int code = BROKEN;

  /// @param recorded null where nothing is
  /// @param run that launches belong to; empty where each is one of its own
  private ConsoleRecording(
      Trail trail,
      @Nullable ScreenTrail recorded,
      String run,
      Map<String, OpenRun> own,
      DeferredStderr words) {
    this.trail = trail;
    this.recorded = recorded;
    this.run = run;
    this.own = own;
    this.words = words;
  }

  static ConsoleRecording open(RecordingFactory sessions, DeferredStderr words) {
    TelemetrySettings settings = sessions.read().telemetry();
    CliContext context = sessions.context();
    SpanContext outside =
        Span.fromContext(new EnvironmentCarrier(settings.propagators()).extract(context.env()))
            .getSpanContext();
    if (!settings.enabled() || !settings.exports()) {
      words.hold();
      String given = Objects.toString(settings.requestedRunId(), "");
      return new ConsoleRecording(Trail.none(outside), null, given, Map.of(), words);
    }
    Session session = sessions.open();
    Telemetry telemetry = session.telemetry();
    ScreenTrail trail =
        new ScreenTrail(telemetry.recorder(), session.log().clock(), !telemetry.joined(), outside);
    words.hold();
    String run = telemetry.run().hex();
    RunFile open = telemetry.open();
    Map<String, OpenRun> own = open == null ? Map.of() : Map.of(run, new OwnRun(open));
    return new ConsoleRecording(trail, trail, run, own, words);
  }

  Trail way() {
    return trail;
  }

  /// The run that this process records, which it reads through the file that it has open.
  Map<String, OpenRun> own() {
    return own;
  }

  /// The runs to show, and those of launches.
  RunCatalog runs(CliContext context, SourceOptions source, Launches launches) {
    FileRuns files = new FileRuns(context, own);
    return source.address(context).isPresent()
        ? new ConsoleRuns(source.runs(context), files, launches::isOf)
        : files;
  }

  /// The id of the run that the next launch belongs to.
  String launched() {
    return run.isEmpty() ? RunId.random(RecordingFactory.random()).hex() : run;
  }

  /// Takes the exit code of the console down, and returns it.
  int ended(int exit) {
    code = exit;
    return exit;
  }

  @Override
  public void close() throws IOException {
    words.release();
    if (recorded != null) {
      recorded.end(code);
    }
  }
}
