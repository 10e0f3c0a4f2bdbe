package dev.clew.telemetry;

import dev.clew.ci.PipelineRun;
import dev.clew.config.Home;
import dev.clew.config.RecordingSettings;
import dev.clew.config.Settings;
import dev.clew.config.TelemetrySettings;
import dev.clew.config.TelemetrySettings.Sampling;
import dev.clew.failure.ErrorCode;
import dev.clew.telemetry.delivery.Delivery;
import dev.clew.telemetry.delivery.DeliveryMark;
import dev.clew.telemetry.delivery.Retention;
import dev.clew.telemetry.delivery.RunFile;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// The telemetry of one invocation: which run it belongs to, where its records go, and the recorder
/// that takes them there.
///
/// @param joined whether the run was begun by another process, which is alive and delivers what
///   this one records
/// @param file the run's file, or null when nothing is written to one
public record Telemetry(
    RunId run, SinkPlan plan, Recorder recorder, boolean joined, @Nullable Path file) {

  /// Opens the sinks that the settings ask for. A home that cannot be written is told, and a
  /// temporary one serves instead; when that cannot be either, telemetry is off: a command is never
  /// kept from running.
  ///
  /// @param debug whether everything is recorded, DEBUG severity included
  /// @throws dev.clew.failure.ClewError when a setting is wrong
  public static Telemetry open(
      Settings settings,
      RunId run,
      boolean debug,
      Machine machine,
      Clock clock,
      Notices notices,
      Log log) {
    TelemetrySettings wanted = settings.telemetry();
    SinkPlan plan = SinkPlan.of(wanted);
    try {
      return switch (plan) {
        case SinkPlan.Off _ -> off(run, Fate.DELIVERED);
        case SinkPlan.File _, SinkPlan.Backend _, SinkPlan.Both _ ->
            open(settings, settings.home(), plan, run, debug, machine, clock, notices, log);
      };
    } catch (IOException e) {
      String unwritable = settings.home().root() + " cannot be written (" + reason(e) + ")";
      try {
        Home instead = TemporaryHome.in(machine.temporary());
        Telemetry telemetry =
            open(settings, instead, plan, run, debug, machine, clock, notices, log);
        // The process that began the run has said it.
        if (!telemetry.joined()) {
          notices.tell(
              ErrorCode.E023, unwritable + "; recording below " + instead.root() + " instead");
        }
        return telemetry;
      } catch (IOException alsoHere) {
        notices.tell(
            ErrorCode.E023,
            unwritable
                + ", nor "
                + machine.temporary()
                + " ("
                + reason(alsoHere)
                + "); nothing is recorded");
        return off(run, Fate.LOST);
      }
    }
  }

  private static Telemetry off(RunId run, Fate fate) {
    return new Telemetry(run, new SinkPlan.Off(), new NullRecorder(fate), false, null);
  }

  private static Telemetry open(
      Settings settings,
      Home home,
      SinkPlan plan,
      RunId run,
      boolean debug,
      Machine machine,
      Clock clock,
      Notices notices,
      Log log)
      throws IOException {
    TelemetrySettings wanted = settings.telemetry();
    RunFile joined = joinRunning(home, run);
    RunFile file = joined == null ? RunFile.open(path(home, plan, run)) : joined;
    var failures = new ExportFailures();
    Delivery delivery =
        joined == null && wanted.exports()
            ? new Delivery(
                file,
                wanted,
                DeliveryMark.read(file.path()),
                new SecureRandom(),
                failures,
                (signal, records) ->
                    log.debug(
                        "otlp",
                        "delivered",
                        Context.root(),
                        "signal",
                        signal.label(),
                        "records",
                        records))
            : null;
    RecordingSettings recording = settings.recording();
    PipelineRun pipeline = machine.pipeline().get();
    var retention = new Retention(recording.keepRuns(), recording.keepFor());
    var journal =
        new Journal(
            file,
            delivery,
            new SinkClosing(home, plan, run, retention, clock, wanted.exportWait(), notices),
            clock,
            notices);
    var recorder =
        new SdkRecorder(
            journal,
            RunResource.of(wanted, run, machine, pipeline.attributes()),
            RunResource.of(wanted, run, machine, pipeline.lastingAttributes()),
            pipeline.traceId(),
            sampler(wanted),
            debug);
    failures.recordTo(recorder);
    if (delivery != null) {
      delivery.start();
    }
    log.debug(
        "telemetry",
        "sink opened",
        Context.root(),
        "run",
        run,
        "sink",
        plan.label(),
        "joined",
        joined != null);
    return new Telemetry(run, plan, recorder, joined != null, file.path());
  }

  private static @Nullable RunFile joinRunning(Home home, RunId run) throws IOException {
    String name = run.hex() + ".jsonl";
    RunFile joined = RunFile.join(home.runs().resolve(name));
    return joined == null ? RunFile.join(home.spool().resolve(name)) : joined;
  }

  private static Path path(Home home, SinkPlan plan, RunId run) {
    String name = run.hex() + ".jsonl";
    Path kept = home.runs().resolve(name);
    // A run that goes on where an earlier one of its id was kept stays one file.
    return plan instanceof SinkPlan.Backend && !Files.exists(kept)
        ? home.spool().resolve(name)
        : kept;
  }

  private static Sampler sampler(TelemetrySettings settings) {
    if (!settings.tracing()) {
      return Sampler.alwaysOff();
    }
    Sampling sampling = settings.sampling();
    Sampler root =
        switch (sampling.kind()) {
          case ALWAYS_ON -> Sampler.alwaysOn();
          case ALWAYS_OFF -> Sampler.alwaysOff();
          case TRACE_ID_RATIO -> Sampler.traceIdRatioBased(sampling.ratio());
        };
    return sampling.parentBased() ? Sampler.parentBased(root) : root;
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "no such directory";
      case NotDirectoryException _, FileAlreadyExistsException _ -> "not a directory";
      case AccessDeniedException _ -> "permission denied";
      case FileSystemException failed when failed.getReason() != null -> failed.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }
}
