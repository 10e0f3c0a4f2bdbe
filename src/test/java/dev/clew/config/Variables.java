package dev.clew.config;

import java.util.ArrayList;
import java.util.List;

/// Every variable that is a setting.
final class Variables {
  static final List<String> ALL = all();

  private Variables() {}

  private static List<String> all() {
    List<String> all =
        new ArrayList<>(
            List.of(
                "CLEW_OTLP_ENDPOINT",
                "CLEW_TELEMETRY_ENABLED",
                "CLEW_TELEMETRY_CAPTURE_CONTENT",
                "CLEW_DIAGNOSTICS_FILE",
                "CLEW_RUN_ID",
                "CLEW_LOG",
                "CLEW_PROFILE",
                "CLEW_HOME",
                "CLEW_TRUST_PROJECT",
                "CLEW_SERVE_HOST",
                "CLEW_SERVE_PORT",
                "CLEW_SERVE_OTLP_PORTS",
                "CLEW_SERVE_STORE",
                "CLEW_SERVE_RETENTION_AGE",
                "CLEW_SERVE_RETENTION_BYTES",
                "CLEW_SERVE_RUN_ID_ATTRIBUTES",
                "CLEW_SERVE_ALLOW_HOSTS",
                "CLEW_SERVE_ALLOW_ORIGINS",
                "CLEW_SERVE_TLS_CERT",
                "CLEW_SERVE_TLS_KEY",
                "CLEW_SERVE_TOKEN",
                "OTEL_SERVICE_NAME",
                "OTEL_RESOURCE_ATTRIBUTES",
                "OTEL_SDK_DISABLED",
                "OTEL_PROPAGATORS",
                "OTEL_TRACES_SAMPLER",
                "OTEL_TRACES_SAMPLER_ARG",
                "OTEL_METRIC_EXPORT_INTERVAL"));
    for (Signal signal : Signal.values()) {
      all.add("OTEL_" + signal + "_EXPORTER");
    }
    for (String setting :
        List.of(
            "ENDPOINT",
            "PROTOCOL",
            "HEADERS",
            "COMPRESSION",
            "TIMEOUT",
            "CERTIFICATE",
            "CLIENT_KEY",
            "CLIENT_CERTIFICATE",
            "INSECURE")) {
      all.add(Signal.general(setting));
      for (Signal signal : Signal.values()) {
        all.add(signal.variable(setting));
      }
    }
    for (String limit :
        List.of("SCHEDULE_DELAY", "EXPORT_TIMEOUT", "MAX_QUEUE_SIZE", "MAX_EXPORT_BATCH_SIZE")) {
      all.add("OTEL_BSP_" + limit);
      all.add("OTEL_BLRP_" + limit);
    }
    return List.copyOf(all);
  }
}
