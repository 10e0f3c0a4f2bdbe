package dev.clew.config;

import dev.clew.error.EditDistance;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The keys of `clew.toml`.
enum Key {
  TELEMETRY_ENABLED("telemetry.enabled", Type.BOOLEAN, Guard.NOT_BACK_ON),
  SERVICE_NAME("telemetry.service_name", Type.STRING, Guard.SHORT),
  SERVICE_VERSION("telemetry.service_version", Type.STRING, Guard.SHORT),
  CAPTURE_CONTENT("telemetry.capture_content", Type.BOOLEAN, Guard.OFF_ONLY),
  RESOURCE_ATTRIBUTES("telemetry.resource_attributes", Type.TABLE, Guard.SHORT),
  OTLP_ENDPOINT("telemetry.otlp.endpoint", Type.STRING, Guard.CLOSED),
  OTLP_PROTOCOL("telemetry.otlp.protocol", Type.STRING, Guard.CLOSED),
  OTLP_HEADERS("telemetry.otlp.headers", Type.TABLE, Guard.CLOSED),
  OTLP_COMPRESSION("telemetry.otlp.compression", Type.STRING, Guard.CLOSED),
  OTLP_TIMEOUT("telemetry.otlp.timeout", Type.INTEGER, Guard.CLOSED),
  OTLP_CERTIFICATE("telemetry.otlp.certificate", Type.STRING, Guard.CLOSED),
  OTLP_CLIENT_KEY("telemetry.otlp.client_key", Type.STRING, Guard.CLOSED),
  OTLP_CLIENT_CERTIFICATE("telemetry.otlp.client_certificate", Type.STRING, Guard.CLOSED),
  OTLP_INSECURE("telemetry.otlp.insecure", Type.BOOLEAN, Guard.CLOSED),
  TRACING_ENABLED("telemetry.tracing.enabled", Type.BOOLEAN, Guard.NOT_BACK_ON),
  TRACING_EXPORTER("telemetry.tracing.exporter", Type.STRING, Guard.NO_FURTHER),
  TRACING_ENDPOINT("telemetry.tracing.otlp_endpoint", Type.STRING, Guard.CLOSED),
  PROMETHEUS_ENABLED("telemetry.prometheus.enabled", Type.BOOLEAN, Guard.OFF_ONLY),
  PROMETHEUS_PORT("telemetry.prometheus.port", Type.INTEGER, Guard.CLOSED),
  LOGGING_LEVEL("logging.level", Type.STRING, Guard.OPEN),
  LOGGING_FORMAT("logging.format", Type.STRING, Guard.OPEN),
  SERVE_HOST("serve.host", Type.STRINGS, Guard.CLOSED),
  SERVE_PORT("serve.port", Type.INTEGER, Guard.CLOSED),
  SERVE_OTLP_PORTS("serve.otlp_ports", Type.INTEGERS, Guard.CLOSED),
  SERVE_STORE("serve.store", Type.STRING, Guard.CLOSED),
  SERVE_RETENTION_AGE("serve.retention_age", Type.STRING, Guard.CLOSED),
  SERVE_RETENTION_BYTES("serve.retention_bytes", Type.STRING, Guard.CLOSED),
  SERVE_RUN_ID_ATTRIBUTES("serve.run_id_attributes", Type.STRINGS, Guard.CLOSED),
  SERVE_ALLOW_HOSTS("serve.allow_hosts", Type.STRINGS, Guard.CLOSED),
  SERVE_ALLOW_ORIGINS("serve.allow_origins", Type.STRINGS, Guard.CLOSED),
  SERVE_TLS_CERT("serve.tls_cert", Type.STRING, Guard.CLOSED),
  SERVE_TLS_KEY("serve.tls_key", Type.STRING, Guard.CLOSED),
  REDACT("recording.redact", Type.STRINGS, Guard.FEW),
  KEEP_RUNS("recording.keep_runs", Type.INTEGER, Guard.NOT_LOWER),
  KEEP_DAYS("recording.keep_days", Type.INTEGER, Guard.NOT_LOWER);

  private final String dotted;
  private final Type type;
  private final Guard guard;

  Key(String dotted, Type type, Guard guard) {
    this.dotted = dotted;
    this.type = type;
    this.guard = guard;
  }

  /// What a key holds.
  enum Type {
    BOOLEAN("true or false"),
    STRING("a string"),
    INTEGER("a whole number"),
    STRINGS("a list of strings"),
    INTEGERS("a list of whole numbers"),
    TABLE("a table");

    private final String described;

    Type(String described) {
      this.described = described;
    }

    String described() {
      return described;
    }
  }

  /// What a project's own file may do with a key before the user has accepted its content.
  enum Guard {
    /// Set any value.
    OPEN("any value"),
    /// Nothing: the key decides where telemetry goes and how, or what listens.
    CLOSED("needs trust"),
    /// Set `false`.
    OFF_ONLY("`false` only"),
    /// Set any value but one that undoes an "off" of the user's own file.
    NOT_BACK_ON("not back to `true` where your own file has `false`"),
    /// Name no exporter that the user's own file does not name: one writes to stdout, which scripts
    /// read.
    NO_FURTHER("no exporter but your own file's, by default `otlp`; or `none`"),
    /// Set any value that is not below the user's own: runs of other projects would be lost.
    NOT_LOWER("not less than your own file or the default has"),
    /// Set up to 4096 characters, because the value is repeated in every batch of records.
    SHORT("up to 4096 characters"),
    /// Set up to 32 items, because each of them costs time for every line of output.
    FEW("up to 32 patterns");

    private final String described;

    Guard(String described) {
      this.described = described;
    }

    String described() {
      return described;
    }
  }

  String dotted() {
    return dotted;
  }

  Type type() {
    return type;
  }

  Guard guard() {
    return guard;
  }

  static @Nullable Key of(String dotted) {
    for (Key key : values()) {
      if (key.dotted.equals(dotted)) {
        return key;
      }
    }
    return null;
  }

  /// Whether keys lie below this path, so that it has to be a table.
  static boolean isTable(String dotted) {
    for (Key key : values()) {
      if (key.dotted.startsWith(dotted + ".")) {
        return true;
      }
    }
    return false;
  }

  /// The known key or table that takes the fewest edits to reach.
  static String nearest(String dotted) {
    Set<String> known = new LinkedHashSet<>();
    for (Key key : values()) {
      known.add(key.dotted);
      for (int dot = key.dotted.indexOf('.'); dot >= 0; dot = key.dotted.indexOf('.', dot + 1)) {
        known.add(key.dotted.substring(0, dot));
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
}
