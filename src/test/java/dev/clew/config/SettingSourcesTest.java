package dev.clew.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The sources are asked as SmallRye Config itself would ask them.
class SettingSourcesTest {
  private static final Path PROJECT = Path.of("/p/clew.toml");
  private static final Path USER = Path.of("/u/clew.toml");

  private final SettingSources sources =
      new SettingSources(
          List.of(
              file(USER, SettingSource.USER, "logging.level = 'error'\nserve.port = 1\n"),
              new Environment(
                      Map.of(
                          "CLEW_LOG", "info",
                          "OTEL_EXPORTER_OTLP_ENDPOINT", "http://general:1",
                          "CLEW_OTLP_ENDPOINT", "http://short:1",
                          "OTEL_EXPORTER_OTLP_LOGS_TIMEOUT", "5",
                          "CLEW_SERVE_TOKEN", " "),
                      Path.of("/"))
                  .source(),
              file(PROJECT, SettingSource.PROJECT, "\nserve.port = 2\nlogging.format = 'json'\n"),
              new Flags(false, null, true, null, "dev").source(Path.of("/"))));

  private static SettingSource file(Path path, int ordinal, String toml) {
    return TomlFile.parse(path, toml.getBytes(StandardCharsets.UTF_8), ordinal).source();
  }

  @Test
  void valuesAndOriginsAreThoseOfASmallRyeConfig() {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withSources(sources.all().toArray(SettingSource[]::new))
            .build();

    for (Setting<?> each : SettingTable.ROWS) {
      SettingValue found = sources.find(each);
      ConfigValue expected = config.getConfigValue(each.key());
      assertThat(found == null ? null : found.text()).as(each.key()).isEqualTo(expected.getValue());
      assertThat(found == null ? null : found.origin()).isEqualTo(expected.getLocation());
    }
    assertThat(config.getConfigValue("OTEL_EXPORTER_OTLP_LOGS_TIMEOUT").getValue()).isEqualTo("5");
  }

  @Test
  void flagsThenEnvironmentThenProjectThenUser() {
    assertThat(origin(SettingTable.LOGGING_LEVEL)).isEqualTo("--verbose");
    assertThat(origin(SettingTable.OTLP_ENDPOINT)).isEqualTo("CLEW_OTLP_ENDPOINT");
    assertThat(origin(SettingTable.SERVE_PORT)).isEqualTo(PROJECT + ":2");
    assertThat(origin(SettingTable.LOGGING_FORMAT)).isEqualTo(PROJECT + ":3");
    assertThat(sources.find(SettingTable.TOKEN)).isNull();
  }

  private String origin(Setting<?> setting) {
    SettingValue found = sources.find(setting);
    return found == null ? "" : found.origin();
  }
}
