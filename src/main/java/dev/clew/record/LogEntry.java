package dev.clew.record;

/// One log record: an output line, a lifecycle event, a message.
///
/// @param severity OTLP's number, 0 when unset
/// @param eventName empty when it is no event
public record LogEntry(
    RecordSource source,
    long timeNanos,
    int severity,
    String severityText,
    Value body,
    String eventName,
    String traceId,
    String spanId,
    Attributes attributes)
    implements Entry {
  /// `stdout` or `stderr` for a line that the command wrote, else empty.
  public String stream() {
    return attributes.text("log.iostream");
  }

  /// The `subsystem` attribute, else the scope's name without `clew.`.
  public String subsystem() {
    String subsystem = attributes.text("subsystem");
    if (!subsystem.isEmpty()) {
      return subsystem;
    }
    String scope = source.scope();
    return scope.startsWith("clew.") ? scope.substring("clew.".length()) : scope;
  }

  public Level level() {
    return Level.of(severity, severityText);
  }
}
