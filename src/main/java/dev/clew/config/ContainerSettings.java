package dev.clew.config;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// How containers are started.
///
/// @param engine the program that starts them, or null for the first of `docker` and `podman` on
///   PATH
/// @param endpoint where a container exports to, or null for Clew's own endpoint as it is seen from
///   there
public record ContainerSettings(@Nullable String engine, @Nullable URI endpoint) {
  static ContainerSettings read(SettingReader reader) {
    String engine = reader.read(SettingTable.CONTAINER_ENGINE);
    SettingValue endpoint = reader.sources().find(SettingTable.CONTAINER_ENDPOINT);
    reader.note(
        SettingTable.CONTAINER_ENDPOINT,
        endpoint == null ? "" : OtlpEndpoint.masked(endpoint.text()),
        endpoint);
    return new ContainerSettings(
        engine.isEmpty() ? null : engine,
        endpoint == null ? null : OtlpEndpoint.parse(endpoint).general());
  }
}
