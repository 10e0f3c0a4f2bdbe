package dev.clew.config;

import dev.clew.error.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads which exporters a signal has: `OTEL_{TRACES,METRICS,LOGS}_EXPORTER` and
/// `telemetry.tracing.exporter`.
record Exporters(SettingReader reader) {
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
    return switch (signal) {
      case TRACES -> {
        SettingValue said = reader.readText(SettingTable.TRACING_EXPORTER);
        yield selected(said, said != null && said.isOfFile() ? OF_FILE : OF_TRACES);
      }
      case METRICS -> selected(reader.readText(SettingTable.METRICS_EXPORTER), OF_OTHERS);
      case LOGS -> selected(reader.readText(SettingTable.LOGS_EXPORTER), OF_OTHERS);
    };
  }

  private Selected selected(@Nullable SettingValue said, Choices<Exporter> choices) {
    if (said == null) {
      return new Selected(true, false);
    }
    List<Exporter> exporters = choices.eachOf(said, reader.warnings());
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
