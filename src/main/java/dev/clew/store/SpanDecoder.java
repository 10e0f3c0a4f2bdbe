package dev.clew.store;

import dev.clew.otlp.codec.MalformedMessage;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.otlp.codec.OtlpTime;
import dev.clew.otlp.codec.ProtoCursor;
import dev.clew.otlp.codec.SignalDetector;
import java.util.List;

/// Cuts spans out of a request. A span without valid ids is rejected, as the OTLP specification
/// allows: nothing could ever refer to it.
final class SpanDecoder extends RecordDecoder {
  SpanDecoder(byte[] bytes, RunNames names, RecordBudget.Hold hold) {
    super("Span", bytes, names, hold);
  }

  @Override
  void read(ScopedRecords.Origin origin, String scope, int from, int to, List<Row> rows)
      throws MalformedMessage {
    long traceHigh = 0;
    long traceLow = 0;
    long span = 0;
    long parent = 0;
    long start = 0;
    long end = 0;
    int kind = 0;
    int status = 0;
    String name = "";
    int events = 0;
    int links = 0;
    int what = 0;
    ProtoCursor message = new ProtoCursor(bytes, from, to);
    while (message.next()) {
      switch (message.field()) {
        case 1 -> {
          if (isTraceId(message)) {
            traceHigh = message.bigEndian(0);
            traceLow = message.bigEndian(8);
          }
        }
        case 2 -> span = id(message, span);
        case 4 -> parent = id(message, parent);
        case 5 -> name = message.isBlock(5) ? message.text(RecordBudget.OF_NAME) : name;
        case 6 -> kind = (int) message.number() & 0xF;
        case 7 -> start = OtlpTime.known(message.number());
        case 8 -> end = OtlpTime.known(message.number());
        case 9 -> what = message.isBlock(9) ? SpanDetails.kind(what, bytes, message) : what;
        case 11 -> events += message.isBlock(11) ? 1 : 0;
        case 13 -> links += message.isBlock(13) ? 1 : 0;
        case 15 -> status = message.isBlock(15) ? status(message) : status;
        default -> {}
      }
    }
    if (span == 0 || (traceHigh | traceLow) == 0) {
      if (start == 0 && SignalDetector.of(bytes, from, to) != OtlpSignal.TRACES) {
        throw new MalformedMessage("the records are no spans; are they of another signal?");
      }
      reject("a span has no valid trace id and span id");
      return;
    }
    rows.add(
        new Row.Span(
            run(origin, 9, from, to),
            traceHigh,
            traceLow,
            span,
            parent,
            start,
            end,
            kind | status << 4,
            name,
            scope.startsWith("clew."),
            SpanDetails.pack(events, links, what),
            from,
            to));
  }

  private int status(ProtoCursor on) throws MalformedMessage {
    int code = 0;
    ProtoCursor message = new ProtoCursor(bytes, on.blockStart(), on.blockEnd());
    while (message.next()) {
      if (message.field() == 3 && message.type() == ProtoCursor.VARINT) {
        code = (int) message.number() & 3;
      }
    }
    return code;
  }
}
