package dev.clew.config;

import dev.clew.error.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads which exporters a signal has: `OTEL_{TRACES,METRICS,LOGS}_EXPORTER` and
/// `telemetry.tracing.exporter`.
record Exporters(SettingSources sources, Provenance provenance, List<Settings.Warning> warnings) {
  private static final Choices<Exporter> OF_TRACES =
      choices("console", List.of("zipkin", "jaeger", "logging", "otlp/stdout"));
  private static final Choices<Exporter> OF_FILE = choices("stdout", List.of());
  private static final Choices<Exporter> OF_OTHERS =
      new Choices<>(
          ErrorCode.E015,
          List.of("otlp", "none"),
          List.of(Exporter.OTLP, Exporter.NONE),
          List.of("prometheus", "console", "logging", "otlp/stdout"));

  private enum Exporter {
    OTLP,
    CONSOLE,
    NONE
  }

  /// @param otlp whether the signal goes to its endpoint, if there is one
  /// @param console whether it is printed on stdout
  record Selected(boolean otlp, boolean console) {}

  Selected of(Signal signal) {
    String variable = "OTEL_" + signal.name() + "_EXPORTER";
    SettingValue said = sources.variable(variable);
    if (signal == Signal.TRACES) {
      SettingValue effective = said == null ? sources.file(Key.TRACING_EXPORTER) : said;
      provenance.record(
          Key.TRACING_EXPORTER, effective == null ? "otlp" : effective.text(), effective);
      return selected(effective, said == null ? OF_FILE : OF_TRACES);
    }
    provenance.record(variable, said == null ? "otlp" : said.text(), said);
    return selected(said, OF_OTHERS);
  }

  private Selected selected(@Nullable SettingValue said, Choices<Exporter> choices) {
    if (said == null) {
      return new Selected(true, false);
    }
    List<Exporter> exporters = choices.eachOf(said, warnings);
    if (exporters.contains(Exporter.NONE) && exporters.size() > 1) {
      throw said.wrong(ErrorCode.E015, "none without another exporter");
    }
    return new Selected(exporters.contains(Exporter.OTLP), exporters.contains(Exporter.CONSOLE));
  }

  private static Choices<Exporter> choices(String console, List<String> foreign) {
    return new Choices<>(
        ErrorCode.E015,
        List.of("otlp", console, "none"),
        List.of(Exporter.OTLP, Exporter.CONSOLE, Exporter.NONE),
        foreign);
  }
}
