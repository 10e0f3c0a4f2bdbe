package dev.clew.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What a hostile repository would set each key to, and what becomes of it.
class ProjectGuardTest {
  private static final String LONG = "'" + "x".repeat(4097) + "'";

  /// @param hostile in TOML
  /// @param harmless in TOML, or null where nothing is admitted
  record Case(Setting<?> key, String hostile, String harmless) {
    @Override
    public String toString() {
      return key.key();
    }
  }

  private static Case closed(Setting<?> key, String hostile) {
    return new Case(key, hostile, "");
  }

  /// A new key belongs here: decide what a cloned repository could gain by it.
  static final List<Case> CASES =
      List.of(
          new Case(SettingTable.TELEMETRY_ENABLED, "true", "false"),
          new Case(SettingTable.SERVICE_NAME, LONG, "'x'"),
          new Case(SettingTable.SERVICE_VERSION, LONG, "'1'"),
          new Case(SettingTable.CAPTURE_CONTENT, "true", "false"),
          new Case(SettingTable.RESOURCE_ATTRIBUTES, "{ a = " + LONG + " }", "{ a = 'b' }"),
          closed(SettingTable.OTLP_ENDPOINT, "'http://elsewhere:4317'"),
          closed(SettingTable.OTLP_PROTOCOL, "'http/protobuf'"),
          closed(SettingTable.OTLP_HEADERS, "{ a = 'b' }"),
          closed(SettingTable.OTLP_COMPRESSION, "'gzip'"),
          closed(SettingTable.OTLP_TIMEOUT, "2147483647"),
          closed(SettingTable.OTLP_CERTIFICATE, "'ca.pem'"),
          closed(SettingTable.OTLP_CLIENT_KEY, "'k'"),
          closed(SettingTable.OTLP_CLIENT_CERTIFICATE, "'c'"),
          closed(SettingTable.OTLP_INSECURE, "true"),
          new Case(SettingTable.TRACING_ENABLED, "true", "false"),
          new Case(SettingTable.TRACING_EXPORTER, "'otlp,stdout'", "'none'"),
          closed(SettingTable.TRACING_ENDPOINT, "'http://elsewhere:4317'"),
          new Case(SettingTable.PROMETHEUS_ENABLED, "true", "false"),
          closed(SettingTable.PROMETHEUS_PORT, "9090"),
          new Case(SettingTable.LOGGING_LEVEL, "", "'debug'"),
          new Case(SettingTable.LOGGING_FORMAT, "", "'json'"),
          closed(SettingTable.SERVE_HOST, "['0.0.0.0']"),
          closed(SettingTable.SERVE_PORT, "1"),
          closed(SettingTable.SERVE_OTLP_PORTS, "[1]"),
          closed(SettingTable.SERVE_STORE, "'/tmp/x'"),
          closed(SettingTable.RETENTION_AGE, "'1s'"),
          closed(SettingTable.RETENTION_BYTES, "'1'"),
          closed(SettingTable.RUN_ID_ATTRIBUTES, "['a']"),
          closed(SettingTable.ALLOW_HOSTS, "['evil.example']"),
          closed(SettingTable.ALLOW_ORIGINS, "['https://evil.example']"),
          closed(SettingTable.TLS_CERT, "'c'"),
          closed(SettingTable.TLS_KEY, "'k'"),
          closed(SettingTable.SERVE_FLEET, "'on'"),
          closed(SettingTable.PRICES, "{ m = { input = 0, output = 0 } }"),
          new Case(SettingTable.REDACT, "[" + "'x',".repeat(33) + "]", "['x']"),
          new Case(SettingTable.KEEP_RUNS, "199", "200"),
          new Case(SettingTable.KEEP_DAYS, "29", "30"));

  @TempDir Path root;

  private Scene scene() {
    return new Scene(root)
        .usersFile("telemetry = { enabled = false, tracing = { enabled = false } }");
  }

  @Test
  void everyKeyIsClassified() {
    assertThat(CASES.stream().map(Case::key))
        .containsExactlyInAnyOrderElementsOf(SettingTable.keys());
  }

  @ParameterizedTest
  @FieldSource("CASES")
  void aHostileValueIsIgnored(Case each) {
    if (each.hostile.isEmpty()) {
      return;
    }
    Settings settings = scene().projectFile(each.key.key() + " = " + each.hostile).load();

    assertThat(settings.warnings()).hasSize(1);
    assertThat(settings.warnings().getFirst().detail()).contains(each.key.key());
    assertThat(settings.values())
        .noneMatch(value -> value.origin().startsWith(root.resolve("project").toString()));
  }

  @ParameterizedTest
  @FieldSource("CASES")
  void aHarmlessValueIsNot(Case each) {
    if (each.harmless.isEmpty()) {
      return;
    }
    Settings settings = scene().projectFile(each.key.key() + " = " + each.harmless).load();

    assertThat(settings.warnings()).isEmpty();
  }

  @Test
  void anExporterOfTheUsersOwnIsAdmitted() {
    Scene scene = new Scene(root).projectFile("telemetry.tracing.exporter = 'otlp'");
    assertThat(scene.load().warnings()).isEmpty();

    scene.projectFile("telemetry.tracing.exporter = 'STDOUT'");
    assertThat(scene.load().warnings()).hasSize(1);
    assertThat(scene.load().telemetry().spansToStdout()).isFalse();

    scene.usersFile("telemetry.tracing.exporter = 'otlp,stdout'");
    assertThat(scene.load().warnings()).isEmpty();
    assertThat(scene.load().telemetry().spansToStdout()).isTrue();
  }

  @Test
  @Timeout(20)
  void aLinkToAFileOfTheKernelDoesNotHang() throws IOException {
    Scene scene = new Scene(root).projectFile("");
    Path file = scene.project.resolve("clew.toml");
    Files.delete(file);
    Files.createSymbolicLink(file, Path.of("/proc/self/environ"));

    assertThat(scene.load().warnings()).isEmpty();
    Files.delete(file);
  }

  static final List<Setting<?>> KEYS = SettingTable.keys();

  @ParameterizedTest
  @FieldSource("KEYS")
  void thePageSaysIt(Setting<?> key) throws IOException {
    Map<String, String> rows =
        Files.readAllLines(Path.of("docs/reference/settings.md")).stream()
            .dropWhile(line -> !line.equals("## What a project's file may decide"))
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.split(" *\\| *"))
            .collect(Collectors.toMap(cells -> cells[1], cells -> cells[2]));

    assertThat(rows).hasSameSizeAs(SettingTable.keys());
    assertThat(rows.get("`" + key.key() + "`")).isEqualTo(key.guard().described());
  }
}
