package dev.clew.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectTrustTest {
  private static final String ELSEWHERE = "telemetry.otlp.endpoint = 'http://elsewhere:4317'\n";

  private final Path root;
  private final Scene scene;

  ProjectTrustTest(@TempDir Path root) {
    this.root = root;
    this.scene = new Scene(root);
  }

  @Test
  void cloneCannotSendRunsElsewhere() {
    scene.projectFile(
        """
        [telemetry]
        service_name = "theirs"
        capture_content = true
        [telemetry.otlp]
        endpoint = "http://elsewhere:4317"
        headers = { a = "b" }
        """);

    Settings settings = scene.load();

    assertThat(settings.telemetry().exports()).isFalse();
    assertThat(settings.telemetry().captureContent()).isFalse();
    assertThat(settings.telemetry().serviceName()).isEqualTo("theirs");
    assertThat(settings.warnings())
        .containsExactly(
            new Settings.Warning(
                ErrorCode.E006,
                scene.project.resolve("clew.toml")
                    + " is not trusted; ignored: telemetry.capture_content (line 3),"
                    + " telemetry.otlp.endpoint (line 5), telemetry.otlp.headers (line 6)."));
  }

  @Test
  void acceptedContentCountsUntilItChanges() throws IOException {
    scene.projectFile(ELSEWHERE);
    ProjectTrust trust = new ProjectTrust(scene.load().home());
    byte[] content = Files.readAllBytes(scene.project.resolve("clew.toml"));
    assertThat(trust.isTrusted(content)).isFalse();

    trust.accept(content);
    trust.accept(content);

    assertThat(trust.isTrusted(content)).isTrue();
    assertThat(scene.load().warnings()).isEmpty();
    assertThat(scene.telemetry().exports()).isTrue();
    assertThat(scene.projectFile(ELSEWHERE + "#").telemetry().exports()).isFalse();
  }

  @Test
  void marksAreTheUsersAlone() throws IOException {
    Home home = new Home(root.resolve("home"));

    new ProjectTrust(home).accept("x".getBytes(StandardCharsets.UTF_8));

    Path mark =
        home.trust().resolve("2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(mark)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.trust())))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.root())))
        .isEqualTo("rwx------");
  }

  @ParameterizedTest
  @CsvSource({"1, true", "true, true", "0, false"})
  void environmentTrusts(String value, boolean trusted) {
    scene.projectFile(ELSEWHERE).set("CLEW_TRUST_PROJECT", value);

    assertThat(scene.telemetry().exports()).isEqualTo(trusted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "telemetry.otlp.protocol = 'http/protobuf'",
        "telemetry.otlp.certificate = 'ca.pem'",
        "telemetry.otlp.client_key = 'k'",
        "telemetry.otlp.client_certificate = 'c'",
        "telemetry.otlp.insecure = true",
        "telemetry.tracing.otlp_endpoint = 'http://h:1'",
        "telemetry.prometheus.enabled = true",
        "telemetry.prometheus.port = 1",
        "telemetry.capture_content = true",
        "recording.keep_runs = 1",
        "recording.keep_days = 29",
      })
  void refused(String toml) {
    scene.projectFile(toml);

    assertThat(scene.load().warnings()).hasSize(1);
    assertThat(scene.load().said(toml.substring(0, toml.indexOf(' ')))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "telemetry.enabled = false",
        "telemetry.enabled = true",
        "telemetry.capture_content = false",
        "telemetry.prometheus.enabled = false",
        "telemetry.tracing.exporter = 'none'",
        "telemetry.service_name = 'x'",
        "recording.redact = ['x']",
        "recording.keep_runs = 201",
        "logging.level = 'debug'",
      })
  void admitted(String toml) {
    scene.projectFile(toml);

    assertThat(scene.load().warnings()).isEmpty();
    assertThat(scene.load().said(toml.substring(0, toml.indexOf(' ')))).isTrue();
  }

  @Test
  void whatTheUserTurnedOffStaysOff() {
    scene
        .usersFile("[telemetry]\nenabled = false\ntracing = { enabled = false, exporter = 'none' }")
        .projectFile(
            "[telemetry]\nenabled = true\ntracing = { enabled = true, exporter = 'otlp' }");

    assertThat(scene.telemetry().enabled()).isFalse();
    assertThat(scene.load().warnings()).hasSize(1);
  }

  @Test
  void patternsOfAllFilesCount() {
    scene.usersFile("recording.redact = ['mine']").projectFile("recording.redact = ['theirs']");

    assertThat(scene.load().recording().redact()).hasToString("[theirs, mine]");
  }

  @Test
  void usersOwnFileNeedsNoTrustBelowTheHome() {
    scene.usersFile(ELSEWHERE);
    Settings settings =
        new SettingsLoader()
            .load(Flags.NONE, Map.of(), scene.userHome.resolve(".clew/data"), scene.userHome);

    assertThat(settings.warnings()).isEmpty();
    assertThat(settings.telemetry().exports()).isTrue();
  }
}
