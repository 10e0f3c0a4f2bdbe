package dev.clew.config;

import dev.clew.config.TelemetrySettings.Batch;
import dev.clew.config.TelemetrySettings.Propagator;
import dev.clew.config.TelemetrySettings.Sampling;
import dev.clew.config.TelemetrySettings.Sampling.Kind;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads which spans are recorded, how spans and log records are batched, and in which formats
/// context travels.
record ExportSection(SettingReader reader) {
  private static final Set<Propagator> PROPAGATORS =
      Set.of(Propagator.TRACECONTEXT, Propagator.BAGGAGE);

  private static final Sampling USUAL = new Sampling(Kind.ALWAYS_ON, 1, true);

  private static final Choices<Sampling> SAMPLERS =
      new Choices<>(
          ErrorCode.E014,
          List.of(
              "always_on",
              "always_off",
              "traceidratio",
              SettingTable.SAMPLER.otherwise(),
              "parentbased_always_off",
              "parentbased_traceidratio"),
          List.of(
              new Sampling(Kind.ALWAYS_ON, 1, false),
              new Sampling(Kind.ALWAYS_OFF, 0, false),
              new Sampling(Kind.TRACE_ID_RATIO, 1, false),
              USUAL,
              new Sampling(Kind.ALWAYS_OFF, 0, true),
              new Sampling(Kind.TRACE_ID_RATIO, 1, true)),
          List.of("jaeger_remote", "parentbased_jaeger_remote", "xray"));

  private static final Choices<Optional<Propagator>> FORMATS =
      new Choices<>(
          ErrorCode.E018,
          List.of("tracecontext", "baggage", "none"),
          List.of(
              Optional.of(Propagator.TRACECONTEXT),
              Optional.of(Propagator.BAGGAGE),
              Optional.empty()),
          List.of("b3", "b3multi", "jaeger", "xray", "ottrace"));

  Sampling sampling() {
    SettingValue said = reader.sources().find(SettingTable.SAMPLER);
    Sampling named =
        said == null || SAMPLERS.isForeign(said, reader.warnings()) ? USUAL : SAMPLERS.of(said);
    // Not by its value: a record's equals() is linked at run time, and every start would pay for
    // it.
    String shown =
        said == null ? SettingTable.SAMPLER.shown() : said.text().toLowerCase(Locale.ROOT);
    reader.note(SettingTable.SAMPLER, shown, said);
    // The argument means something to the ratio samplers only.
    SettingValue argument = reader.sources().find(SettingTable.SAMPLER_ARGUMENT);
    if (named.kind() != Kind.TRACE_ID_RATIO || argument == null) {
      return named;
    }
    double ratio = reader.read(SettingTable.SAMPLER_ARGUMENT);
    return new Sampling(Kind.TRACE_ID_RATIO, ratio, named.parentBased());
  }

  /// A list of nothing but foreign formats counts as unset: stages find their run by the context.
  Set<Propagator> propagators() {
    SettingValue said = reader.readText(SettingTable.PROPAGATORS);
    if (said == null) {
      return PROPAGATORS;
    }
    Set<Propagator> propagators = EnumSet.noneOf(Propagator.class);
    List<Optional<Propagator>> listed = FORMATS.eachOf(said, reader.warnings());
    for (Optional<Propagator> named : listed) {
      named.ifPresent(propagators::add);
    }
    return listed.isEmpty() ? PROPAGATORS : propagators;
  }

  Batch batch(SettingTable.BatchTable table) {
    Duration delay = reader.read(table.delay());
    Duration timeout = reader.read(table.timeout());
    int queue = reader.read(table.queue());
    // The default size follows a queue that is smaller; a size that was said has to fit into it.
    SettingValue said = reader.sources().find(table.size());
    int size = reader.read(table.size(), Math.min(table.size().otherwise(), queue), said);
    if (said != null && size > queue) {
      throw new ClewError(
          ErrorCode.E013,
          "%s has the value \"%d\"; supported: at most the queue's size, %d."
              .formatted(said.subject(), size, queue));
    }
    return new Batch(delay, queue, size, timeout);
  }
}
