package dev.clew.store;

import dev.clew.otlp.codec.MalformedMessage;
import dev.clew.otlp.codec.OtlpFields.LogFields;
import dev.clew.otlp.codec.OtlpTime;
import dev.clew.otlp.codec.ProtoCursor;
import dev.clew.runs.RunNames;
import java.util.List;

/// Cuts log records out of a request. One whose ids are not valid belongs to no span.
final class LogDecoder extends RecordDecoder {
  LogDecoder(byte[] bytes, RunNames names, RecordBudget.Hold hold) {
    super("LogRecord", bytes, names, hold);
  }

  @Override
  void read(ScopedRecords.Origin origin, String scope, int from, int to, List<Row> rows)
      throws MalformedMessage {
    long traceHigh = 0;
    long traceLow = 0;
    long span = 0;
    long time = 0;
    long observed = 0;
    int severity = 0;
    String event = null;
    ProtoCursor message = new ProtoCursor(bytes, from, to);
    while (message.next()) {
      switch (message.field()) {
        case LogFields.TIME_UNIX_NANO -> time = OtlpTime.known(message.number());
        case LogFields.SEVERITY_NUMBER -> severity = (int) message.number();
        case LogFields.TRACE_ID -> {
          if (isTraceId(message)) {
            traceHigh = message.bigEndian(0);
            traceLow = message.bigEndian(8);
          }
        }
        case LogFields.SPAN_ID -> span = id(message, span);
        case LogFields.OBSERVED_TIME_UNIX_NANO -> observed = OtlpTime.known(message.number());
        case LogFields.EVENT_NAME ->
            event =
                message.isBlock(LogFields.EVENT_NAME) && message.blockLength() > 0
                    ? message.text(RecordBudget.OF_NAME)
                    : null;
        default -> {}
      }
    }
    rows.add(
        new Row.Log(
            run(origin, LogFields.ATTRIBUTES, from, to),
            traceHigh,
            traceLow,
            span,
            time == 0 ? observed : time,
            severity,
            event,
            from,
            to));
  }
}
