package dev.clew.cli.look;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.cli.frame.RecordingFactory.Session;
import dev.clew.config.TelemetrySettings;
import dev.clew.console.ScreenTrail;
import dev.clew.console.Trail;
import dev.clew.run.output.DeferredStderr;
import dev.clew.telemetry.Telemetry;
import io.opentelemetry.api.trace.Span;
import java.io.IOException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a console records of itself: its screens where a backend is configured, else nothing. What
/// is said meanwhile waits until the screen is free.
final class ConsoleRecording implements AutoCloseable {
  private static final int BROKEN = 1;

  private final @Nullable ScreenTrail trail;
  private final String run;
  private final DeferredStderr words;
  private int code = BROKEN;

  /// @param run its id; empty where nothing is recorded
  private ConsoleRecording(@Nullable ScreenTrail trail, String run, DeferredStderr words) {
    this.trail = trail;
    this.run = run;
    this.words = words;
  }

  static ConsoleRecording open(RecordingFactory sessions, DeferredStderr words) {
    TelemetrySettings settings = sessions.read().telemetry();
    if (!settings.enabled() || !settings.exports()) {
      words.hold();
      return new ConsoleRecording(null, "", words);
    }
    CliContext context = sessions.context();
    Session session = sessions.open();
    Telemetry telemetry = session.telemetry();
    ScreenTrail trail =
        new ScreenTrail(
            telemetry.recorder(),
            session.log().clock(),
            !telemetry.joined(),
            Span.fromContext(session.carrier().extract(context.env())).getSpanContext());
    words.hold();
    return new ConsoleRecording(trail, telemetry.run().hex(), words);
  }

  Trail way() {
    return trail == null ? Trail.NONE : trail;
  }

  /// A process that reads the file of the run that it records lets go of the file's locks.
  Predicate<String> others() {
    return id -> !id.equals(run);
  }

  /// Takes the exit code of the console down, and returns it.
  int ended(int exit) {
    code = exit;
    return exit;
  }

  @Override
  public void close() throws IOException {
    words.release();
    if (trail != null) {
      trail.end(code);
    }
  }
}
