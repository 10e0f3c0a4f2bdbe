package dev.clew.store;

import dev.clew.wire.MalformedMessage;
import dev.clew.wire.ProtoCursor;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// Cuts the points out of metrics. What is left of a metric is its descriptor; a parser that is
/// given the descriptor and a point one after the other merges them, as protobuf demands.
final class MetricDecoder extends RecordDecoder {
  /// Fields of `Metric` that hold points.
  private static final int HISTOGRAM = 9;

  private static final int EXPONENTIAL = 10;

  MetricDecoder(byte[] bytes, RunNames names) {
    super("Metric", bytes, names);
  }

  static boolean holdsPoints(int field) {
    return field == 5 || field == 7 || field == HISTOGRAM || field == EXPONENTIAL || field == 11;
  }

  /// The field of a point that holds its attributes.
  private static int attributes(int kind) {
    return switch (kind) {
      case HISTOGRAM -> 9;
      case EXPONENTIAL -> 1;
      default -> 7;
    };
  }

  @Override
  void read(Group.Origin origin, String scope, int from, int to, List<Row> rows)
      throws MalformedMessage {
    record Span(int from, int to) {}
    String name = "";
    String unit = "";
    int kind = 0;
    List<Span> points = new ArrayList<>();
    ByteArrayOutputStream rest = new ByteArrayOutputStream(128);
    ProtoCursor metric = new ProtoCursor(bytes, from, to);
    while (metric.next()) {
      if (metric.type() == ProtoCursor.BLOCK && holdsPoints(metric.field())) {
        kind = metric.field();
        ByteArrayOutputStream shared = new ByteArrayOutputStream(8);
        ProtoCursor data = new ProtoCursor(bytes, metric.blockStart(), metric.blockEnd());
        while (data.next()) {
          if (data.isBlock(1)) {
            points.add(new Span(data.blockStart(), data.blockEnd()));
          } else {
            shared.write(bytes, data.fieldStart(), data.fieldEnd() - data.fieldStart());
          }
        }
        Blocks.write(rest, kind, shared.toByteArray());
      } else {
        name = metric.isBlock(1) ? metric.text() : name;
        unit = metric.isBlock(3) ? metric.text() : unit;
        rest.write(bytes, metric.fieldStart(), metric.fieldEnd() - metric.fieldStart());
      }
    }
    Row.Descriptor descriptor = new Row.Descriptor(name, unit, kind, rest.toByteArray());
    for (Span point : points) {
      RunName run = run(origin, attributes(kind), point.from(), point.to());
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
      if (point.field() == 3 && point.type() == ProtoCursor.FIXED64) {
        time = point.number();
      }
    }
    return time;
  }
}
