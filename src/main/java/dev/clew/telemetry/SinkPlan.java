package dev.clew.telemetry;

import dev.clew.config.TelemetrySettings;

/// Where the records of a run go. Nothing that a plan does not need is constructed.
public sealed interface SinkPlan {
  /// Telemetry is off.
  record Off() implements SinkPlan {}

  /// The run file alone: no connection, no exporter, no exporter thread.
  record File() implements SinkPlan {}

  /// The backend alone; a write-ahead spool stands behind it until everything is confirmed.
  record Backend(TelemetrySettings settings) implements SinkPlan {}

  /// The backend, and a run file that stays.
  record Both(TelemetrySettings settings) implements SinkPlan {}

  /// The plan that the settings ask for.
  static SinkPlan of(TelemetrySettings settings) {
    if (!settings.enabled()) {
      return new Off();
    }
    if (!settings.exports()) {
      return new File();
    }
    return settings.diagnosticsFile() ? new Both(settings) : new Backend(settings);
  }

  /// The plan's name in records and messages: `off`, `file`, `backend` or `both`.
  default String label() {
    return switch (this) {
      case Off _ -> "off";
      case File _ -> "file";
      case Backend _ -> "backend";
      case Both _ -> "both";
    };
  }
}
