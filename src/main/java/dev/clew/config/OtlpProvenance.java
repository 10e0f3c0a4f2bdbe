package dev.clew.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Notes where the settings of `[telemetry.otlp]` come from: the general ones under their keys, the
/// signals' own under their variables where these are set.
record OtlpProvenance(SettingSources sources, Provenance provenance) {
  private static final List<Setting> SETTINGS =
      List.of(
          new Setting("PROTOCOL", Key.OTLP_PROTOCOL, "grpc, or http/protobuf on port 4318"),
          new Setting("HEADERS", Key.OTLP_HEADERS, ""),
          new Setting("COMPRESSION", Key.OTLP_COMPRESSION, "none"),
          new Setting("TIMEOUT", Key.OTLP_TIMEOUT, Long.toString(OtlpTargets.TIMEOUT.toMillis())),
          new Setting("CERTIFICATE", Key.OTLP_CERTIFICATE, ""),
          new Setting("CLIENT_KEY", Key.OTLP_CLIENT_KEY, ""),
          new Setting("CLIENT_CERTIFICATE", Key.OTLP_CLIENT_CERTIFICATE, ""),
          new Setting("INSECURE", Key.OTLP_INSECURE, "false"));

  private record Setting(String variable, Key key, String otherwise) {}

  /// @param exports false: without an endpoint none of the settings has an effect
  void record(boolean exports) {
    for (Setting setting : SETTINGS) {
      SettingValue general =
          exports ? sources.first(Signal.general(setting.variable), setting.key) : null;
      provenance.record(setting.key, shown(setting, general), general);
    }
    if (!exports) {
      return;
    }
    for (Signal signal : Signal.values()) {
      for (Setting setting : SETTINGS) {
        SettingValue own = sources.variable(signal.variable(setting.variable));
        if (own != null) {
          provenance.record(own.origin(), shown(setting, own), own);
        }
      }
    }
  }

  private static String shown(Setting setting, @Nullable SettingValue said) {
    if (said == null) {
      return setting.otherwise;
    }
    return setting.key == Key.OTLP_HEADERS
        ? HeaderList.masked(HeaderList.of(said).keySet())
        : said.text();
  }
}
