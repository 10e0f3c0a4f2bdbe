package dev.clew.config;

import dev.clew.config.ServeSettings.Access;
import dev.clew.config.ServeSettings.Retention;
import dev.clew.config.ServeSettings.Tls;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads `[serve]` and its variables, `CLEW_SERVE_*`.
record ServeSection(SettingSources sources, Provenance provenance, Home home) {
  private static final int HIGHEST_PORT = 65535;

  ServeSettings read() {
    List<String> hosts = texts("CLEW_SERVE_HOST", Key.SERVE_HOST, List.of());
    int port =
        value(
            "CLEW_SERVE_PORT",
            Key.SERVE_PORT,
            said -> said.whole(ErrorCode.E005, 0, HIGHEST_PORT, "ports from 0 to 65535"),
            ServeSettings.PORT);
    List<Integer> otlpPorts =
        value(
            "CLEW_SERVE_OTLP_PORTS",
            Key.SERVE_OTLP_PORTS,
            ServeSection::ports,
            ServeSettings.OTLP_PORTS);
    Path store = value("CLEW_SERVE_STORE", Key.SERVE_STORE, ServeSection::path, home.store());
    Retention retention =
        new Retention(
            value(
                "CLEW_SERVE_RETENTION_AGE",
                Key.SERVE_RETENTION_AGE,
                Quantity::age,
                Retention.DEFAULT.age(),
                Quantity::shown),
            value(
                "CLEW_SERVE_RETENTION_BYTES",
                Key.SERVE_RETENTION_BYTES,
                Quantity::bytes,
                Retention.DEFAULT.bytes(),
                Quantity::shown));
    List<String> runIds =
        texts(
            "CLEW_SERVE_RUN_ID_ATTRIBUTES",
            Key.SERVE_RUN_ID_ATTRIBUTES,
            ServeSettings.RUN_ID_ATTRIBUTES);
    return new ServeSettings(
        hosts, port, otlpPorts, prometheusPort(), store, retention, runIds, access());
  }

  private Access access() {
    List<String> names = texts("CLEW_SERVE_ALLOW_HOSTS", Key.SERVE_ALLOW_HOSTS, List.of());
    List<String> origins = texts("CLEW_SERVE_ALLOW_ORIGINS", Key.SERVE_ALLOW_ORIGINS, List.of());
    SettingValue certificate = file("CLEW_SERVE_TLS_CERT", Key.SERVE_TLS_CERT);
    SettingValue key = file("CLEW_SERVE_TLS_KEY", Key.SERVE_TLS_KEY);
    if ((certificate == null) != (key == null)) {
      throw new ClewError(
          ErrorCode.E052, "serve.tls_cert and serve.tls_key have to be given together.");
    }
    SettingValue token = sources.variable("CLEW_SERVE_TOKEN");
    provenance.record("CLEW_SERVE_TOKEN", token == null ? "" : "***", token);
    return new Access(
        names,
        origins,
        certificate == null || key == null
            ? Optional.empty()
            : Optional.of(new Tls(path(certificate), path(key))),
        Optional.ofNullable(token).map(SettingValue::text));
  }

  /// [TelemetrySection] checks and shows it.
  private @Nullable Integer prometheusPort() {
    SettingValue enabled = sources.file(Key.PROMETHEUS_ENABLED);
    SettingValue port = sources.file(Key.PROMETHEUS_PORT);
    if (enabled == null ? port == null : !enabled.bool()) {
      return null;
    }
    return port == null
        ? TelemetrySection.PROMETHEUS_PORT
        : port.whole(ErrorCode.E005, 1, HIGHEST_PORT, "ports from 1 to 65535");
  }

  private @Nullable SettingValue file(String variable, Key key) {
    SettingValue said = sources.first(variable, key);
    provenance.record(key, said == null ? "" : said.text(), said);
    return said;
  }

  private List<String> texts(String variable, Key key, List<String> otherwise) {
    return value(variable, key, said -> list(said).toList(), otherwise);
  }

  private <T> T value(String variable, Key key, Function<SettingValue, T> parse, T otherwise) {
    return value(variable, key, parse, otherwise, Object::toString);
  }

  private <T> T value(
      String variable,
      Key key,
      Function<SettingValue, T> parse,
      T otherwise,
      Function<T, String> shown) {
    SettingValue said = sources.first(variable, key);
    T value = said == null ? otherwise : parse.apply(said);
    provenance.record(key, shown.apply(value), said);
    return value;
  }

  private static List<Integer> ports(SettingValue said) {
    List<Integer> ports =
        list(said)
            .map(each -> new SettingValue(said.subject(), said.origin(), each, said.directory()))
            .map(each -> each.whole(ErrorCode.E005, 0, HIGHEST_PORT, "ports from 0 to 65535"))
            .toList();
    if (ports.isEmpty()) {
      throw said.wrong(ErrorCode.E005, "at least one port");
    }
    return ports;
  }

  /// A list of a file, or words between commas of a variable.
  private static Stream<String> list(SettingValue said) {
    Stream<String> items =
        said.value() instanceof List<?> list
            ? list.stream().map(Object::toString)
            : Stream.of(said.text().split(",", -1));
    return items.map(String::strip).filter(each -> !each.isEmpty());
  }

  private static Path path(SettingValue said) {
    try {
      return said.directory().resolve(said.text()).normalize();
    } catch (InvalidPathException e) {
      throw said.wrong(ErrorCode.E005, "a path");
    }
  }
}
