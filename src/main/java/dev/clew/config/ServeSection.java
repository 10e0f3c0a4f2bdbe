package dev.clew.config;

import dev.clew.config.ServeSettings.Access;
import dev.clew.config.ServeSettings.Retention;
import dev.clew.config.ServeSettings.Tls;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads `[serve]` and its variables, `CLEW_SERVE_*`.
record ServeSection(SettingReader reader, Home home) {
  ServeSettings read() {
    return new ServeSettings(
        reader.read(SettingTable.SERVE_HOST),
        reader.read(SettingTable.SERVE_PORT),
        reader.read(SettingTable.SERVE_OTLP_PORTS),
        prometheusPort(),
        store(),
        new Retention(
            reader.read(SettingTable.RETENTION_AGE), reader.read(SettingTable.RETENTION_BYTES)),
        reader.read(SettingTable.RUN_ID_ATTRIBUTES),
        access(),
        fleet());
  }

  private ServeSettings.Fleet fleet() {
    return new ServeSettings.Fleet(
            false,
            List.of(),
            reader.read(SettingTable.NATS_USER),
            reader.read(SettingTable.NATS_PASSWORD),
            reader.read(SettingTable.NATS_CREDENTIALS))
        .at(reader.read(SettingTable.SERVE_FLEET));
  }

  /// [TelemetrySection] notes it.
  private @Nullable Integer prometheusPort() {
    SettingValue enabled = reader.sources().find(SettingTable.PROMETHEUS_ENABLED);
    SettingValue port = reader.sources().find(SettingTable.PROMETHEUS_PORT);
    if (enabled == null ? port == null : !enabled.bool()) {
      return null;
    }
    return port == null
        ? SettingTable.PROMETHEUS_PORT.otherwise()
        : SettingTable.PROMETHEUS_PORT.parse(port);
  }

  private Path store() {
    SettingValue said = reader.sources().find(SettingTable.SERVE_STORE);
    Path store = said == null ? home.store() : Form.path(said);
    reader.note(SettingTable.SERVE_STORE, store.toString(), said);
    return store;
  }

  private Access access() {
    List<String> names = reader.read(SettingTable.ALLOW_HOSTS);
    List<String> origins = reader.read(SettingTable.ALLOW_ORIGINS);
    SettingValue certificate = reader.readText(SettingTable.TLS_CERT);
    SettingValue key = reader.readText(SettingTable.TLS_KEY);
    if ((certificate == null) != (key == null)) {
      throw new ClewError(
          ErrorCode.E052, "serve.tls_cert and serve.tls_key have to be given together.");
    }
    String token = reader.read(SettingTable.TOKEN);
    return new Access(
        names,
        origins,
        certificate == null || key == null
            ? Optional.empty()
            : Optional.of(new Tls(Form.path(certificate), Form.path(key))),
        token.isEmpty() ? Optional.empty() : Optional.of(token));
  }
}
