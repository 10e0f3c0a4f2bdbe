package dev.clew.config;

import dev.clew.config.TelemetrySettings.Sampling;
import dev.clew.config.TelemetrySettings.Sampling.Kind;
import dev.clew.error.ErrorCode;
import java.util.List;
import java.util.Locale;

/// Reads `OTEL_TRACES_SAMPLER` and its argument.
record Samplers(SettingSources sources, Provenance provenance, List<Settings.Warning> warnings) {
  static final Sampling DEFAULT = new Sampling(Kind.ALWAYS_ON, 1, true);

  private static final String DEFAULT_NAME = "parentbased_always_on";

  private static final Choices<Sampling> NAMES =
      new Choices<>(
          ErrorCode.E014,
          List.of(
              "always_on",
              "always_off",
              "traceidratio",
              DEFAULT_NAME,
              "parentbased_always_off",
              "parentbased_traceidratio"),
          List.of(
              new Sampling(Kind.ALWAYS_ON, 1, false),
              new Sampling(Kind.ALWAYS_OFF, 0, false),
              new Sampling(Kind.TRACE_ID_RATIO, 1, false),
              DEFAULT,
              new Sampling(Kind.ALWAYS_OFF, 0, true),
              new Sampling(Kind.TRACE_ID_RATIO, 1, true)),
          List.of("jaeger_remote", "parentbased_jaeger_remote", "xray"));

  Sampling read() {
    SettingValue said = sources.variable("OTEL_TRACES_SAMPLER");
    Sampling named = said == null || NAMES.isForeign(said, warnings) ? DEFAULT : NAMES.of(said);
    // Not by its value: a record's equals() is linked at run time, and every start would pay for
    // it.
    provenance.record(
        "OTEL_TRACES_SAMPLER",
        said == null ? DEFAULT_NAME : said.text().toLowerCase(Locale.ROOT),
        said);
    // The argument means something to the ratio samplers only.
    SettingValue argument = sources.variable("OTEL_TRACES_SAMPLER_ARG");
    if (named.kind() != Kind.TRACE_ID_RATIO || argument == null) {
      return named;
    }
    double ratio = ratio(argument);
    provenance.record("OTEL_TRACES_SAMPLER_ARG", ratio, argument);
    return new Sampling(Kind.TRACE_ID_RATIO, ratio, named.parentBased());
  }

  private static double ratio(SettingValue argument) {
    double ratio = number(argument.text());
    if (ratio >= 0 && ratio <= 1) {
      return ratio;
    }
    throw argument.wrong(ErrorCode.E014, "a number from 0 to 1");
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException notANumber) {
      return Double.NaN;
    }
  }
}
