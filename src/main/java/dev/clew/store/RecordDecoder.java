package dev.clew.store;

import dev.clew.otlp.codec.MalformedMessage;
import dev.clew.otlp.codec.MessageDescriptor;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.otlp.codec.ProtoCursor;
import dev.clew.runs.RunName;
import dev.clew.runs.RunNames;
import dev.clew.store.Ingest.RequestTooLarge;
import dev.clew.store.Ingest.StoreBusy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cuts the records of one signal out of a request.
abstract sealed class RecordDecoder permits SpanDecoder, LogDecoder, MetricDecoder {
  private final MessageDescriptor shape;
  final byte[] bytes;
  private final RunNames names;
  final RecordBudget.Hold hold;
  private long rejected;
  private String reason = "";

  RecordDecoder(String type, byte[] bytes, RunNames names, RecordBudget.Hold hold) {
    this.hold = hold;
    this.shape = MessageDescriptor.of(type);
    this.bytes = bytes;
    this.names = names;
  }

  static RecordDecoder of(OtlpSignal signal, byte[] bytes, RunNames names, RecordBudget.Hold hold) {
    return switch (signal) {
      case TRACES -> new SpanDecoder(bytes, names, hold);
      case LOGS -> new LogDecoder(bytes, names, hold);
      case METRICS -> new MetricDecoder(bytes, names, hold);
    };
  }

  /// Takes the message between two offsets apart: a span, a log record, or a metric with its
  /// points.
  final void decode(ScopedRecords.Origin origin, String scope, int from, int to, List<Row> rows)
      throws MalformedMessage, RequestTooLarge, StoreBusy {
    hold.count();
    shape.check(bytes, from, to);
    read(origin, scope, from, to, rows);
  }

  abstract void read(ScopedRecords.Origin origin, String scope, int from, int to, List<Row> rows)
      throws MalformedMessage, RequestTooLarge, StoreBusy;

  /// The run of a record: its resource's, unless an attribute of its own goes before that one.
  ///
  /// @param field the number of the record's attributes
  final @Nullable RunName run(ScopedRecords.Origin origin, int field, int from, int to)
      throws MalformedMessage {
    if (origin.run() != null) {
      return origin.run();
    }
    RunName found = null;
    ProtoCursor record = new ProtoCursor(bytes, from, to);
    while (record.next()) {
      if (record.isBlock(field)) {
        found = names.better(found, bytes, record.blockStart(), record.blockEnd());
      }
    }
    return found;
  }

  /// Whether the field that a cursor is on is as long as trace ids are.
  static boolean isTraceId(ProtoCursor message) {
    return message.type() == ProtoCursor.BLOCK && message.blockLength() == 16;
  }

  /// The span id that a cursor is on, or another one where it has not the length of one.
  static long id(ProtoCursor message, long otherwise) {
    return message.type() == ProtoCursor.BLOCK && message.blockLength() == 8
        ? message.bigEndian(0)
        : otherwise;
  }

  final void reject(String why) {
    rejected++;
    if (reason.isEmpty()) {
      reason = why;
    }
  }

  final long rejected() {
    return rejected;
  }

  final String reason() {
    return reason;
  }
}
