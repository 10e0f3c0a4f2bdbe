package dev.clew.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.clew.otlp.codec.MetricData;
import dev.clew.web.view.DistributionView;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class PointDecoderTest {
  private static final BigInteger MOST = new BigInteger("18446744073709551615");

  private static DistributionView read(int kind, Message point) {
    return (DistributionView) new PointDecoder(kind).value(point.toByteArray());
  }

  /// Counts have 64 bits without a sign: the greatest was shown as -1.
  @Test
  void countsKeepAllOfTheirDigits() {
    DistributionView histogram =
        read(
            MetricData.HISTOGRAM,
            HistogramDataPoint.newBuilder()
                .setCount(-1)
                .addBucketCounts(-1)
                .addBucketCounts(0)
                .addExplicitBounds(10)
                .setMin(0)
                .build());

    assertThat(histogram.count()).isEqualTo(MOST);
    assertThat(histogram.quantiles())
        .isEqualTo(List.of(List.of(0.5, 5.0), List.of(0.9, 9.0), List.of(0.99, 9.9)));
    assertThat(
            read(
                    MetricData.EXPONENTIAL,
                    ExponentialHistogramDataPoint.newBuilder()
                        .setCount(Long.MIN_VALUE)
                        .setZeroCount(Long.MIN_VALUE)
                        .build())
                .count())
        .isEqualTo(BigInteger.ONE.shiftLeft(63));
    assertThat(read(MetricData.SUMMARY, SummaryDataPoint.newBuilder().setCount(-1).build()).count())
        .isEqualTo(MOST);
    assertThat(read(MetricData.SUMMARY, SummaryDataPoint.newBuilder().setCount(7).build()).count())
        .isEqualTo(7L);
  }
}
