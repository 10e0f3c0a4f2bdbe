package dev.clew.record;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Reads one `Metric` with its points. Temporality may come after the points, so the points wait
/// until the metric ends.
final class MetricParser {
  private static final int CUMULATIVE = 2;

  private String name = "";
  private String unit = "";
  private String description = "";
  private String data = "";
  private boolean monotonic;
  private int temporality;
  private final List<PointParser> points = new ArrayList<>();

  List<MetricPoint> read(JsonParser parser, ValueParser values, RecordSource source)
      throws IOException {
    Json.object(parser, field -> field(field, parser, values));
    Metric metric = new Metric(name, unit, description, kind());
    List<MetricPoint> read = new ArrayList<>(points.size());
    for (PointParser point : points) {
      read.add(
          new MetricPoint(
              source, metric, point.attributes, point.start, point.time, point.reading()));
    }
    return read;
  }

  private Metric.Kind kind() {
    boolean cumulative = temporality == CUMULATIVE;
    return switch (data) {
      case "sum" -> new Metric.Sum(monotonic, cumulative);
      case "histogram", "exponentialHistogram" -> new Metric.Histogram(cumulative);
      case "summary" -> new Metric.Summary();
      default -> new Metric.Gauge();
    };
  }

  private void field(String field, JsonParser parser, ValueParser values) throws IOException {
    switch (field) {
      case "name" -> name = Json.text(parser);
      case "unit" -> unit = Json.text(parser);
      case "description" -> description = Json.text(parser);
      case "gauge", "sum", "histogram", "exponentialHistogram", "summary" -> {
        data = field;
        Json.object(parser, inner -> data(inner, parser, values));
      }
      default -> parser.skipChildren();
    }
  }

  private void data(String field, JsonParser parser, ValueParser values) throws IOException {
    switch (field) {
      case "dataPoints" ->
          Json.array(parser, () -> points.add(new PointParser().read(parser, values)));
      case "isMonotonic" -> monotonic = Json.flag(parser);
      case "aggregationTemporality" -> temporality = Json.number(parser);
      default -> parser.skipChildren();
    }
  }

  private static final class PointParser {
    private Attributes attributes = Attributes.EMPTY;
    private long start;
    private long time;
    private PointValue scalar = new PointValue.Missing();
    private boolean distribution;
    private long count;
    private double sum;
    private OptionalDouble min = OptionalDouble.empty();
    private OptionalDouble max = OptionalDouble.empty();

    PointParser read(JsonParser parser, ValueParser values) throws IOException {
      Json.object(parser, field -> field(field, parser, values));
      return this;
    }

    PointValue reading() {
      return distribution ? new PointValue.Distribution(count, sum, min, max) : scalar;
    }

    private void field(String field, JsonParser parser, ValueParser values) throws IOException {
      switch (field) {
        case "attributes" -> attributes = values.attributes();
        case "startTimeUnixNano" -> start = Json.time(parser);
        case "timeUnixNano" -> time = Json.time(parser);
        case "asInt" -> scalar = new PointValue.Whole(Json.whole(parser));
        case "asDouble" -> scalar = new PointValue.Decimal(Json.decimal(parser));
        case "count" -> {
          distribution = true;
          count = Json.whole(parser);
        }
        case "sum" -> sum = Json.decimal(parser);
        case "min" -> min = OptionalDouble.of(Json.decimal(parser));
        case "max" -> max = OptionalDouble.of(Json.decimal(parser));
        default -> parser.skipChildren();
      }
    }
  }
}
