package dev.clew.config;

import static dev.clew.config.Setting.Guard.FEW;
import static dev.clew.config.Setting.Guard.NOT_BACK_ON;
import static dev.clew.config.Setting.Guard.NOT_LOWER;
import static dev.clew.config.Setting.Guard.NO_FURTHER;
import static dev.clew.config.Setting.Guard.OFF_ONLY;
import static dev.clew.config.Setting.Guard.OPEN;
import static dev.clew.config.Setting.Guard.SHORT;
import static dev.clew.config.Setting.row;
import static dev.clew.config.Setting.variable;

import dev.clew.config.OtlpTarget.Protocol;
import dev.clew.config.ServeSettings.Retention;
import dev.clew.config.Settings.Profile;
import dev.clew.error.EditDistance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Every setting. A new one is a row here, its text in `settings.properties`, and a line where it
/// is read.
final class SettingTable {
  static final Setting<Boolean> TELEMETRY_ENABLED =
      row("telemetry.enabled", Form.BOOLEAN, true, "CLEW_TELEMETRY_ENABLED").guard(NOT_BACK_ON);
  static final Setting<String> SERVICE_NAME =
      row("telemetry.service_name", Form.TEXT, "clew", "OTEL_SERVICE_NAME").guard(SHORT);
  static final Setting<String> SERVICE_VERSION =
      row("telemetry.service_version", Form.TEXT, "").guard(SHORT);
  static final Setting<Boolean> CAPTURE_CONTENT =
      row("telemetry.capture_content", Form.BOOLEAN, false, "CLEW_TELEMETRY_CAPTURE_CONTENT")
          .guard(OFF_ONLY);
  static final Setting<String> RESOURCE_ATTRIBUTES =
      row("telemetry.resource_attributes", Form.TABLE, "", "OTEL_RESOURCE_ATTRIBUTES").guard(SHORT);
  static final Setting<Boolean> DIAGNOSTICS_FILE =
      variable("CLEW_DIAGNOSTICS_FILE", Form.BOOLEAN, false);
  static final Setting<String> RUN_ID = variable("CLEW_RUN_ID", Form.TEXT, "");
  static final Setting<Profile> PROFILE =
      row("CLEW_PROFILE", Form.PROFILE, Profile.PRODUCTION, "--profile", "CLEW_PROFILE");

  static final Setting<String> OTLP_ENDPOINT =
      row(
          "telemetry.otlp.endpoint",
          Form.TEXT,
          "",
          "CLEW_OTLP_ENDPOINT",
          Signal.general("ENDPOINT"));
  static final Setting<Protocol> OTLP_PROTOCOL =
      row("telemetry.otlp.protocol", Form.PROTOCOL, Protocol.GRPC, Signal.general("PROTOCOL"));
  static final Setting<Map<String, String>> OTLP_HEADERS =
      row("telemetry.otlp.headers", Form.HEADERS, Map.of(), Signal.general("HEADERS"));
  static final Setting<Boolean> OTLP_COMPRESSION =
      row("telemetry.otlp.compression", Form.COMPRESSION, false, Signal.general("COMPRESSION"));
  static final Setting<Duration> OTLP_TIMEOUT =
      row("telemetry.otlp.timeout", Form.MILLIS, Duration.ofSeconds(10), Signal.general("TIMEOUT"));
  static final Setting<String> OTLP_CERTIFICATE =
      row("telemetry.otlp.certificate", Form.TEXT, "", Signal.general("CERTIFICATE"));
  static final Setting<String> OTLP_CLIENT_KEY =
      row("telemetry.otlp.client_key", Form.TEXT, "", Signal.general("CLIENT_KEY"));
  static final Setting<String> OTLP_CLIENT_CERTIFICATE =
      row("telemetry.otlp.client_certificate", Form.TEXT, "", Signal.general("CLIENT_CERTIFICATE"));
  static final Setting<Boolean> OTLP_INSECURE =
      row("telemetry.otlp.insecure", Form.BOOLEAN, false, Signal.general("INSECURE"));
  static final Setting<Boolean> TRACING_ENABLED =
      row("telemetry.tracing.enabled", Form.BOOLEAN, true).guard(NOT_BACK_ON);
  static final Setting<String> TRACING_EXPORTER =
      row("telemetry.tracing.exporter", Form.TEXT, "otlp", "OTEL_TRACES_EXPORTER")
          .guard(NO_FURTHER);
  static final Setting<String> TRACING_ENDPOINT =
      row("telemetry.tracing.otlp_endpoint", Form.TEXT, "", Signal.TRACES.variable("ENDPOINT"));
  static final Setting<String> METRICS_EXPORTER =
      variable("OTEL_METRICS_EXPORTER", Form.TEXT, "otlp");
  static final Setting<String> LOGS_EXPORTER = variable("OTEL_LOGS_EXPORTER", Form.TEXT, "otlp");
  static final Setting<String> SAMPLER =
      variable("OTEL_TRACES_SAMPLER", Form.TEXT, "parentbased_always_on");
  static final Setting<Double> SAMPLER_ARGUMENT =
      variable("OTEL_TRACES_SAMPLER_ARG", Form.RATIO, 1.0);
  static final Setting<String> PROPAGATORS =
      variable("OTEL_PROPAGATORS", Form.TEXT, "tracecontext,baggage");
  static final BatchTable SPAN_BATCH = BatchTable.of("OTEL_BSP_");
  static final BatchTable LOG_BATCH = BatchTable.of("OTEL_BLRP_");
  static final Setting<Duration> METRIC_INTERVAL =
      variable("OTEL_METRIC_EXPORT_INTERVAL", Form.MILLIS, Duration.ofSeconds(5));
  static final Setting<Boolean> PROMETHEUS_ENABLED =
      row("telemetry.prometheus.enabled", Form.BOOLEAN, false).guard(OFF_ONLY);
  static final Setting<Integer> PROMETHEUS_PORT =
      row("telemetry.prometheus.port", Form.port(1), 9090);

  static final Setting<LoggingSettings.Level> LOGGING_LEVEL =
      row("logging.level", Form.LEVEL, LoggingSettings.Level.WARN, "--log-level", "-v", "CLEW_LOG")
          .guard(OPEN);
  static final Setting<LoggingSettings.Format> LOGGING_FORMAT =
      row("logging.format", Form.FORMAT, LoggingSettings.Format.TEXT).guard(OPEN);

  static final Setting<List<String>> SERVE_HOST =
      row("serve.host", Form.TEXTS, List.of(), "--host", "CLEW_SERVE_HOST");
  static final Setting<Integer> SERVE_PORT =
      row("serve.port", Form.port(0), 4000, "--port", "CLEW_SERVE_PORT");
  static final Setting<List<Integer>> SERVE_OTLP_PORTS =
      row(
          "serve.otlp_ports",
          Form.PORTS,
          List.of(4317, 4318),
          "--otlp-port",
          "CLEW_SERVE_OTLP_PORTS");
  static final Setting<String> SERVE_STORE =
      row("serve.store", Form.TEXT, "", "--store", "CLEW_SERVE_STORE");
  static final Setting<Duration> RETENTION_AGE =
      row("serve.retention_age", Form.AGE, Retention.DEFAULT.age(), "CLEW_SERVE_RETENTION_AGE");
  static final Setting<Long> RETENTION_BYTES =
      row("serve.retention_bytes", Form.BYTES, 20L << 30, "CLEW_SERVE_RETENTION_BYTES");
  static final Setting<List<String>> RUN_ID_ATTRIBUTES =
      row(
          "serve.run_id_attributes",
          Form.TEXTS,
          ServeSettings.RUN_ID_ATTRIBUTES,
          "CLEW_SERVE_RUN_ID_ATTRIBUTES");
  static final Setting<List<String>> ALLOW_HOSTS =
      row("serve.allow_hosts", Form.TEXTS, List.of(), "--allow-host", "CLEW_SERVE_ALLOW_HOSTS");
  static final Setting<List<String>> ALLOW_ORIGINS =
      row(
          "serve.allow_origins",
          Form.TEXTS,
          List.of(),
          "--allow-origin",
          "CLEW_SERVE_ALLOW_ORIGINS");
  static final Setting<String> TLS_CERT =
      row("serve.tls_cert", Form.TEXT, "", "--tls-cert", "CLEW_SERVE_TLS_CERT");
  static final Setting<String> TLS_KEY =
      row("serve.tls_key", Form.TEXT, "", "--tls-key", "CLEW_SERVE_TLS_KEY");
  static final Setting<String> TOKEN =
      row("CLEW_SERVE_TOKEN", Form.SECRET, "", "--token", "CLEW_SERVE_TOKEN");

  static final Setting<String> SERVE_FLEET =
      row("serve.fleet", Form.TEXT, "", "--fleet", "CLEW_SERVE_FLEET");
  static final Setting<String> NATS_USER = variable("CLEW_NATS_USER", Form.TEXT, "");
  static final Setting<String> NATS_PASSWORD = variable("CLEW_NATS_PASSWORD", Form.SECRET, "");
  static final Setting<String> NATS_CREDENTIALS = variable("CLEW_NATS_CREDENTIALS", Form.TEXT, "");

  static final Setting<String> CONTAINER_ENGINE = variable("CLEW_CONTAINER_ENGINE", Form.TEXT, "");
  static final Setting<String> CONTAINER_ENDPOINT =
      variable("CLEW_CONTAINER_ENDPOINT", Form.TEXT, "");

  static final Setting<String> PRICES = row("models.prices", Form.TABLE, "");

  static final Setting<List<String>> REDACT =
      row("recording.redact", Form.TEXTS, List.<String>of()).guard(FEW);
  static final Setting<Integer> KEEP_RUNS =
      row("recording.keep_runs", Form.number(1, Integer.MAX_VALUE), 200).guard(NOT_LOWER);
  static final Setting<Integer> KEEP_DAYS =
      row("recording.keep_days", Form.number(1, 36500), 30).guard(NOT_LOWER);
  static final Setting<String> HOME = variable("CLEW_HOME", Form.TEXT, "");
  static final Setting<Boolean> TRUST_PROJECT = variable("CLEW_TRUST_PROJECT", Form.BOOLEAN, false);

  /// What is read of `[telemetry.otlp]` where there is an endpoint.
  static final List<Setting<?>> OTLP =
      rows(
          List.of(OTLP_PROTOCOL, OTLP_HEADERS, OTLP_COMPRESSION, OTLP_TIMEOUT, OTLP_CERTIFICATE),
          List.of(OTLP_CLIENT_KEY, OTLP_CLIENT_CERTIFICATE, OTLP_INSECURE));

  /// In the order of `clew.toml`.
  static final List<Setting<?>> ROWS =
      rows(
          List.of(TELEMETRY_ENABLED, SERVICE_NAME, SERVICE_VERSION, CAPTURE_CONTENT),
          List.of(RESOURCE_ATTRIBUTES, DIAGNOSTICS_FILE, RUN_ID, PROFILE, OTLP_ENDPOINT),
          OTLP,
          List.of(TRACING_ENABLED, TRACING_EXPORTER, TRACING_ENDPOINT, METRICS_EXPORTER),
          List.of(LOGS_EXPORTER, SAMPLER, SAMPLER_ARGUMENT, PROPAGATORS),
          SPAN_BATCH.all(),
          LOG_BATCH.all(),
          List.of(METRIC_INTERVAL, PROMETHEUS_ENABLED, PROMETHEUS_PORT),
          List.of(LOGGING_LEVEL, LOGGING_FORMAT),
          List.of(SERVE_HOST, SERVE_PORT, SERVE_OTLP_PORTS, SERVE_STORE, RETENTION_AGE),
          List.of(RETENTION_BYTES, RUN_ID_ATTRIBUTES, ALLOW_HOSTS, ALLOW_ORIGINS, TLS_CERT),
          List.of(TLS_KEY, TOKEN, SERVE_FLEET, NATS_USER, NATS_PASSWORD, NATS_CREDENTIALS),
          List.of(CONTAINER_ENGINE, CONTAINER_ENDPOINT, PRICES),
          List.of(REDACT, KEEP_RUNS, KEEP_DAYS, HOME, TRUST_PROJECT));

  /// By key, flag and variable.
  private static final Map<String, Setting<?>> BY_NAME = byName();

  private SettingTable() {}

  @SafeVarargs
  private static List<Setting<?>> rows(List<Setting<?>>... parts) {
    List<Setting<?>> rows = new ArrayList<>();
    for (List<Setting<?>> part : parts) {
      rows.addAll(part);
    }
    return List.copyOf(rows);
  }

  private static Map<String, Setting<?>> byName() {
    Map<String, Setting<?>> byName = new HashMap<>();
    for (Setting<?> each : ROWS) {
      byName.put(each.key(), each);
      each.names().forEach(name -> byName.put(name, each));
    }
    return byName;
  }

  /// @param name a key, a flag or a variable
  static @Nullable Setting<?> named(String name) {
    return BY_NAME.get(name);
  }

  /// What a file can set.
  static List<Setting<?>> keys() {
    return ROWS.stream().filter(Setting::isKey).toList();
  }

  /// Whether keys lie below this path, so that it has to be a table.
  static boolean isTable(String dotted) {
    return ROWS.stream().anyMatch(each -> each.key().startsWith(dotted + "."));
  }

  /// The known key or table that takes the fewest edits to reach.
  static String nearest(String dotted) {
    Set<String> known = new LinkedHashSet<>();
    for (Setting<?> each : keys()) {
      String key = each.key();
      known.add(key);
      for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
        known.add(key.substring(0, dot));
      }
    }
    String nearest = dotted;
    int fewest = Integer.MAX_VALUE;
    for (String candidate : known) {
      int edits = EditDistance.between(dotted, candidate);
      if (edits < fewest) {
        fewest = edits;
        nearest = candidate;
      }
    }
    return nearest;
  }

  /// The settings of batches of one kind of records.
  record BatchTable(
      Setting<Duration> delay,
      Setting<Duration> timeout,
      Setting<Integer> queue,
      Setting<Integer> size) {
    static BatchTable of(String prefix) {
      return new BatchTable(
          variable(prefix + "SCHEDULE_DELAY", Form.MILLIS, Duration.ofSeconds(1)),
          variable(prefix + "EXPORT_TIMEOUT", Form.MILLIS, Duration.ofSeconds(30)),
          variable(prefix + "MAX_QUEUE_SIZE", Form.COUNT, 2048),
          variable(prefix + "MAX_EXPORT_BATCH_SIZE", Form.COUNT, 512));
    }

    List<Setting<?>> all() {
      return List.of(delay, timeout, queue, size);
    }
  }
}
