package dev.clew.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is recorded and where it goes.
///
/// @param enabled false: telemetry is off, nothing is built (`telemetry.enabled`,
///   `CLEW_TELEMETRY_ENABLED`, `OTEL_SDK_DISABLED`)
/// @param serviceName value of `service.name`
/// @param serviceVersion value of `service.version`, or null for Clew's own version
/// @param captureContent whether prompts and answers of models are recorded
/// @param resourceAttributes of `telemetry.resource_attributes` and `OTEL_RESOURCE_ATTRIBUTES`,
///   percent-decoded, in their order; without the run id, in agreement with the service's name and
///   version
/// @param traces where spans are exported, or null when they are not
/// @param logs where log records are exported, or null
/// @param metrics where metrics are exported, or null
/// @param spansToStdout whether finished spans are printed as JSON on stdout
/// @param tracing false: no spans are recorded; log records keep their correlation
/// @param diagnosticsFile whether a run file is written although a backend is configured
/// @param requestedRunId the run id to adopt from the environment, or null
/// @param spanBatch batching of spans (`OTEL_BSP_*`)
/// @param logBatch batching of log records (`OTEL_BLRP_*`)
/// @param metricInterval between two samples of the process metrics
public record TelemetrySettings(
    boolean enabled,
    String serviceName,
    @Nullable String serviceVersion,
    boolean captureContent,
    Map<String, String> resourceAttributes,
    @Nullable OtlpTarget traces,
    @Nullable OtlpTarget logs,
    @Nullable OtlpTarget metrics,
    boolean spansToStdout,
    boolean tracing,
    boolean diagnosticsFile,
    @Nullable String requestedRunId,
    Sampling sampling,
    Set<Propagator> propagators,
    Batch spanBatch,
    Batch logBatch,
    Duration metricInterval) {
  private static final Duration DEFAULT_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  public TelemetrySettings {
    resourceAttributes = Collections.unmodifiableMap(new LinkedHashMap<>(resourceAttributes));
    propagators = Set.copyOf(propagators);
  }

  /// Whether any signal is exported to a backend.
  public boolean exports() {
    return traces != null || logs != null || metrics != null;
  }

  /// The same settings with a limit for every request and for the wait at the end.
  public TelemetrySettings withExportTimeout(Duration limit) {
    return new TelemetrySettings(
        enabled,
        serviceName,
        serviceVersion,
        captureContent,
        resourceAttributes,
        traces == null ? null : traces.withTimeout(limit),
        logs == null ? null : logs.withTimeout(limit),
        metrics == null ? null : metrics.withTimeout(limit),
        spansToStdout,
        tracing,
        diagnosticsFile,
        requestedRunId,
        sampling,
        propagators,
        spanBatch,
        logBatch,
        metricInterval);
  }

  /// Where the exported signals go: traces, logs, metrics, those of them that are exported.
  public List<OtlpTarget> targets() {
    List<OtlpTarget> targets = new ArrayList<>();
    for (OtlpTarget target : Arrays.asList(traces, logs, metrics)) {
      if (target != null) {
        targets.add(target);
      }
    }
    return targets;
  }

  /// How long the end of a run waits for a backend of which nothing is heard: the longest timeout
  /// that someone has set, 1 s when nobody has.
  public Duration exportWait() {
    return longestTimeout(DEFAULT_WAIT);
  }

  /// How long it waits for one that answers: the same, 10 s when nobody has set a timeout.
  public Duration longestExportWait() {
    return longestTimeout(LONGEST_WAIT);
  }

  private Duration longestTimeout(Duration usual) {
    return targets().stream()
        .filter(OtlpTarget::timeoutExplicit)
        .map(OtlpTarget::timeout)
        .max(Duration::compareTo)
        .orElse(usual);
  }

  /// Where signals are exported, for people: each endpoint once.
  public String destinations() {
    return targets().stream()
        .map(target -> target.endpoint().getScheme() + "://" + target.endpoint().getAuthority())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /// A sampler of `OTEL_TRACES_SAMPLER`.
  ///
  /// @param kind the sampler at the root
  /// @param ratio between 0 and 1, for [Kind#TRACE_ID_RATIO]
  /// @param parentBased whether an incoming parent decides first
  public record Sampling(Kind kind, double ratio, boolean parentBased) {
    public enum Kind {
      ALWAYS_ON,
      ALWAYS_OFF,
      TRACE_ID_RATIO
    }
  }

  /// Formats in which context is read from and written to carriers.
  public enum Propagator {
    TRACECONTEXT,
    BAGGAGE
  }

  /// Limits of a batch of `OTEL_BSP_*` or `OTEL_BLRP_*`.
  ///
  /// @param delay between two exports
  /// @param queue records that may wait
  /// @param size records of one request
  /// @param timeout of one export
  public record Batch(Duration delay, int queue, int size, Duration timeout) {}
}
