package dev.clew.telemetry;

import dev.clew.config.TelemetrySettings;
import dev.clew.config.TelemetrySettings.Sampling;
import io.opentelemetry.sdk.trace.samplers.Sampler;

/// Makes the SDK's sampler from the settings.
public final class SpanSampler {
  private SpanSampler() {}

  /// The sampler that `OTEL_TRACES_SAMPLER` names; one that drops everything where tracing is off.
  public static Sampler of(TelemetrySettings settings) {
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
}
