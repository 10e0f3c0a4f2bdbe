package dev.clew.config;

import dev.clew.config.ResourceSection.Described;
import dev.clew.error.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads `[telemetry]` and its variables.
final class TelemetrySection {
  static final int PROMETHEUS_PORT = 9090;

  private final SettingSources sources;
  private final Provenance provenance;
  private final List<Settings.Warning> warnings;

  TelemetrySection(SettingSources sources, Provenance provenance, List<Settings.Warning> warnings) {
    this.sources = sources;
    this.provenance = provenance;
    this.warnings = warnings;
  }

  TelemetrySettings read() {
    boolean enabled = enabled();
    boolean captureContent =
        bool(
            Key.CAPTURE_CONTENT,
            sources.first("CLEW_TELEMETRY_CAPTURE_CONTENT", Key.CAPTURE_CONTENT),
            false);
    SettingValue diagnosticsFile = sources.variable("CLEW_DIAGNOSTICS_FILE");
    boolean alsoFile = diagnosticsFile != null && diagnosticsFile.bool();
    provenance.record("CLEW_DIAGNOSTICS_FILE", alsoFile, diagnosticsFile);
    Described described = new ResourceSection(sources, provenance, warnings).read();
    boolean tracing = bool(Key.TRACING_ENABLED, sources.file(Key.TRACING_ENABLED), true);
    prometheus();
    return enabled
        ? exporting(captureContent, alsoFile, described, tracing)
        : off(captureContent, alsoFile, described);
  }

  private TelemetrySettings exporting(
      boolean captureContent, boolean alsoFile, Described described, boolean tracing) {
    OtlpTargets targets = new OtlpTargets(sources, provenance);
    targets.checkCommon();
    Exporters exporters = new Exporters(sources, provenance, warnings);
    Exporters.Selected traces = exporters.of(Signal.TRACES);
    ExportSection export = new ExportSection(sources, provenance, warnings);
    OtlpTarget spans = target(targets, Signal.TRACES, traces);
    return new TelemetrySettings(
        true,
        described.serviceName(),
        described.serviceVersion(),
        captureContent,
        described.attributes(),
        tracing ? spans : null,
        target(targets, Signal.LOGS, exporters.of(Signal.LOGS)),
        target(targets, Signal.METRICS, exporters.of(Signal.METRICS)),
        tracing && traces.console(),
        tracing,
        alsoFile,
        described.requestedRunId(),
        new Samplers(sources, provenance, warnings).read(),
        export.propagators(),
        export.batch("OTEL_BSP_"),
        export.batch("OTEL_BLRP_"),
        export.metricInterval());
  }

  /// A target is checked although its signal has no use for it.
  private static @Nullable OtlpTarget target(
      OtlpTargets targets, Signal signal, Exporters.Selected selected) {
    OtlpTarget target = targets.of(signal);
    return selected.otlp() ? target : null;
  }

  /// With telemetry off nothing of how it would be exported is looked at.
  private static TelemetrySettings off(
      boolean captureContent, boolean alsoFile, Described described) {
    return new TelemetrySettings(
        false,
        described.serviceName(),
        described.serviceVersion(),
        captureContent,
        described.attributes(),
        null,
        null,
        null,
        false,
        false,
        alsoFile,
        described.requestedRunId(),
        Samplers.DEFAULT,
        ExportSection.PROPAGATORS,
        ExportSection.BATCH,
        ExportSection.BATCH,
        ExportSection.METRIC_INTERVAL);
  }

  private boolean enabled() {
    SettingValue disabled = sources.variable("OTEL_SDK_DISABLED");
    if (disabled != null && disabled.bool()) {
      provenance.record(Key.TELEMETRY_ENABLED, false, disabled);
      return false;
    }
    return bool(
        Key.TELEMETRY_ENABLED,
        sources.first("CLEW_TELEMETRY_ENABLED", Key.TELEMETRY_ENABLED),
        true);
  }

  private boolean bool(Key key, @Nullable SettingValue said, boolean otherwise) {
    boolean value = said == null ? otherwise : said.bool();
    provenance.record(key, value, said);
    return value;
  }

  /// Who names a port wants it.
  private void prometheus() {
    SettingValue said = sources.file(Key.PROMETHEUS_PORT);
    bool(Key.PROMETHEUS_ENABLED, sources.file(Key.PROMETHEUS_ENABLED), said != null);
    int port =
        said == null
            ? PROMETHEUS_PORT
            : said.whole(ErrorCode.E005, 1, 65535, "ports from 1 to 65535");
    provenance.record(Key.PROMETHEUS_PORT, port, said);
  }
}
