package dev.clew.otlp.codec;

import dev.clew.otlp.codec.OtlpFields.ExponentialFields;
import dev.clew.otlp.codec.OtlpFields.HistogramFields;
import dev.clew.otlp.codec.OtlpFields.PointFields;
import dev.clew.otlp.codec.OtlpFields.SummaryFields;

/// The fields of `Metric` that hold data points. Their numbers tell kinds of metrics apart.
public final class MetricData {
  public static final int GAUGE = 5;
  public static final int SUM = 7;
  public static final int HISTOGRAM = 9;
  public static final int EXPONENTIAL = 10;
  public static final int SUMMARY = 11;

  private MetricData() {}

  /// Whether a field of `Metric` holds points, in its own field 1.
  public static boolean isPoints(int field) {
    return switch (field) {
      case GAUGE, SUM, HISTOGRAM, EXPONENTIAL, SUMMARY -> true;
      default -> false;
    };
  }

  /// The field of a point that holds its attributes.
  public static int attributes(int kind) {
    return switch (kind) {
      case HISTOGRAM -> HistogramFields.ATTRIBUTES;
      case EXPONENTIAL -> ExponentialFields.ATTRIBUTES;
      case SUMMARY -> SummaryFields.ATTRIBUTES;
      default -> PointFields.ATTRIBUTES;
    };
  }
}
