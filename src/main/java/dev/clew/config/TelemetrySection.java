package dev.clew.config;

import dev.clew.config.ResourceSection.Described;
import org.jspecify.annotations.Nullable;

/// Reads `[telemetry]` and its variables.
record TelemetrySection(SettingReader reader) {
  TelemetrySettings read() {
    boolean enabled = enabled();
    boolean captureContent = reader.read(SettingTable.CAPTURE_CONTENT);
    boolean alsoFile = reader.read(SettingTable.DIAGNOSTICS_FILE);
    Described described = new ResourceSection(reader).read();
    boolean tracing = reader.read(SettingTable.TRACING_ENABLED);
    prometheus();
    // With telemetry off nothing of how it would be exported is looked at.
    return exporting(
        enabled ? reader : reader.ofDefaults(),
        enabled,
        captureContent,
        alsoFile,
        described,
        enabled && tracing);
  }

  private static TelemetrySettings exporting(
      SettingReader reader,
      boolean enabled,
      boolean captureContent,
      boolean alsoFile,
      Described described,
      boolean tracing) {
    OtlpTargets targets = new OtlpTargets(reader);
    targets.checkCommon();
    Exporters exporters = new Exporters(reader);
    Exporters.Selected traces = exporters.of(Signal.TRACES);
    ExportSection export = new ExportSection(reader);
    OtlpTarget spans = target(targets, Signal.TRACES, traces);
    return new TelemetrySettings(
        enabled,
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
        export.sampling(),
        export.propagators(),
        export.batch(SettingTable.SPAN_BATCH),
        export.batch(SettingTable.LOG_BATCH),
        reader.read(SettingTable.METRIC_INTERVAL));
  }

  /// A target is checked although its signal has no use for it.
  private static @Nullable OtlpTarget target(
      OtlpTargets targets, Signal signal, Exporters.Selected selected) {
    OtlpTarget target = targets.of(signal);
    return selected.otlp() ? target : null;
  }

  private boolean enabled() {
    SettingValue disabled = reader.environment().get("OTEL_SDK_DISABLED");
    if (disabled != null && disabled.bool()) {
      reader.note(SettingTable.TELEMETRY_ENABLED, "false", disabled);
      return false;
    }
    return reader.read(SettingTable.TELEMETRY_ENABLED);
  }

  /// Setting a port enables the endpoint.
  private void prometheus() {
    SettingSources sources = reader.sources();
    boolean port = sources.find(SettingTable.PROMETHEUS_PORT) != null;
    reader.read(
        SettingTable.PROMETHEUS_ENABLED, port, sources.find(SettingTable.PROMETHEUS_ENABLED));
    reader.read(SettingTable.PROMETHEUS_PORT);
  }
}
