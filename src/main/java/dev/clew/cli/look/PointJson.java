package dev.clew.cli.look;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.record.Metric;
import dev.clew.record.MetricPoint;
import dev.clew.record.PointValue;
import dev.clew.runs.JsonFields;
import java.io.IOException;
import java.util.OptionalDouble;

/// Metric points as JSON; see docs/reference/json-output.md.
final class PointJson {
  private PointJson() {}

  static void write(JsonGenerator json, MetricPoint point) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", point.metric().name());
    JsonFields.text(json, "unit", point.metric().unit());
    kind(json, point.metric().kind());
    JsonFields.time(json, "startTime", point.startNanos());
    JsonFields.time(json, "time", point.timeNanos());
    json.writeStringField("scope", point.source().scope());
    JsonFields.number(json, "processId", point.source().resource().whole("process.pid"));
    reading(json, point.reading());
    JsonFields.attributes(json, "attributes", point.attributes());
    json.writeEndObject();
  }

  private static void kind(JsonGenerator json, Metric.Kind kind) throws IOException {
    switch (kind) {
      case Metric.Gauge() -> json.writeStringField("kind", "gauge");
      case Metric.Sum(boolean monotonic, boolean cumulative) -> {
        json.writeStringField("kind", "sum");
        json.writeBooleanField("monotonic", monotonic);
        json.writeBooleanField("cumulative", cumulative);
      }
      case Metric.Histogram(boolean cumulative) -> {
        json.writeStringField("kind", "histogram");
        json.writeBooleanField("cumulative", cumulative);
      }
      case Metric.Summary() -> json.writeStringField("kind", "summary");
    }
  }

  private static void reading(JsonGenerator json, PointValue reading) throws IOException {
    switch (reading) {
      case PointValue.Whole(long value) -> json.writeNumberField("value", value);
      case PointValue.Decimal(double value) -> json.writeNumberField("value", value);
      case PointValue.Distribution(
              long count,
              double sum,
              OptionalDouble min,
              OptionalDouble max) -> {
        json.writeFieldName("count");
        json.writeNumber(Long.toUnsignedString(count));
        json.writeNumberField("sum", sum);
        number(json, "min", min);
        number(json, "max", max);
      }
      case PointValue.Missing() -> json.writeNullField("value");
    }
  }

  private static void number(JsonGenerator json, String name, OptionalDouble number)
      throws IOException {
    if (number.isPresent()) {
      json.writeNumberField(name, number.getAsDouble());
    }
  }
}
