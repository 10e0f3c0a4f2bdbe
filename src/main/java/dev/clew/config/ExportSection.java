package dev.clew.config;

import dev.clew.config.TelemetrySettings.Batch;
import dev.clew.config.TelemetrySettings.Propagator;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads how spans and log records are batched, how often metrics are taken, and in which formats
/// context travels.
record ExportSection(
    SettingSources sources, Provenance provenance, List<Settings.Warning> warnings) {
  static final Set<Propagator> PROPAGATORS = Set.of(Propagator.TRACECONTEXT, Propagator.BAGGAGE);
  static final Batch BATCH = new Batch(Duration.ofSeconds(1), 2048, 512, Duration.ofSeconds(30));
  static final Duration METRIC_INTERVAL = Duration.ofSeconds(5);

  private static final Choices<Optional<Propagator>> NAMES =
      new Choices<>(
          ErrorCode.E018,
          List.of("tracecontext", "baggage", "none"),
          List.of(
              Optional.of(Propagator.TRACECONTEXT),
              Optional.of(Propagator.BAGGAGE),
              Optional.empty()),
          List.of("b3", "b3multi", "jaeger", "xray", "ottrace"));

  /// A list of nothing but foreign formats counts as unset: stages find their run by the context.
  Set<Propagator> propagators() {
    SettingValue said = sources.variable("OTEL_PROPAGATORS");
    if (said == null) {
      provenance.record("OTEL_PROPAGATORS", "tracecontext,baggage", said);
      return PROPAGATORS;
    }
    Set<Propagator> propagators = EnumSet.noneOf(Propagator.class);
    List<Optional<Propagator>> listed = NAMES.eachOf(said, warnings);
    for (Optional<Propagator> named : listed) {
      named.ifPresent(propagators::add);
    }
    provenance.record("OTEL_PROPAGATORS", said.text(), said);
    return listed.isEmpty() ? PROPAGATORS : propagators;
  }

  /// @param prefix `OTEL_BSP_` or `OTEL_BLRP_`
  Batch batch(String prefix) {
    Duration delay = millis(prefix + "SCHEDULE_DELAY", BATCH.delay());
    Duration timeout = millis(prefix + "EXPORT_TIMEOUT", BATCH.timeout());
    int queue = count(prefix + "MAX_QUEUE_SIZE", BATCH.queue());
    // The default size follows a queue that is smaller; a size that was said has to fit into it.
    SettingValue said = sources.variable(prefix + "MAX_EXPORT_BATCH_SIZE");
    int size = count(prefix + "MAX_EXPORT_BATCH_SIZE", Math.min(BATCH.size(), queue));
    if (said != null && size > queue) {
      throw new ClewError(
          ErrorCode.E013,
          "%s has the value \"%d\"; supported: at most the queue's size, %d."
              .formatted(said.subject(), size, queue));
    }
    return new Batch(delay, queue, size, timeout);
  }

  Duration metricInterval() {
    return millis("OTEL_METRIC_EXPORT_INTERVAL", METRIC_INTERVAL);
  }

  private Duration millis(String variable, Duration otherwise) {
    SettingValue said = sources.variable(variable);
    Duration duration = said == null ? otherwise : said.millis();
    provenance.record(variable, duration.toMillis(), said);
    return duration;
  }

  private int count(String variable, int otherwise) {
    SettingValue said = sources.variable(variable);
    int count = said == null ? otherwise : said.count();
    provenance.record(variable, count, said);
    return count;
  }
}
