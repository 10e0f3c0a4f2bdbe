package dev.clew.config;

import java.util.Locale;

/// A signal of OTLP, as variables and request paths name it.
enum Signal {
  TRACES,
  METRICS,
  LOGS;

  /// The variable of this signal, such as `OTEL_EXPORTER_OTLP_TRACES_TIMEOUT`.
  String variable(String setting) {
    return "OTEL_EXPORTER_OTLP_" + name() + "_" + setting;
  }

  /// The variable of all signals, such as `OTEL_EXPORTER_OTLP_TIMEOUT`.
  static String general(String setting) {
    return "OTEL_EXPORTER_OTLP_" + setting;
  }

  /// The path below a general HTTP endpoint.
  String path() {
    return "/v1/" + name().toLowerCase(Locale.ROOT);
  }

  /// Whether a variable sets something for one signal.
  static boolean isOwn(String variable) {
    return variable.startsWith(TRACES.variable(""))
        || variable.startsWith(METRICS.variable(""))
        || variable.startsWith(LOGS.variable(""));
  }
}
