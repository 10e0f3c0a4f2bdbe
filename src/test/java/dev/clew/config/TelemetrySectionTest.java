package dev.clew.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.config.Settings.Profile;
import dev.clew.config.TelemetrySettings.Batch;
import dev.clew.config.TelemetrySettings.Propagator;
import dev.clew.config.TelemetrySettings.Sampling;
import dev.clew.config.TelemetrySettings.Sampling.Kind;
import dev.clew.error.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelemetrySectionTest {
  private static final String RESOURCE = "OTEL_RESOURCE_ATTRIBUTES";
  private static final String ID = "8b4766a1c2d3e4f5";

  private final Path root;
  private final Scene scene;

  TelemetrySectionTest(@TempDir Path root) {
    this.root = root;
    this.scene = new Scene(root);
  }

  @Test
  void defaults() {
    TelemetrySettings telemetry = scene.telemetry();

    assertThat(telemetry.enabled()).isTrue();
    assertThat(telemetry.serviceName()).isEqualTo("clew");
    assertThat(telemetry.serviceVersion()).isNull();
    assertThat(telemetry.captureContent()).isFalse();
    assertThat(telemetry.exports()).isFalse();
    assertThat(telemetry.tracing()).isTrue();
    assertThat(telemetry.requestedRunId()).isNull();
    assertThat(telemetry.sampling()).isEqualTo(new Sampling(Kind.ALWAYS_ON, 1, true));
    assertThat(telemetry.propagators())
        .containsExactlyInAnyOrder(Propagator.TRACECONTEXT, Propagator.BAGGAGE);
    assertThat(telemetry.spanBatch())
        .isEqualTo(new Batch(Duration.ofSeconds(1), 2048, 512, Duration.ofSeconds(30)));
    assertThat(telemetry.logBatch()).isEqualTo(telemetry.spanBatch());
    assertThat(telemetry.metricInterval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(scene.load().said("telemetry.enabled")).isFalse();
  }

  @Test
  void emptyMeansUnset() {
    for (String variable : Variables.ALL) {
      scene.set(variable, variable.startsWith("CLEW") ? "" : " ");
    }

    assertThat(scene.telemetry()).isEqualTo(new Scene(root).telemetry());
  }

  @ParameterizedTest
  @CsvSource({
    "OTEL_SDK_DISABLED, true, false",
    "OTEL_SDK_DISABLED, TRUE, false",
    "OTEL_SDK_DISABLED, false, true",
    "CLEW_TELEMETRY_ENABLED, false, false",
    "CLEW_TELEMETRY_ENABLED, off, false",
    "CLEW_TELEMETRY_ENABLED, 1, true",
  })
  void enabled(String variable, String value, boolean enabled) {
    assertThat(scene.set(variable, value).telemetry().enabled()).isEqualTo(enabled);
  }

  @Test
  void environmentEnablesWhatTheFileDisables() {
    scene.usersFile("[telemetry]\nenabled = false\n");
    assertThat(scene.telemetry().enabled()).isFalse();
    assertThat(scene.value("telemetry.enabled").origin()).endsWith("clew.toml:2");

    scene.set("CLEW_TELEMETRY_ENABLED", "yes");
    assertThat(scene.telemetry().enabled()).isTrue();
    assertThat(scene.set("OTEL_SDK_DISABLED", "true").telemetry().enabled()).isFalse();
  }

  @Test
  void disabledLooksAtNothingOfTheExport() {
    scene
        .set("CLEW_TELEMETRY_ENABLED", "0")
        .set("OTEL_EXPORTER_OTLP_ENDPOINT", "nonsense")
        .set("OTEL_TRACES_SAMPLER", "nonsense");

    assertThat(scene.telemetry().exports()).isFalse();
    assertThat(scene.telemetry().tracing()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "OTEL_TRACES_EXPORTER, otlp, true, false",
    "OTEL_TRACES_EXPORTER, none, false, false",
    "OTEL_TRACES_EXPORTER, console, false, true",
    "OTEL_TRACES_EXPORTER, 'console, otlp', true, true",
  })
  void exporterOfTraces(String variable, String value, boolean target, boolean stdout) {
    scene.set("CLEW_OTLP_ENDPOINT", "http://h:1").set(variable, value);

    assertThat(scene.telemetry().traces() != null).isEqualTo(target);
    assertThat(scene.telemetry().spansToStdout()).isEqualTo(stdout);
    assertThat(scene.telemetry().logs()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stdout", "none", "otlp"})
  void exporterOfTracesInTheFile(String value) {
    scene
        .set("CLEW_OTLP_ENDPOINT", "http://h:1")
        .usersFile("telemetry.tracing.exporter = \"" + value + "\"");

    assertThat(scene.telemetry().spansToStdout()).isEqualTo(value.equals("stdout"));
    assertThat(scene.telemetry().traces() != null).isEqualTo(value.equals("otlp"));
  }

  @Test
  void exportersOfTheOthers() {
    scene
        .set("CLEW_OTLP_ENDPOINT", "http://h:1")
        .set("OTEL_LOGS_EXPORTER", "none")
        .set("OTEL_METRICS_EXPORTER", "none");

    assertThat(scene.telemetry().traces()).isNotNull();
    assertThat(scene.telemetry().logs()).isNull();
    assertThat(scene.telemetry().metrics()).isNull();
  }

  @Test
  void tracingCanBeOff() {
    scene
        .set("CLEW_OTLP_ENDPOINT", "http://h:1")
        .set("OTEL_TRACES_EXPORTER", "console,otlp")
        .usersFile("[telemetry.tracing]\nenabled = false");

    assertThat(scene.telemetry().tracing()).isFalse();
    assertThat(scene.telemetry().traces()).isNull();
    assertThat(scene.telemetry().spansToStdout()).isFalse();
    assertThat(scene.telemetry().logs()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "OTEL_TRACES_EXPORTER, ziptin, E015",
    "OTEL_TRACES_EXPORTER, 'otlp,none', E015",
    "OTEL_TRACES_EXPORTER, 'otlp,', E015",
    "OTEL_LOGS_EXPORTER, 'none,console,otlp', E015",
    "OTEL_METRICS_EXPORTER, zipkin, E015",
    "OTEL_TRACES_SAMPLER, jaeger, E014",
    "OTEL_PROPAGATORS, w3c, E018",
    "OTEL_PROPAGATORS, 'tracecontext,,baggage', E018",
    "OTEL_BSP_SCHEDULE_DELAY, x, E013",
    "OTEL_BSP_MAX_QUEUE_SIZE, 0, E013",
    "OTEL_BLRP_MAX_EXPORT_BATCH_SIZE, 4096, E013",
    "OTEL_BLRP_EXPORT_TIMEOUT, -3, E013",
    "OTEL_METRIC_EXPORT_INTERVAL, 1.5, E013",
    "OTEL_SDK_DISABLED, maybe, E005",
    "CLEW_TELEMETRY_ENABLED, maybe, E005",
    "CLEW_TELEMETRY_CAPTURE_CONTENT, maybe, E005",
    "CLEW_DIAGNOSTICS_FILE, maybe, E005",
    "CLEW_RUN_ID, 8B4766A1C2D3E4F5, E024",
    "CLEW_RUN_ID, 8b47, E024",
    "CLEW_PROFILE, staging, E005",
  })
  void invalidVariable(String variable, String value, ErrorCode code) {
    scene.set(variable, value);

    assertThat(scene.code()).isEqualTo(code);
    assertThat(scene.error().detail())
        .startsWith(variable + " has the value \"" + value + "\"; supported:");
  }

  @ParameterizedTest
  @CsvSource({
    "always_on, 0.1, ALWAYS_ON, 1, false",
    "always_off, , ALWAYS_OFF, 0, false",
    "traceidratio, 0.25, TRACE_ID_RATIO, 0.25, false",
    "traceidratio, , TRACE_ID_RATIO, 1, false",
    "parentbased_traceidratio, 1e-3, TRACE_ID_RATIO, 0.001, true",
    "parentbased_always_off, nonsense, ALWAYS_OFF, 0, true",
  })
  void samplers(String name, String argument, Kind kind, double ratio, boolean parentBased) {
    scene.set("OTEL_TRACES_SAMPLER", name);
    if (argument != null) {
      scene.set("OTEL_TRACES_SAMPLER_ARG", argument);
    }

    assertThat(scene.telemetry().sampling()).isEqualTo(new Sampling(kind, ratio, parentBased));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "-0.1", "NaN", "half"})
  void samplerRatio(String ratio) {
    scene.set("OTEL_TRACES_SAMPLER", "traceidratio").set("OTEL_TRACES_SAMPLER_ARG", ratio);

    assertThat(scene.code()).isEqualTo(ErrorCode.E014);
  }

  @Test
  void propagators() {
    assertThat(scene.set("OTEL_PROPAGATORS", "none").telemetry().propagators()).isEmpty();
    assertThat(scene.set("OTEL_PROPAGATORS", "Baggage").telemetry().propagators())
        .containsExactly(Propagator.BAGGAGE);
  }

  @ParameterizedTest
  @CsvSource({
    "OTEL_TRACES_EXPORTER, zipkin, E015",
    "OTEL_TRACES_EXPORTER, Jaeger, E015",
    "OTEL_METRICS_EXPORTER, prometheus, E015",
    "OTEL_LOGS_EXPORTER, console, E015",
    "OTEL_TRACES_SAMPLER, parentbased_jaeger_remote, E014",
    "OTEL_PROPAGATORS, b3multi, E018",
  })
  void whatTheStandardHasAndClewHasNotIsIgnored(String variable, String value, ErrorCode code) {
    scene.set(variable, value).set("CLEW_OTLP_ENDPOINT", "http://h:1");

    Settings settings = scene.load();

    assertThat(settings.warnings())
        .containsExactly(new Settings.Warning(code, settings.warnings().getFirst().detail(), true));
    assertThat(settings.warnings().getFirst().detail())
        .startsWith(variable + " has the value \"" + value + "\", which Clew ignores; supported:");
    assertThat(settings.telemetry().exports()).isTrue();
    assertThat(settings.telemetry().sampling()).isEqualTo(new Sampling(Kind.ALWAYS_ON, 1, true));
    assertThat(settings.telemetry().propagators()).containsExactlyInAnyOrder(Propagator.values());
  }

  @Test
  void ofAListOnlyTheForeignNamesAreIgnored() {
    scene
        .set("CLEW_OTLP_ENDPOINT", "http://h:1")
        .set("OTEL_METRICS_EXPORTER", "prometheus")
        .set("OTEL_TRACES_EXPORTER", "zipkin,otlp")
        .set("OTEL_PROPAGATORS", "b3, baggage");

    TelemetrySettings telemetry = scene.telemetry();

    assertThat(telemetry.metrics()).isNull();
    assertThat(telemetry.traces()).isNotNull();
    assertThat(telemetry.logs()).isNotNull();
    assertThat(telemetry.propagators()).containsExactly(Propagator.BAGGAGE);
  }

  @Test
  void batchSizeFollowsASmallerQueue() {
    scene.set("OTEL_BSP_MAX_QUEUE_SIZE", "100").set("OTEL_BSP_SCHEDULE_DELAY", "20");

    assertThat(scene.telemetry().spanBatch())
        .isEqualTo(new Batch(Duration.ofMillis(20), 100, 100, Duration.ofSeconds(30)));
  }

  @Test
  void serviceNamePrecedence() {
    scene.usersFile("[telemetry]\nservice_name = 'file'\nservice_version = '1'\n");
    assertThat(scene.telemetry().serviceName()).isEqualTo("file");

    scene.set(RESOURCE, "service.name=resource,service.version=2,a=b");
    assertThat(scene.telemetry().serviceName()).isEqualTo("resource");
    assertThat(scene.telemetry().serviceVersion()).isEqualTo("2");

    scene.set("OTEL_SERVICE_NAME", "variable");
    assertThat(scene.telemetry().serviceName()).isEqualTo("variable");
    assertThat(scene.telemetry().resourceAttributes())
        .isEqualTo(Map.of("service.name", "variable", "service.version", "2", "a", "b"));
  }

  @Test
  void resourceAttributes() {
    scene
        .usersFile("[telemetry.resource_attributes]\nteam = 'x'\nbuild.number = 7\nenv = 'file'")
        .set(RESOURCE, "env=ci, host.name = h%2C1 ,sum=1%2B1+1,empty=,");

    assertThat(scene.telemetry().resourceAttributes())
        .isEqualTo(
            Map.of(
                "team",
                "x",
                "build.number",
                "7",
                "env",
                "ci",
                "host.name",
                "h,1",
                "sum",
                "1+1+1",
                "empty",
                ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a=b,c", "=b", "a=%", "a=%f", "a=%ff", "%zz=1"})
  void malformedResourceAttributesAreDiscardedAndReported(String value) {
    scene.set(RESOURCE, value);

    assertThat(scene.telemetry().resourceAttributes()).isEmpty();
    assertThat(scene.load().warnings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.code()).isEqualTo(ErrorCode.E005);
              assertThat(warning.detail()).startsWith(RESOURCE);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "parallax.run.id=8b4766a1c2d3e4f5, 0",
    "cli.invocation.id=8b4766a1c2d3e4f5, 0",
    "'cli.invocation.id=aaaaaaaaaaaaaaaa,parallax.run.id=8b4766a1c2d3e4f5', 0",
    "'parallax.run.id=UP,cli.invocation.id=8b4766a1c2d3e4f5', 1",
  })
  void runIdInResourceAttributes(String value, int warnings) {
    scene.set(RESOURCE, value + ",a=b");

    assertThat(scene.telemetry().requestedRunId()).isEqualTo(ID);
    assertThat(scene.telemetry().resourceAttributes()).isEqualTo(Map.of("a", "b"));
    assertThat(scene.load().warnings()).hasSize(warnings);
  }

  @Test
  void runIdOfTheVariableGoesFirst() {
    scene.set(RESOURCE, "parallax.run.id=nonsense").set("CLEW_RUN_ID", ID);

    assertThat(scene.telemetry().requestedRunId()).isEqualTo(ID);
    assertThat(scene.load().warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, true", "true, true", "YES, true", "On, true", "0, false", "no, false"})
  void switches(String value, boolean on) {
    scene.set("CLEW_DIAGNOSTICS_FILE", value).set("CLEW_TELEMETRY_CAPTURE_CONTENT", value);

    assertThat(scene.telemetry().diagnosticsFile()).isEqualTo(on);
    assertThat(scene.telemetry().captureContent()).isEqualTo(on);
  }

  @Test
  void longRunningCommandsExportInDevWhenAskedTo() {
    scene.set("CLEW_OTLP_ENDPOINT", "http://h:1");
    assertThat(scene.load().profile()).isEqualTo(Profile.PRODUCTION);
    assertThat(scene.load().longRunningExports()).isTrue();

    scene.flags(new Flags(false, null, false, null, "dev")).set("CLEW_PROFILE", "production");
    assertThat(scene.load().profile()).isEqualTo(Profile.DEV);
    assertThat(scene.load().longRunningExports()).isFalse();

    scene.set("CLEW_TELEMETRY_ENABLED", "true");
    assertThat(scene.load().longRunningExports()).isTrue();
  }
}
