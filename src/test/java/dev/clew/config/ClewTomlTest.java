package dev.clew.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClewTomlTest {
  private final Path root;
  private final Scene scene;

  ClewTomlTest(@TempDir Path root) {
    this.root = root;
    this.scene = new Scene(root);
  }

  @Test
  void everyKeyOfTheReferenceIsKnown() {
    scene.trustedFile(
        """
        [telemetry]
        enabled = true
        service_name = "my-agent"
        service_version = "0.2.0"
        capture_content = false
        [telemetry.otlp]
        endpoint = "http://localhost:4317"
        protocol = "grpc"
        headers = { }
        [telemetry.tracing]
        enabled = true
        exporter = "otlp"
        otlp_endpoint = "localhost:4317"
        [telemetry.prometheus]
        enabled = true
        port = 9191
        [logging]
        level = "info"
        format = "json"
        [recording]
        redact = ["ACME-[0-9]{6}"]
        keep_runs = 20
        keep_days = 3
        """);

    Settings settings = scene.load();

    assertThat(settings.warnings()).isEmpty();
    assertThat(settings.telemetry().serviceName()).isEqualTo("my-agent");
    assertThat(settings.telemetry().serviceVersion()).isEqualTo("0.2.0");
    assertThat(scene.target(Signal.TRACES).endpoint()).hasToString("http://localhost:4317");
    assertThat(settings.logging())
        .isEqualTo(new LoggingSettings(LoggingSettings.Level.INFO, LoggingSettings.Format.JSON));
    assertThat(settings.recording().redact()).hasToString("[ACME-[0-9]{6}]");
    assertThat(settings.recording().keepRuns()).isEqualTo(20);
    assertThat(settings.recording().keepFor()).hasDays(3);
    assertThat(scene.value("telemetry.prometheus.port"))
        .isEqualTo(
            new Settings.Value(
                "telemetry.prometheus.port", "9191", scene.project.resolve("clew.toml") + ":16"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', , false",
    "port = 9191, 9191, true",
    "enabled = true, 9090, true",
    "enabled = false; port = 9191, , false"
  })
  void whoNamesAPortOfPrometheusWantsIt(String lines, @Nullable Integer port, String enabled) {
    scene.usersFile("[telemetry.prometheus]\n" + lines.replace("; ", "\n"));

    assertThat(scene.load().serve().prometheusPort()).isEqualTo(port);
    assertThat(scene.value("telemetry.prometheus.enabled").shown()).isEqualTo(enabled);
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void everyKeyHasAValue(String enabled) {
    scene.set("CLEW_TELEMETRY_ENABLED", enabled);

    assertThat(scene.load().values())
        .extracting(Settings.Value::key)
        .contains(SettingTable.keys().stream().map(Setting::key).toArray(String[]::new))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "'[telemetry.otlp]\nendpont = 1', telemetry.otlp.endpont, 2, telemetry.otlp.endpoint",
    "'\n\nloging.level = \"info\"', loging, 3, logging",
    "'[logging]\n# level\n\ncolour = true', logging.colour, 4, logging.format",
    "'[telemtry]', telemtry, 1, telemetry",
    "'recording = { \"keep runs\" = 3 }', 'recording.\"keep runs\"', 1, recording.keep_runs",
    "'\"telemetry.enabled\" = true', '\"telemetry.enabled\"', 1, telemetry.enabled",
    "'telemetry.enabled.now = true', telemetry.enabled, 1, ''",
    "'CLEW_LOG = \"info\"', CLEW_LOG, 1, logging",
  })
  void unknownKey(String toml, String key, int line, String nearest) {
    scene.usersFile(toml);

    if (nearest.isEmpty()) {
      assertThat(scene.code()).isEqualTo(ErrorCode.E005);
      return;
    }
    assertThat(scene.code()).isEqualTo(ErrorCode.E002);
    assertThat(scene.error().detail())
        .isEqualTo(
            "%s in %s, line %d; the nearest known key is %s."
                .formatted(key, scene.userHome.resolve(".clew/clew.toml"), line, nearest));
  }

  @ParameterizedTest
  @CsvSource({
    "'[logging]\nlevel = ', 2",
    "'[logging\nlevel = 1', 1",
    "'a = 1\na = 2', 2",
    "'a = \"x', 1",
  })
  void malformed(String toml, int line) {
    scene.usersFile(toml);

    assertThat(scene.code()).isEqualTo(ErrorCode.E003);
    assertThat(scene.error().detail()).contains("clew.toml, line " + line + ",");
  }

  @Test
  void notUtf8() throws IOException {
    Files.createDirectories(scene.project);
    Files.write(scene.project.resolve("clew.toml"), new byte[] {'#', (byte) 0xff});

    assertThat(scene.code()).isEqualTo(ErrorCode.E003);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a=", "a."})
  void nestedWithoutEnd(String open) {
    scene.usersFile("a = " + open.repeat(100_000));
    assertThat(scene.code()).isEqualTo(ErrorCode.E003);

    scene.usersFile("a.".repeat(100_000) + "a = 1");
    assertThat(scene.code()).isEqualTo(ErrorCode.E003);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "telemetry = 1",
        "telemetry.enabled = 'true'",
        "telemetry.service_name = 7",
        "telemetry.otlp.timeout = '10'",
        "telemetry.otlp.timeout = 1.5",
        "telemetry.otlp.headers = 'a=b'",
        "telemetry.prometheus.port = 0",
        "telemetry.prometheus.port = 65536",
        "logging.level = 'loud'",
        "logging.format = 'xml'",
        "recording.redact = 'x'",
        "recording.redact = ['x', 1]",
        "recording.redact = ['(']",
        "recording.redact = ['']",
        "recording.keep_runs = 0",
        "recording.keep_days = 123456789012345678901234567890",
      })
  void wrongTypeOrValue(String toml) {
    scene.usersFile(toml);

    assertThat(scene.code()).isEqualTo(ErrorCode.E005);
    assertThat(scene.error().detail()).contains("clew.toml:1");
  }

  @Test
  void headerOfAFileIsCheckedWithoutBeingShown() {
    scene.usersFile("telemetry.otlp = { endpoint = 'http://h:1', headers = { a = 12345 } }");
    assertThat(scene.code()).isEqualTo(ErrorCode.E011);
    assertThat(scene.error().detail()).doesNotContain("12345");
  }

  @Test
  void nearestParentsFileIsTheProjects() {
    scene.projectFile("telemetry.service_name = 'outer'");
    Scene inner = new Scene(root);
    Settings settings =
        new SettingsLoader()
            .load(Flags.NONE, Map.of(), scene.project.resolve("a/b/c"), inner.userHome);
    assertThat(settings.telemetry().serviceName()).isEqualTo("outer");

    Scene.write(scene.project.resolve("a/clew.toml"), "telemetry.service_name = 'inner'");
    settings =
        new SettingsLoader()
            .load(Flags.NONE, Map.of(), scene.project.resolve("a/b/c"), inner.userHome);
    assertThat(settings.telemetry().serviceName()).isEqualTo("inner");
  }

  @Test
  void projectsFileGoesBeforeTheUsers() {
    scene
        .projectFile("logging.level = 'debug'")
        .usersFile("[logging]\nlevel = 'error'\nformat = 'json'");

    assertThat(scene.load().logging())
        .isEqualTo(new LoggingSettings(LoggingSettings.Level.DEBUG, LoggingSettings.Format.JSON));
  }

  @Test
  void namedFileReplacesTheProjectsAndIsTrusted() {
    Scene.write(root.resolve("other.toml"), "telemetry.otlp.endpoint = 'http://h:1'");
    scene
        .projectFile("logging.level = 'debug'")
        .usersFile("logging.format = 'json'")
        .flags(new Flags(false, null, false, Path.of("../other.toml"), null));

    Settings settings = scene.load();
    assertThat(settings.telemetry().exports()).isTrue();
    assertThat(settings.warnings()).isEmpty();
    assertThat(settings.logging())
        .isEqualTo(new LoggingSettings(LoggingSettings.Level.WARN, LoggingSettings.Format.JSON));
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing.toml", "."})
  void namedFileThatCannotBeRead(String file) throws IOException {
    Files.createDirectories(scene.project);
    scene.flags(new Flags(false, null, false, Path.of(file), null));

    assertThat(scene.code()).isEqualTo(ErrorCode.E004);
  }

  @Test
  void homeMoves() {
    Scene.write(root.resolve("elsewhere/clew.toml"), "logging.level = 'error'");
    scene.set("CLEW_HOME", root.resolve("elsewhere").toString());

    assertThat(scene.load().home().root()).isEqualTo(root.resolve("elsewhere"));
    assertThat(scene.load().logging().level()).isEqualTo(LoggingSettings.Level.ERROR);
  }

  @Test
  void levelPrecedence() {
    scene.usersFile("logging.level = 'error'").set("CLEW_LOG", "info");
    assertThat(scene.load().logging().level()).isEqualTo(LoggingSettings.Level.INFO);

    scene.flags(new Flags(false, null, true, null, null));
    assertThat(scene.load().logging().level()).isEqualTo(LoggingSettings.Level.DEBUG);
    assertThat(scene.value("logging.level").origin()).isEqualTo("--verbose");

    scene.flags(new Flags(false, "ERROR", true, null, null));
    assertThat(scene.load().logging().level()).isEqualTo(LoggingSettings.Level.ERROR);

    scene.flags(new Flags(false, "loud", true, null, null));
    assertThat(scene.error().detail())
        .isEqualTo("--log-level has the value \"loud\"; supported: debug, info, warn, error.");
  }
}
