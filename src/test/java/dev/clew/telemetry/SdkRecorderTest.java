package dev.clew.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.pattern.LinearPattern;
import dev.clew.redaction.Redaction;
import dev.clew.runfile.RunFile;
import dev.clew.telemetry.Measurement.Kind;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SdkRecorderTest {
  private static final Attributes SECRETS =
      Attributes.builder()
          .put("password=hunter2", 1)
          .put("plain", "says password=hunter2")
          .put("db.password", "hunter2 and more")
          .put("pin.token", 2112112)
          .put("number", "ACME-hunter2")
          .put(AttributeKey.stringArrayKey("list"), "a", "token=hunter2")
          .build();

  @TempDir Path directory;

  @Test
  void noSecretPassesByWhateverWayItComes() throws Exception {
    Path path = directory.resolve("8b4766a1c2d3e4f5.jsonl");
    try (RunFile file = RunFile.open(path)) {
      SdkRecorder recorder = recorder(file);
      Span span =
          recorder.startSpan(
              "--token hunter2 token=hunter2",
              Context.root(),
              SECRETS,
              Clock.systemUTC().instant());
      recorder.emit(
          "user",
          new Event("e", Severity.INFO, "Authorization: Bearer hunter2hunter2", SECRETS),
          Context.root().with(span));
      recorder.measure(
          "user",
          List.of(Measurement.of("m", Kind.COUNTER, "token=hunter2", 1L, SECRETS)),
          Clock.systemUTC().instant());
      byte[] line = "ACME-hunter2 secret: hunter2".getBytes(StandardCharsets.UTF_8);
      recorder.output("stdout", span.getSpanContext()).line(line, 0, line.length, true, 1);
      span.end();
      recorder.close();
    }

    String recorded = Files.readString(path);
    assertThat(recorded)
        .contains("resourceSpans", "resourceLogs", "resourceMetrics", "log.iostream")
        .doesNotContain("2112112");
    assertThat(recorded).doesNotContain("hunter2");
  }

  private static SdkRecorder recorder(RunFile file) {
    var journal =
        new RunWriter(
            file,
            null,
            (_, _) -> true,
            Clock.systemUTC(),
            (code, detail) -> {
              throw new AssertionError(code + detail);
            });
    Resource resource = Resource.empty();
    var redaction = new Redaction(List.of(LinearPattern.compile("ACME-[a-z0-9]+")));
    return new SdkRecorder(
        journal, redaction, resource, resource, null, Sampler.alwaysOn(), null, true);
  }
}
