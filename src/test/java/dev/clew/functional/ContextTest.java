package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.functional.Program.Ended;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Trace context on its way through `clew run`: from its environment to the command's.
class ContextTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "b7ad6b7169203331";
  private static final String TRACEPARENT = "00-" + TRACE + "-" + PARENT + "-01";

  @TempDir Path home;

  @Test
  void stateAndBaggageReachTheCommandAsTheyCame() {
    Map<String, String> seen =
        environment(
            new Program(home)
                .with("TRACEPARENT", TRACEPARENT)
                .with("TRACESTATE", "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE")
                .with("BAGGAGE", "user=ann%20b;ttl=1,team=core")
                .run("run", "--", "env"));

    assertThat(seen)
        .containsEntry("TRACESTATE", "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE")
        .containsEntry("BAGGAGE", "user=ann%20b;ttl=1,team=core");
  }

  @Test
  void whatIsNotPropagatedIsLeftToTheCommand() {
    Map<String, String> seen =
        environment(
            new Program(home)
                .with("OTEL_PROPAGATORS", "tracecontext")
                .with("BAGGAGE", "k=v")
                .run("run", "--", "env"));

    assertThat(seen).containsEntry("BAGGAGE", "k=v").containsKey("TRACEPARENT");
  }

  @Test
  void variablesOfTheLaunchersOwnDoNotHideTheCommands() {
    Map<String, String> seen =
        environment(
            new Program(home)
                .with("here", "mine")
                .with("word", "mine")
                .with("world", "mine")
                .run("run", "--", "env"));

    assertThat(seen)
        .containsEntry("here", "mine")
        .containsEntry("word", "mine")
        .containsEntry("world", "mine");
  }

  @ParameterizedTest
  @CsvSource({
    "traceparent, " + TRACEPARENT,
    "Traceparent, " + TRACEPARENT,
    "TRACEPARENT, 00-00000000000000000000000000000000-" + PARENT + "-01",
    "TRACEPARENT, nonsense",
    "TRACEPARENT, ''",
  })
  void whatIsNoParentStartsATraceWithoutOne(String name, String value) {
    Program clew = new Program(home).with(name, value).with("TRACESTATE", "vendor=1");

    Map<String, String> seen = environment(clew.run("run", "--", "env"));

    assertThat(seen.get("TRACEPARENT"))
        .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01")
        .doesNotContain(TRACE, "00000000");
    assertThat(seen).doesNotContainKey("TRACESTATE");
    // An empty parent id, where one of zeros would name a span that does not exist.
    assertThat(clew.records().span("env").getParentSpanId().isEmpty()).isTrue();
  }

  @Test
  void twoNestedLevelsAreOneTrace() {
    Program clew = new Program(home).with("TRACEPARENT", TRACEPARENT).with("BAGGAGE", "k=v");
    String program = Program.path().toString();

    Map<String, String> seen =
        environment(
            clew.run(
                "run", "--name", "outer", "--", program, "run", "--name", "inner", "--", "env"));

    Records records = clew.records();
    Span outer = records.span("outer");
    Span inner = records.span("inner");
    assertThat(Records.hex(outer.getTraceId())).isEqualTo(TRACE);
    assertThat(Records.hex(outer.getParentSpanId())).isEqualTo(PARENT);
    assertThat(inner.getTraceId()).isEqualTo(outer.getTraceId());
    assertThat(inner.getParentSpanId()).isEqualTo(outer.getSpanId());
    assertThat(seen)
        .containsEntry("TRACEPARENT", "00-" + TRACE + "-" + Records.hex(inner.getSpanId()) + "-01")
        .containsEntry("BAGGAGE", "k=v");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "step"})
  void templatesAreReplacedWhenAskedFor(String kind) {
    Program clew =
        new Program(home)
            .with("TRACEPARENT", TRACEPARENT)
            .with("TRACESTATE", "a=1")
            .with("BAGGAGE", "k=v");
    String text = "{{traceparent}} {{tracestate}} {{baggage}} {{run_id}} {{other}}";
    String[] plain = {"run", "--", "echo", text};
    String[] asked =
        kind.equals("run")
            ? new String[] {"run", "--template", "--", "echo", text}
            : new String[] {"step", "--template", "s", "--", "echo", text};

    assertThat(clew.run(plain).text()).isEqualTo(text + "\n");
    assertThat(clew.run(asked).text())
        .matches("00-" + TRACE + "-[0-9a-f]{16}-01 a=1 k=v [0-9a-f]{16} \\{\\{other}}\n");
  }

  @Test
  void withoutInjectionTheCommandSeesWhatTheShellGaveButNoSettingsOfOpenTelemetry() {
    Map<String, String> seen =
        environment(
            new Program(home)
                .with("TRACEPARENT", TRACEPARENT)
                .with("BAGGAGE", "k=v")
                .with("OTEL_SERVICE_NAME", "mine")
                .with("OTEL_PROPAGATORS", "tracecontext")
                .run("run", "--no-inject", "--", "env"));

    assertThat(seen)
        .containsEntry("TRACEPARENT", TRACEPARENT)
        .containsEntry("BAGGAGE", "k=v")
        .doesNotContainKeys("CLEW_RUN_ID", "OTEL_SERVICE_NAME", "OTEL_PROPAGATORS");
  }

  @Test
  void settingsOfOpenTelemetryReachTheCommand() {
    assertThat(
            environment(
                new Program(home)
                    .with("OTEL_SERVICE_NAME", "mine")
                    .with("OTEL_PROPAGATORS", "none")
                    .with("TRACEPARENT", TRACEPARENT)
                    .run("run", "--", "env")))
        .containsEntry("OTEL_SERVICE_NAME", "mine")
        .containsEntry("TRACEPARENT", TRACEPARENT)
        .containsKey("CLEW_RUN_ID");
  }

  private static Map<String, String> environment(Ended ended) {
    assertThat(ended.code()).as(ended.err()).isZero();
    return ended
        .text()
        .lines()
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.indexOf('=')),
                line -> line.substring(line.indexOf('=') + 1)));
  }
}
