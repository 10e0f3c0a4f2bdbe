package dev.clew.telemetry;

import dev.clew.config.TelemetrySettings;
import dev.clew.redaction.Redaction;
import dev.clew.runfile.RunFile;
import dev.clew.runfile.RunId;
import dev.clew.telemetry.delivery.Probe;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/// One span, one log record and one metric that show whether telemetry arrives. They belong to a
/// run id of their own and leave no run file.
public final class Marker {
  private final RunId run;
  private final HostInfo machine;
  private final Clock clock;

  public Marker(RunId run, HostInfo machine, Clock clock) {
    this.run = run;
    this.machine = machine;
    this.clock = clock;
  }

  /// Sends the marker of every exported signal.
  ///
  /// @throws IOException when the temporary file cannot be written
  /// @throws dev.clew.error.ClewError E012 when a certificate or key cannot be used, E043 when no
  ///   backend is configured
  public List<Probe.Result> send(TelemetrySettings settings) throws IOException {
    SinkPlan.requireBackend(settings);
    Path directory = Files.createTempDirectory("clew-doctor");
    Path path = directory.resolve(run.hex() + ".jsonl");
    try (RunFile file = RunFile.open(path)) {
      record(file, settings);
      return new Probe(file).send(settings);
    } finally {
      Files.deleteIfExists(path);
      Files.deleteIfExists(directory);
    }
  }

  private void record(RunFile file, TelemetrySettings settings) {
    var journal =
        new RunWriter(
            file,
            null,
            (closing, delivery) -> true,
            clock,
            (code, detail) -> {
              throw new IllegalStateException(code + ": " + detail);
            });
    var redaction = new Redaction(List.of());
    Resource resource = RunResource.of(settings, run, machine, redaction, Map.of());
    var recorder =
        new SdkRecorder(
            journal, redaction, resource, resource, null, Sampler.alwaysOn(), null, true);
    Span span =
        recorder.startSpan("clew doctor", Context.root(), Attributes.empty(), clock.instant());
    recorder.emit(
        "telemetry",
        Event.of(LifecycleEvent.MARKER, Severity.INFO, "clew doctor was here", Attributes.empty()),
        Context.root().with(span));
    recorder.measure(
        "telemetry", List.of(ClewMetric.MARKER.of(1L, Attributes.empty())), clock.instant());
    span.end(clock.instant());
  }
}
