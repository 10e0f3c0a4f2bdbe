package dev.clew.telemetry;

import dev.clew.ci.PipelineRun;
import dev.clew.config.Home;
import dev.clew.config.RecordingSettings;
import dev.clew.config.Settings;
import dev.clew.config.TelemetrySettings;
import dev.clew.error.ErrorCode;
import dev.clew.redaction.Redaction;
import dev.clew.runfile.DeliveryCheckpoint;
import dev.clew.runfile.RunFile;
import dev.clew.runfile.RunFileRetention;
import dev.clew.runfile.RunId;
import dev.clew.runfile.TemporaryHome;
import dev.clew.runfile.Upkeep;
import dev.clew.telemetry.delivery.Delivery;
import dev.clew.telemetry.delivery.FinalWait;
import dev.clew.telemetry.log.Log;
import io.opentelemetry.context.Context;
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

/// Finds a place for a run's file and wires what writes and sends it.
record TelemetryFactory(
    Settings settings,
    SinkPlan plan,
    RunId run,
    boolean debug,
    HostInfo machine,
    Clock clock,
    Warnings notices,
    Log log) {

  /// Opens or joins the run's file in a home.
  ///
  /// @throws IOException when it cannot be written there
  Telemetry in(Home home) throws IOException {
    RunFile joined = joinRunning(home);
    RunFile file = joined == null ? RunFile.open(path(home)) : joined;
    return wire(home, file, joined != null, DeliveryCheckpoint.read(file.path()));
  }

  /// Opens it for a user whose home cannot be written.
  Telemetry elsewhere(IOException cause) {
    String unwritable = settings.home().root() + " cannot be written (" + reason(cause) + ")";
    try {
      Home instead = TemporaryHome.in(machine.temporary());
      Telemetry telemetry = in(instead);
      // The process that began the run has said it.
      if (!telemetry.joined()) {
        notices.tell(
            ErrorCode.E023, unwritable + "; recording below " + instead.root() + " instead");
      }
      return telemetry;
    } catch (IOException e) {
      return nowhere(unwritable + ", nor " + machine.temporary() + " (" + reason(e) + ")");
    }
  }

  private Telemetry nowhere(String unwritable) {
    if (!(plan instanceof SinkPlan.File)) {
      try {
        Home home = settings.home();
        Path called = home.spool().resolve(run.hex() + ".jsonl");
        RunFile memory = RunFile.inMemory(called, new IOException(unwritable));
        return wire(home, memory, false, DeliveryCheckpoint.none());
      } catch (IOException e) {
        notices.tell(ErrorCode.E023, unwritable + ", nor memory used (" + reason(e) + ")");
        return Telemetry.off(run, DeliveryOutcome.LOST);
      }
    }
    notices.tell(ErrorCode.E023, unwritable + "; nothing is recorded");
    return Telemetry.off(run, DeliveryOutcome.LOST);
  }

  private Telemetry wire(Home home, RunFile file, boolean joined, DeliveryCheckpoint mark)
      throws IOException {
    file.overflowInto(this::spare);
    boolean resumed = !joined && file.size() > 0;
    TelemetrySettings wanted = settings.telemetry();
    var failures = new ExportFailures();
    Delivery delivery =
        !joined && wanted.exports()
            ? new Delivery(
                file,
                wanted,
                mark,
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
    var retention = new RunFileRetention(recording.keepRuns(), recording.keepFor());
    var journal =
        new RunWriter(
            file,
            delivery,
            new RunFinalizer(
                home,
                plan,
                run,
                new Upkeep(home, retention),
                clock,
                new FinalWait(wanted.exportWait(), wanted.longestExportWait()),
                machine.temporary(),
                notices,
                log),
            clock,
            notices);
    var redaction = new Redaction(recording.redact());
    var recorder =
        new SdkRecorder(
            journal,
            redaction,
            RunResource.of(wanted, run, machine, redaction, pipeline.attributes()),
            RunResource.of(wanted, run, machine, redaction, pipeline.lastingAttributes()),
            pipeline.traceId(),
            SpanSampler.of(wanted),
            wanted.spansToStdout() ? machine.out() : null,
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
        joined);
    return new Telemetry(run, plan, recorder, redaction, joined, resumed, file.path(), file);
  }

  private Path spare() throws IOException {
    Path directory = TemporaryHome.in(machine.temporary()).root().resolve("overflow");
    return directory.resolve(run.hex() + "-" + machine.pid() + ".jsonl");
  }

  private @Nullable RunFile joinRunning(Home home) throws IOException {
    String name = run.hex() + ".jsonl";
    RunFile joined = RunFile.join(home.runs().resolve(name));
    return joined == null ? RunFile.join(home.spool().resolve(name)) : joined;
  }

  private Path path(Home home) {
    String name = run.hex() + ".jsonl";
    Path kept = home.runs().resolve(name);
    // A run that goes on where an earlier one of its id was kept stays one file.
    return plan instanceof SinkPlan.Backend && !Files.exists(kept)
        ? home.spool().resolve(name)
        : kept;
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
