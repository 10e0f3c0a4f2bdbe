package dev.clew.telemetry;

import dev.clew.config.TelemetrySettings;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

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

  /// Checks that there is a backend to send to.
  ///
  /// @throws ClewError E043 when no backend is configured
  static void requireBackend(TelemetrySettings settings) {
    if (!settings.enabled() || !settings.exports()) {
      throw new ClewError(
          ErrorCode.E043, settings.enabled() ? "no endpoint is set." : "telemetry is off.");
    }
  }

  /// Where records go, in words.
  ///
  /// @param file the run's, where there is one
  default String describe(@Nullable Path file) {
    return switch (this) {
      case Off _ -> "telemetry is off";
      case File _ -> "recording in " + file;
      case Backend(var settings) -> "exporting to " + settings.destinations();
      case Both(var settings) ->
          "exporting to " + settings.destinations() + " and recording in " + file;
    };
  }

  /// Whether a run can be read after its end.
  ///
  /// @param fate what became of its records
  /// @param backendIsRead whether readers ask a backend
  default boolean isReadable(DeliveryOutcome fate, boolean backendIsRead) {
    return switch (this) {
      case Off _ -> false;
      case File _, Both _ -> fate != DeliveryOutcome.LOST;
      case Backend _ -> fate == DeliveryOutcome.KEPT || backendIsRead;
    };
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
