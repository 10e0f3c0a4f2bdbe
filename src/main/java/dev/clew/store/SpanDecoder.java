package dev.clew.store;

import dev.clew.otlp.codec.MalformedMessage;
import dev.clew.otlp.codec.OtlpFields.SpanFields;
import dev.clew.otlp.codec.OtlpFields.StatusFields;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.otlp.codec.OtlpTime;
import dev.clew.otlp.codec.ProtoCursor;
import dev.clew.otlp.codec.SignalDetector;
import dev.clew.runs.RunNames;
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
        case SpanFields.TRACE_ID -> {
          if (isTraceId(message)) {
            traceHigh = message.bigEndian(0);
            traceLow = message.bigEndian(8);
          }
        }
        case SpanFields.SPAN_ID -> span = id(message, span);
        case SpanFields.PARENT_SPAN_ID -> parent = id(message, parent);
        case SpanFields.NAME ->
            name = message.isBlock(SpanFields.NAME) ? message.text(RecordBudget.OF_NAME) : name;
        case SpanFields.KIND -> kind = (int) message.number() & 0xF;
        case SpanFields.START_TIME_UNIX_NANO -> start = OtlpTime.known(message.number());
        case SpanFields.END_TIME_UNIX_NANO -> end = OtlpTime.known(message.number());
        case SpanFields.ATTRIBUTES ->
            what =
                message.isBlock(SpanFields.ATTRIBUTES)
                    ? SpanDetails.kind(what, bytes, message)
                    : what;
        case SpanFields.EVENTS -> events += message.isBlock(SpanFields.EVENTS) ? 1 : 0;
        case SpanFields.LINKS -> links += message.isBlock(SpanFields.LINKS) ? 1 : 0;
        case SpanFields.STATUS ->
            status = message.isBlock(SpanFields.STATUS) ? status(message) : status;
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
            run(origin, SpanFields.ATTRIBUTES, from, to),
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
    ProtoCursor message = on.block();
    while (message.next()) {
      if (message.field() == StatusFields.CODE && message.type() == ProtoCursor.VARINT) {
        code = (int) message.number() & 3;
      }
    }
    return code;
  }
}
