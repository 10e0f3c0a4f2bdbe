package dev.clew.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.ci.PipelineRun;
import dev.clew.config.Flags;
import dev.clew.config.Settings;
import dev.clew.config.SettingsLoader;
import dev.clew.runfile.RunId;
import dev.clew.telemetry.log.Log;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderProviderTest {
  private static final RunId RUN = new RunId("00000000000c0de1");

  @TempDir Path home;

  @Test
  void aRecorderOfAnotherKindSeesEverythingBesideTheFile() throws Exception {
    Telemetry telemetry = open(Map.of("CLEW_HOME", home.toString()));

    telemetry.recorder().emit("run", event(), Context.root());
    assertThat(telemetry.recorder().close()).isEqualTo(DeliveryOutcome.DELIVERED);

    assertThat(Listening.CALLS.remove(RUN)).containsExactly("emit", "close");
    assertThat(Files.readString(telemetry.file())).contains("all is well");
  }

  @Test
  void aPlainTextTracerTakesPart() throws Exception {
    var run = new RunId("00000000000c0de2");
    List<String> lines = PlainTextTracer.linesOf(run);
    Recorder recorder = open(run, Map.of("CLEW_HOME", home.toString())).recorder();
    Instant start = Instant.ofEpochSecond(1_700_000_000);

    Span build = recorder.startSpan("build", Context.root(), Attributes.empty(), start);
    Context inside = Context.root().with(build);
    Span lint = recorder.startSpan("lint", inside, Attributes.empty(), start.plusMillis(5));
    recorder.emit("run", event(), inside);
    lint.setAttribute("files", 7).end(start.plusMillis(20));
    build.end(start.plusMillis(30));
    recorder.close();

    assertThat(lines)
        .containsExactly(
            "> build", "  > lint", "  run: all is well", "  < lint 15 ms", "< build 30 ms");
    Path file = home.resolve("data/diagnostics/runs/" + run.hex() + ".jsonl");
    assertThat(Files.readString(file)).contains("\"lint\"", "\"files\"", "all is well");
  }

  @Test
  void nobodyIsAskedWhenTelemetryIsOff() {
    open(Map.of("CLEW_HOME", home.toString(), "CLEW_TELEMETRY_ENABLED", "false"))
        .recorder()
        .emit("run", event(), Context.root());

    assertThat(Listening.CALLS).doesNotContainKey(RUN);
  }

  private static Event event() {
    return new Event("it.happened", Severity.INFO, "all is well", Attributes.empty());
  }

  private Telemetry open(Map<String, String> environment) {
    return open(RUN, environment);
  }

  private Telemetry open(RunId run, Map<String, String> environment) {
    Settings settings = new SettingsLoader().load(Flags.NONE, environment, home, home);
    var machine =
        new HostInfo(
            "host",
            1,
            "1",
            home,
            new PrintStream(OutputStream.nullOutputStream()),
            () -> PipelineRun.of(environment, home));
    return Telemetry.open(
        settings,
        run,
        false,
        machine,
        Clock.systemUTC(),
        (code, detail) -> {
          throw new AssertionError(code + detail);
        },
        Log.off());
  }

  /// Keeps the names of the calls to the run of this test.
  public static final class Listening implements RecorderProvider {
    private static final Map<RunId, List<String>> CALLS = new ConcurrentHashMap<>();

    @Override
    public Recorder around(Recorder recorder, RunId run) {
      if (!run.equals(RUN)) {
        return recorder;
      }
      List<String> calls = CALLS.computeIfAbsent(run, _ -> new ArrayList<>());
      return (Recorder)
          Proxy.newProxyInstance(
              Recorder.class.getClassLoader(),
              new Class<?>[] {Recorder.class},
              (_, method, arguments) -> {
                calls.add(method.getName());
                return method.invoke(recorder, arguments);
              });
    }
  }
}
