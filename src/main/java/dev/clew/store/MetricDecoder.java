package dev.clew.store;

import dev.clew.otlp.codec.MalformedMessage;
import dev.clew.otlp.codec.MetricData;
import dev.clew.otlp.codec.OtlpFields.DataFields;
import dev.clew.otlp.codec.OtlpFields.MetricFields;
import dev.clew.otlp.codec.OtlpFields.PointFields;
import dev.clew.otlp.codec.OtlpTime;
import dev.clew.otlp.codec.ProtoBuffer;
import dev.clew.otlp.codec.ProtoCursor;
import dev.clew.runs.RunName;
import dev.clew.runs.RunNames;
import dev.clew.store.Ingest.RequestTooLarge;
import dev.clew.store.Ingest.StoreBusy;
import java.util.ArrayList;
import java.util.List;

/// Cuts the points out of metrics. What is left of a metric is its descriptor; a parser that is
/// given the descriptor and a point one after the other merges them, as protobuf demands.
final class MetricDecoder extends RecordDecoder {
  MetricDecoder(byte[] bytes, RunNames names, RecordBudget.Hold hold) {
    super("Metric", bytes, names, hold);
  }

  @Override
  void read(ScopedRecords.Origin origin, String scope, int from, int to, List<Row> rows)
      throws MalformedMessage, RequestTooLarge, StoreBusy {
    record Span(int from, int to) {}
    String name = "";
    String unit = "";
    int kind = 0;
    List<Span> points = new ArrayList<>();
    ProtoBuffer rest = new ProtoBuffer(128);
    ProtoCursor metric = new ProtoCursor(bytes, from, to);
    while (metric.next()) {
      if (metric.type() == ProtoCursor.BLOCK && MetricData.isPoints(metric.field())) {
        kind = metric.field();
        int mark = rest.begin(kind);
        ProtoCursor data = metric.block();
        while (data.next()) {
          if (data.isBlock(DataFields.DATA_POINTS)) {
            hold.count();
            points.add(new Span(data.blockStart(), data.blockEnd()));
          } else {
            rest.raw(bytes, data.fieldStart(), data.fieldEnd());
          }
        }
        rest.end(mark);
      } else {
        name = metric.isBlock(MetricFields.NAME) ? metric.text() : name;
        unit = metric.isBlock(MetricFields.UNIT) ? metric.text() : unit;
        rest.raw(bytes, metric.fieldStart(), metric.fieldEnd());
      }
    }
    RecordBudget.check("metric without its points", rest.size(), RecordBudget.OF_METRIC);
    Row.Descriptor descriptor = new Row.Descriptor(name, unit, kind, rest.toByteArray());
    int attributes = MetricData.attributes(kind);
    for (Span point : points) {
      RunName run = run(origin, attributes, point.from(), point.to());
      rows.add(
          new Row.Point(run, descriptor, time(point.from(), point.to()), point.from(), point.to()));
    }
    if (points.isEmpty()) {
      // A metric of which nothing was measured is still told.
      rows.add(new Row.Point(origin.run(), descriptor, 0, to, to));
    }
  }

  private long time(int from, int to) throws MalformedMessage {
    long time = 0;
    ProtoCursor point = new ProtoCursor(bytes, from, to);
    while (point.next()) {
      if (point.field() == PointFields.TIME_UNIX_NANO && point.type() == ProtoCursor.FIXED64) {
        time = OtlpTime.known(point.number());
      }
    }
    return time;
  }
}
