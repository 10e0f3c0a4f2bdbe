package dev.clew.telemetry;

import dev.clew.config.Settings;
import dev.clew.redaction.Redaction;
import dev.clew.runfile.RunFile;
import dev.clew.runfile.RunId;
import dev.clew.telemetry.log.Log;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/// The telemetry of one invocation: which run it belongs to, where its records go, and the recorder
/// that takes them there.
///
/// @param redaction what the recorder takes secrets out with; it knows the values that output asked
///   to mask
/// @param joined whether the run was begun by another process, which is alive and delivers what
///   this one records
/// @param resumed whether another process began the run that is not alive any more, and its file is
///   still there
/// @param file the run's file, or null when nothing is written to one
/// @param open the same as this process has it open
public record Telemetry(
    RunId run,
    SinkPlan plan,
    Recorder recorder,
    Redaction redaction,
    boolean joined,
    boolean resumed,
    @Nullable Path file,
    @Nullable RunFile open) {

  /// Opens the sinks that the settings ask for. A home that cannot be written is told, and a
  /// temporary one serves instead; when that cannot be either, what a backend is to get waits in
  /// memory, and without one telemetry is off: a command is never kept from running.
  ///
  /// @param debug whether everything is recorded, DEBUG severity included
  /// @throws dev.clew.error.ClewError when a setting is wrong
  public static Telemetry open(
      Settings settings,
      RunId run,
      boolean debug,
      HostInfo machine,
      Clock clock,
      Warnings notices,
      Log log) {
    SinkPlan plan = SinkPlan.of(settings.telemetry());
    if (plan instanceof SinkPlan.Off) {
      return off(run, DeliveryOutcome.DELIVERED);
    }
    var opening = new TelemetryFactory(settings, plan, run, debug, machine, clock, notices, log);
    try {
      return opening.in(settings.home()).provided();
    } catch (IOException e) {
      return opening.elsewhere(e).provided();
    }
  }

  /// The same for a part of a run that was begun on another machine.
  public Telemetry asPart() {
    return new Telemetry(run, plan, recorder, redaction, true, resumed, file, open);
  }

  private Telemetry provided() {
    Recorder all = recorder;
    for (RecorderProvider provider : ServiceLoader.load(RecorderProvider.class)) {
      all = provider.around(all, run);
    }
    return new Telemetry(run, plan, all, redaction, joined, resumed, file, open);
  }

  static Telemetry off(RunId run, DeliveryOutcome fate) {
    return new Telemetry(
        run,
        new SinkPlan.Off(),
        new NullRecorder(fate),
        new Redaction(List.of()),
        false,
        false,
        null,
        null);
  }
}
