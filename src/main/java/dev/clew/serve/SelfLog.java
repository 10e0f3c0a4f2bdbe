package dev.clew.serve;

import dev.clew.redaction.Redaction;
import dev.clew.telemetry.log.LogLine;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;
import java.util.Set;

/// Lines of the daemon's log that wait to be exported.
final class SelfLog {
  private static final AttributeKey<String> SUBSYSTEM = AttributeKey.stringKey("subsystem");

  /// The record has them from the context.
  private static final Set<String> CORRELATION = Set.of("trace_id", "span_id");

  final SelfQueue<LogRecordData> queue;
  private final Redaction redaction;
  private final SdkLoggerProvider logs;

  /// @param most lines that may wait
  SelfLog(Resource resource, Redaction redaction, int most) {
    this.queue = new SelfQueue<>(most);
    this.redaction = redaction;
    this.logs =
        SdkLoggerProvider.builder()
            .setResource(resource)
            .addLogRecordProcessor((_, entry) -> queue.add(entry.toLogRecordData()))
            .build();
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
}
