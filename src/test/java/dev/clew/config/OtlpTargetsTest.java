package dev.clew.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.config.OtlpTarget.Protocol;
import dev.clew.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpTargetsTest {
  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

  private final Path root;
  private final Scene scene;

  OtlpTargetsTest(@TempDir Path root) {
    this.root = root;
    this.scene = new Scene(root);
  }

  private OtlpTarget traces() {
    return scene.target(Signal.TRACES);
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:4317, GRPC, http://localhost:4317",
    "HTTP://localhost:4317, GRPC, http://localhost:4317",
    "https://otel.example.com, GRPC, https://otel.example.com",
    "http://localhost:4317/, GRPC, http://localhost:4317",
    "http://otel_collector:4317, GRPC, http://otel_collector:4317",
    "http://[::1]:4317, GRPC, http://[::1]:4317",
    "localhost:4317, GRPC, http://localhost:4317",
    "127.0.0.1:4317, GRPC, http://127.0.0.1:4317",
    "[::1]:4317, GRPC, http://[::1]:4317",
    "collector:4317, GRPC, https://collector:4317",
    "127.example.com:4317, GRPC, https://127.example.com:4317",
    "http://localhost:4318, HTTP_PROTOBUF, http://localhost:4318/v1/traces",
    "http://localhost:4318/, HTTP_PROTOBUF, http://localhost:4318/v1/traces",
    "http://h:4318/base/path/, HTTP_PROTOBUF, http://h:4318/base/path/v1/traces",
    "http://h:4318/base?x=1, HTTP_PROTOBUF, http://h:4318/base/v1/traces?x=1",
    "localhost:4318, HTTP_PROTOBUF, http://localhost:4318/v1/traces",
  })
  void generalEndpoint(String endpoint, Protocol protocol, String url) {
    scene.set(ENDPOINT, endpoint);

    assertThat(traces().endpoint()).hasToString(url);
    assertThat(traces().protocol()).isEqualTo(protocol);
  }

  @ParameterizedTest
  @CsvSource({
    "http://h:4318, http://h:4318/",
    "http://h:4318/, http://h:4318/",
    "http://h:4318/in/here, http://h:4318/in/here",
  })
  void signalsOwnEndpointIsUsedAsIs(String endpoint, String url) {
    scene.set("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", endpoint);

    assertThat(traces().endpoint()).hasToString(url);
    assertThat(scene.telemetry().logs()).isNull();
    assertThat(scene.telemetry().metrics()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not-a-url",
        "not a url",
        "://h:1",
        "ftp://h:1",
        "unix:/tmp/socket",
        "http://",
        "http://:4317",
        "http:///v1/traces",
        "http://h:port",
        "http://h:0",
        "http://h:65536",
        "http://h:",
        "http://h:99999999999",
        "http://a b:1",
        "http://h:1/a b",
        "http://h:1/#x",
        "http://[::1",
        "http://[zz]:1",
        "http://::1:4317",
        "http://hö:1",
        "localhost",
        ":4317",
      })
  void malformedEndpoint(String endpoint) {
    assertThat(scene.set(ENDPOINT, endpoint).error())
        .satisfies(
            error -> {
              assertThat(error.code()).isEqualTo(ErrorCode.E010);
              assertThat(error.detail()).startsWith(ENDPOINT).contains("supported: http://");
            });
  }

  @Test
  void passwordInEndpointIsRefusedAndNotShown() {
    scene.set(ENDPOINT, "http://me:hunter2@h:4317?token=t0p");

    assertThat(scene.error().detail())
        .contains("http://****@h:4317?****", "headers")
        .doesNotContain("hunter2", "t0p");
    assertThat(scene.code()).isEqualTo(ErrorCode.E010);
  }

  @ParameterizedTest
  @CsvSource({
    "OTEL_EXPORTER_OTLP_INSECURE, true, http://collector:4317",
    "OTEL_EXPORTER_OTLP_TRACES_INSECURE, true, http://collector:4317",
    "OTEL_EXPORTER_OTLP_METRICS_INSECURE, true, https://collector:4317",
    "OTEL_EXPORTER_OTLP_INSECURE, false, https://collector:4317",
  })
  void insecureDecidesWhereNoSchemeIsSaid(String variable, String value, String url) {
    scene.set(ENDPOINT, "collector:4317").set(variable, value);

    assertThat(traces().endpoint()).hasToString(url);
  }

  @Test
  void signalsVariableGoesBeforeTheGeneralOneAndThatBeforeTheFiles() {
    scene
        .usersFile(
            """
            [telemetry.otlp]
            endpoint = "http://file:1"
            [telemetry.tracing]
            otlp_endpoint = "http://traces-file:1"
            """)
        .set("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "http://logs:1");

    assertThat(traces().endpoint()).hasToString("http://traces-file:1");
    assertThat(scene.target(Signal.LOGS).endpoint()).hasToString("http://logs:1");
    assertThat(scene.target(Signal.METRICS).endpoint()).hasToString("http://file:1");

    scene.set(ENDPOINT, "http://general:1");
    assertThat(traces().endpoint()).hasToString("http://general:1");
    assertThat(scene.target(Signal.LOGS).endpoint()).hasToString("http://logs:1");
  }

  @Test
  void shorthandLosesToNone() {
    scene
        .set(ENDPOINT, "http://general:1")
        .set("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://traces:1")
        .set("CLEW_OTLP_ENDPOINT", "http://short:4318");

    assertThat(traces().endpoint()).hasToString("http://short:4318/v1/traces");
    assertThat(scene.target(Signal.LOGS).endpoint()).hasToString("http://short:4318/v1/logs");
    assertThat(scene.value("telemetry.otlp.endpoint").origin()).isEqualTo("CLEW_OTLP_ENDPOINT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OTEL_EXPORTER_OTLP_PROTOCOL",
        "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL",
        "OTEL_EXPORTER_OTLP_METRICS_PROTOCOL",
        "OTEL_EXPORTER_OTLP_LOGS_PROTOCOL"
      })
  void unsupportedProtocol(String variable) {
    scene.set(variable, "http/json");
    assertThat(scene.telemetry().exports()).as("no endpoint, no error").isFalse();

    scene.set("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://localhost:4317");
    assertThat(scene.code()).isEqualTo(ErrorCode.E016);
    assertThat(scene.error().detail())
        .isEqualTo(variable + " has the value \"http/json\"; supported: grpc, http/protobuf.");
  }

  @Test
  void unsupportedProtocolInFileIsNamedWithItsLine() {
    scene.usersFile("[telemetry.otlp]\nendpoint = 'http://h:1'\nprotocol = 'kafka'\n");

    assertThat(scene.code()).isEqualTo(ErrorCode.E016);
    assertThat(scene.error().detail())
        .matches("telemetry\\.otlp\\.protocol \\(.*clew\\.toml:3\\) has the value \"kafka\".*");
  }

  @Test
  void everythingIsIgnoredWithoutAnEndpoint() {
    for (String setting :
        new String[] {"PROTOCOL", "HEADERS", "COMPRESSION", "TIMEOUT", "CERTIFICATE", "INSECURE"}) {
      scene
          .set("OTEL_EXPORTER_OTLP_" + setting, "???")
          .set("OTEL_EXPORTER_OTLP_LOGS_" + setting, "?");
    }

    assertThat(scene.load().warnings()).isEmpty();
    assertThat(scene.telemetry().exports()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "HEADERS, a, E011",
    "HEADERS, =b, E011",
    "HEADERS, a b=c, E011",
    "HEADERS, a=%0d%0aX: y, E011",
    "HEADERS, a=%zz, E011",
    "HEADERS, a=ü, E011",
    "COMPRESSION, zstd, E017",
    "TIMEOUT, 0, E013",
    "TIMEOUT, -1, E013",
    "TIMEOUT, 10s, E013",
    "TIMEOUT, 99999999999999999999, E013",
    "CERTIFICATE, /nowhere/ca.pem, E012",
    "CERTIFICATE, ., E012",
    "CLIENT_KEY, /nowhere/key.pem, E012",
    "INSECURE, perhaps, E005",
  })
  void invalidSetting(String setting, String value, ErrorCode code) {
    scene.set(ENDPOINT, "http://localhost:4317").set("OTEL_EXPORTER_OTLP_" + setting, value);
    assertThat(scene.error())
        .satisfies(
            error -> {
              assertThat(error.code()).isEqualTo(code);
              assertThat(error.detail()).startsWith("OTEL_EXPORTER_OTLP_" + setting);
            });
  }

  @Test
  void settingsOfOneSignal() throws IOException {
    Path pem = Files.writeString(root.resolve("some.pem"), "PEM");
    scene
        .set(ENDPOINT, "https://localhost:4317")
        .set("OTEL_EXPORTER_OTLP_HEADERS", "general=1")
        .set("OTEL_EXPORTER_OTLP_TRACES_HEADERS", "Authorization=Bearer%20abc==,x=a+b,")
        .set("OTEL_EXPORTER_OTLP_TRACES_COMPRESSION", "gzip")
        .set("OTEL_EXPORTER_OTLP_TRACES_TIMEOUT", "2500")
        .set("OTEL_EXPORTER_OTLP_CERTIFICATE", pem.toString())
        .set("OTEL_EXPORTER_OTLP_CLIENT_KEY", "../some.pem")
        .set("OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE", pem.toString());
    Files.createDirectories(scene.project);

    assertThat(traces().headers()).isEqualTo(Map.of("authorization", "Bearer abc==", "x", "a+b"));
    assertThat(traces().gzip()).isTrue();
    assertThat(traces().timeout()).isEqualTo(Duration.ofMillis(2500));
    assertThat(traces().timeoutExplicit()).isTrue();
    assertThat(traces().certificate()).isEqualTo(pem);
    assertThat(traces().clientKey()).isNotNull();
    OtlpTarget logs = scene.target(Signal.LOGS);
    assertThat(logs.headers()).isEqualTo(Map.of("general", "1"));
    assertThat(logs.gzip()).isFalse();
    assertThat(logs.timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(logs.timeoutExplicit()).isFalse();
  }

  @Test
  void clientKeyNeedsItsCertificate() throws IOException {
    Path pem = Files.writeString(root.resolve("some.pem"), "PEM");
    scene.set(ENDPOINT, "http://h:1").set("OTEL_EXPORTER_OTLP_CLIENT_KEY", pem.toString());

    assertThat(scene.code()).isEqualTo(ErrorCode.E012);
  }

  @Test
  void headerValuesAreNeverShown() {
    scene
        .set(ENDPOINT, "http://h:1")
        .set("OTEL_EXPORTER_OTLP_HEADERS", "authorization=s3cret")
        .set("OTEL_EXPORTER_OTLP_LOGS_HEADERS", "x-key=s3cret");

    assertThat(scene.load().values().toString())
        .contains("authorization=****")
        .doesNotContain("s3cret");
    assertThat(scene.load().toString()).doesNotContain("s3cret");
    assertThat(scene.set("OTEL_EXPORTER_OTLP_HEADERS", "Bearer s3cret").error().detail())
        .doesNotContain("s3cret");
    assertThat(scene.set("OTEL_EXPORTER_OTLP_HEADERS", "a:s3cret=1").error().detail())
        .doesNotContain("s3cret");
  }

  @Test
  void hostAndPortOfATarget() {
    scene.set(ENDPOINT, "https://otel_collector");
    assertThat(traces().host()).isEqualTo("otel_collector");
    assertThat(traces().port()).isEqualTo(443);

    scene.set(ENDPOINT, "http://[::1]:4317");
    assertThat(traces().host()).isEqualTo("[::1]");
    assertThat(traces().port()).isEqualTo(4317);
  }

  @Test
  void fileSaysEverything() throws IOException {
    Scene.write(scene.userHome.resolve(".clew/ca.pem"), "PEM");
    scene.usersFile(
        """
        [telemetry.otlp]
        endpoint = "https://h:4317"
        protocol = "http/protobuf"
        headers = { Authorization = "Bearer 50%" }
        compression = "gzip"
        timeout = 1500
        certificate = "ca.pem"
        """);

    assertThat(traces().endpoint()).hasToString("https://h:4317/v1/traces");
    assertThat(traces().headers()).isEqualTo(Map.of("authorization", "Bearer 50%"));
    assertThat(traces().timeout()).isEqualTo(Duration.ofMillis(1500));
    assertThat(traces().certificate()).isEqualTo(scene.userHome.resolve(".clew/ca.pem"));
    assertThat(scene.value("telemetry.otlp.headers").shown()).isEqualTo("authorization=****");
    assertThat(scene.value("telemetry.otlp.timeout").origin()).endsWith("clew.toml:6");
  }
}
