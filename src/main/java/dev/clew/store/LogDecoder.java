package dev.clew.store;

import dev.clew.otlp.codec.MalformedMessage;
import dev.clew.otlp.codec.OtlpTime;
import dev.clew.otlp.codec.ProtoCursor;
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
        case 1 -> time = OtlpTime.known(message.number());
        case 2 -> severity = (int) message.number();
        case 9 -> {
          if (isTraceId(message)) {
            traceHigh = message.bigEndian(0);
            traceLow = message.bigEndian(8);
          }
        }
        case 10 -> span = id(message, span);
        case 11 -> observed = OtlpTime.known(message.number());
        case 12 ->
            event =
                message.isBlock(12) && message.blockLength() > 0
                    ? message.text(RecordBudget.OF_NAME)
                    : null;
        default -> {}
      }
    }
    rows.add(
        new Row.Log(
            run(origin, 6, from, to),
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
