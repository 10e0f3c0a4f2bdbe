package dev.clew.serve;

import dev.clew.redaction.Redaction;
import dev.clew.telemetry.log.LogLine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Lines of the daemon's log that wait to be exported. Who writes the log never waits: what the
/// queue does not take is counted.
final class SelfLog {
  private static final AttributeKey<String> SUBSYSTEM = AttributeKey.stringKey("subsystem");

  /// The record has them from the context.
  private static final Set<String> CORRELATION = Set.of("trace_id", "span_id");

  private final BlockingQueue<LogRecordData> waiting;
  private final Counter lost;
  private final Redaction redaction;
  private final SdkLoggerProvider logs;

  /// @param most lines that may wait
  SelfLog(Resource resource, Redaction redaction, MeterRegistry registry, int most) {
    this.waiting = new ArrayBlockingQueue<>(most);
    this.redaction = redaction;
    this.lost =
        Counter.builder("clew.log.lost.records")
            .description("Lines of the server's own log that could not be exported")
            .register(registry);
    this.logs =
        SdkLoggerProvider.builder()
            .setResource(resource)
            .addLogRecordProcessor((_, entry) -> queue(entry.toLogRecordData()))
            .build();
  }

  private void queue(LogRecordData entry) {
    if (!waiting.offer(entry)) {
      lost.increment();
    }
  }

  /// Takes a line. What exporting has to say of itself is not exported.
  void add(LogLine line) {
    if (line.subsystem().equals(SelfTelemetry.SUBSYSTEM)
        || String.valueOf(line.fields().get("logger")).startsWith("okhttp3")) {
      return;
    }
    AttributesBuilder attributes = Attributes.builder();
    line.fields()
        .forEach(
            (key, value) -> {
              if (!CORRELATION.contains(key)) {
                attributes.put(key, String.valueOf(value));
              }
            });
    logs.get("clew." + line.subsystem())
        .logRecordBuilder()
        .setTimestamp(line.at())
        .setSeverity(severity(line))
        .setSeverityText(line.level().name())
        .setBody(redaction.text(line.message()))
        .setAllAttributes(redaction.attributes(attributes.build()))
        .setAttribute(SUBSYSTEM, line.subsystem())
        .emit();
  }

  private static Severity severity(LogLine line) {
    return switch (line.level()) {
      case DEBUG -> Severity.DEBUG;
      case INFO -> Severity.INFO;
      case WARN -> Severity.WARN;
      case ERROR -> Severity.ERROR;
    };
  }

  /// Some of those that wait, the oldest first; they wait no longer.
  List<LogRecordData> take(int most) {
    List<LogRecordData> taken = new ArrayList<>();
    waiting.drainTo(taken, most);
    return taken;
  }

  /// Notes that lines that were taken are not exported.
  void lost(long lines) {
    lost.increment((double) lines);
  }
}
