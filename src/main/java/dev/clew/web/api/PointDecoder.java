package dev.clew.web.api;

import dev.clew.otlp.codec.MessageDescriptor;
import dev.clew.otlp.codec.MetricData;
import dev.clew.otlp.codec.OtlpFields.BucketsFields;
import dev.clew.otlp.codec.OtlpFields.ExponentialFields;
import dev.clew.otlp.codec.OtlpFields.HistogramFields;
import dev.clew.otlp.codec.OtlpFields.QuantileFields;
import dev.clew.otlp.codec.OtlpFields.SummaryFields;
import dev.clew.otlp.codec.ProtoCursor;
import dev.clew.record.PlainValues;
import dev.clew.record.PointNumbers;
import dev.clew.web.view.DistributionView;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads data points of any kind.
final class PointDecoder {
  private final int kind;

  /// @param kind the number of the `Metric` field that holds the points
  PointDecoder(int kind) {
    this.kind = kind;
  }

  /// The type of the points.
  static MessageDescriptor shape(int kind) {
    return MessageDescriptor.of(
        switch (kind) {
          case MetricData.HISTOGRAM -> "HistogramDataPoint";
          case MetricData.EXPONENTIAL -> "ExponentialHistogramDataPoint";
          case MetricData.SUMMARY -> "SummaryDataPoint";
          default -> "NumberDataPoint";
        });
  }

  /// The attributes as they are encoded: what tells the series of a metric apart.
  ByteBuffer series(byte[] point) {
    ByteArrayOutputStream attributes = new ByteArrayOutputStream(64);
    each(
        point,
        cursor -> {
          if (cursor.isBlock(MetricData.attributes(kind))) {
            attributes.write(point, cursor.fieldStart(), cursor.fieldEnd() - cursor.fieldStart());
          }
        });
    return ByteBuffer.wrap(attributes.toByteArray());
  }

  Map<String, Object> attributes(byte[] point) {
    return PlainValues.of(point, MetricData.attributes(kind));
  }

  /// The value: a number, or a [DistributionView]; null when there is none.
  @Nullable Object value(byte[] point) {
    return switch (kind) {
      case MetricData.HISTOGRAM -> histogram(point);
      case MetricData.EXPONENTIAL -> exponential(point);
      case MetricData.SUMMARY -> summary(point);
      default -> PointNumbers.exact(point);
    };
  }

  private static DistributionView histogram(byte[] point) {
    Figures figures = new Figures();
    List<Long> counts = new ArrayList<>();
    List<Double> bounds = new ArrayList<>();
    each(
        point,
        cursor -> {
          switch (cursor.field()) {
            case HistogramFields.COUNT -> figures.count = cursor.number();
            case HistogramFields.SUM -> figures.sum = decimal(cursor);
            case HistogramFields.BUCKET_COUNTS -> numbers(point, cursor, counts);
            case HistogramFields.EXPLICIT_BOUNDS -> {
              List<Long> bits = new ArrayList<>();
              numbers(point, cursor, bits);
              bits.forEach(each -> bounds.add(Double.longBitsToDouble(each)));
            }
            case HistogramFields.MIN -> figures.min = decimal(cursor);
            case HistogramFields.MAX -> figures.max = decimal(cursor);
            default -> {}
          }
        });
    return figures.view(Buckets.explicit(counts, bounds).quantiles(figures.min, figures.max));
  }

  private static DistributionView exponential(byte[] point) {
    Figures figures = new Figures();
    int[] scale = {0};
    long[] zeros = {0};
    List<ProtoBlock> positive = new ArrayList<>();
    List<ProtoBlock> negative = new ArrayList<>();
    each(
        point,
        cursor -> {
          switch (cursor.field()) {
            case ExponentialFields.COUNT -> figures.count = cursor.number();
            case ExponentialFields.SUM -> figures.sum = decimal(cursor);
            case ExponentialFields.SCALE -> scale[0] = zigzag(cursor.number());
            case ExponentialFields.ZERO_COUNT -> zeros[0] = cursor.number();
            case ExponentialFields.POSITIVE ->
                positive.add(new ProtoBlock(cursor.blockStart(), cursor.blockEnd()));
            case ExponentialFields.NEGATIVE ->
                negative.add(new ProtoBlock(cursor.blockStart(), cursor.blockEnd()));
            case ExponentialFields.MIN -> figures.min = decimal(cursor);
            case ExponentialFields.MAX -> figures.max = decimal(cursor);
            default -> {}
          }
        });
    Buckets buckets = new Buckets();
    negative.forEach(block -> block.into(buckets, point, scale[0], true));
    buckets.add(0, 0, zeros[0]);
    positive.forEach(block -> block.into(buckets, point, scale[0], false));
    return figures.view(buckets.quantiles(figures.min, figures.max));
  }

  private record ProtoBlock(int from, int to) {
    void into(Buckets buckets, byte[] point, int scale, boolean negative) {
      int[] offset = {0};
      List<Long> counts = new ArrayList<>();
      ProtoCursor.each(
          point,
          from,
          to,
          cursor -> {
            if (cursor.field() == BucketsFields.OFFSET) {
              offset[0] = zigzag(cursor.number());
            } else if (cursor.isBlock(BucketsFields.BUCKET_COUNTS)) {
              ProtoCursor packed = new ProtoCursor(point, cursor.blockStart(), cursor.blockEnd());
              while (packed.more()) {
                counts.add(packed.value(ProtoCursor.VARINT));
              }
            } else if (cursor.field() == BucketsFields.BUCKET_COUNTS) {
              counts.add(cursor.number());
            }
          });
      buckets.exponential(counts, offset[0], scale, negative);
    }
  }

  private static DistributionView summary(byte[] point) {
    Figures figures = new Figures();
    List<List<Double>> quantiles = new ArrayList<>();
    each(
        point,
        cursor -> {
          switch (cursor.field()) {
            case SummaryFields.COUNT -> figures.count = cursor.number();
            case SummaryFields.SUM -> figures.sum = decimal(cursor);
            case SummaryFields.QUANTILE_VALUES -> quantiles.add(quantile(point, cursor));
            default -> {}
          }
        });
    return figures.view(quantiles);
  }

  private static List<Double> quantile(byte[] point, ProtoCursor on) {
    double[] pair = new double[2];
    ProtoCursor.each(
        point,
        on.blockStart(),
        on.blockEnd(),
        cursor -> {
          switch (cursor.field()) {
            case QuantileFields.QUANTILE -> pair[0] = decimal(cursor);
            case QuantileFields.VALUE -> pair[1] = decimal(cursor);
            default -> {}
          }
        });
    return List.of(pair[0], pair[1]);
  }

  private static double decimal(ProtoCursor cursor) {
    return Double.longBitsToDouble(cursor.number());
  }

  /// Fixed 64-bit numbers, packed or not.
  private static void numbers(byte[] point, ProtoCursor cursor, List<Long> into) {
    if (cursor.type() == ProtoCursor.BLOCK) {
      ByteBuffer packed =
          ByteBuffer.wrap(point, cursor.blockStart(), cursor.blockLength())
              .order(ByteOrder.LITTLE_ENDIAN);
      while (packed.remaining() >= 8) {
        into.add(packed.getLong());
      }
    } else {
      into.add(cursor.number());
    }
  }

  private static int zigzag(long value) {
    return (int) ((value >>> 1) ^ -(value & 1));
  }

  private static final class Figures {
    long count;
    double sum = Double.NaN;
    double min = Double.NaN;
    double max = Double.NaN;

    DistributionView view(List<List<Double>> quantiles) {
      return new DistributionView(
          DistributionView.exact(count), known(sum), known(min), known(max), quantiles);
    }

    private static @Nullable Double known(double value) {
      return Double.isFinite(value) ? value : null;
    }
  }

  private static void each(byte[] point, ProtoCursor.Visitor visitor) {
    ProtoCursor.each(point, 0, point.length, visitor);
  }
}
