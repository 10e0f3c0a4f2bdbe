package dev.clew.otlp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.EntityRef;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageDescriptorTest {
  private static final int MOST = MessageDescriptor.MOST_PARTS;

  private static int parts(Message message) throws MalformedMessage {
    byte[] bytes = message.toByteArray();
    return MessageDescriptor.of(message.getDescriptorForType().getName())
        .check(bytes, 0, bytes.length);
  }

  private static <T> List<T> times(int count, T value) {
    return Collections.nCopies(count, value);
  }

  private static AnyValue list(int values) {
    return AnyValue.newBuilder()
        .setArrayValue(
            ArrayValue.newBuilder().addAllValues(times(values, AnyValue.getDefaultInstance())))
        .build();
  }

  private static AnyValue table(int values) {
    return AnyValue.newBuilder()
        .setKvlistValue(
            KeyValueList.newBuilder().addAllValues(times(values, KeyValue.getDefaultInstance())))
        .build();
  }

  static Stream<IntFunction<Message>> bombs() {
    KeyValue pair = KeyValue.getDefaultInstance();
    return Stream.of(
        n -> Span.newBuilder().addAllAttributes(times(n, pair)).build(),
        n -> Span.newBuilder().addAllEvents(times(n, Span.Event.getDefaultInstance())).build(),
        n -> Span.newBuilder().addAllLinks(times(n, Span.Link.getDefaultInstance())).build(),
        n ->
            Span.newBuilder()
                .addEvents(Span.Event.newBuilder().addAllAttributes(times(n - 1, pair)))
                .build(),
        n -> LogRecord.newBuilder().addAllAttributes(times(n, pair)).build(),
        n -> LogRecord.newBuilder().setBody(list(n - 2)).build(),
        n -> LogRecord.newBuilder().setBody(table(n - 2)).build(),
        n -> Resource.newBuilder().addAllAttributes(times(n, pair)).build(),
        n ->
            Resource.newBuilder()
                .addEntityRefs(EntityRef.newBuilder().addAllIdKeys(times(n - 1, "")))
                .build(),
        n -> HistogramDataPoint.newBuilder().addAllBucketCounts(times(n, 0L)).build(),
        n -> HistogramDataPoint.newBuilder().addAllExplicitBounds(times(n, 0d)).build(),
        n ->
            HistogramDataPoint.newBuilder()
                .addAllExemplars(times(n, Exemplar.getDefaultInstance()))
                .build(),
        n ->
            SummaryDataPoint.newBuilder()
                .addAllQuantileValues(
                    times(n, SummaryDataPoint.ValueAtQuantile.getDefaultInstance()))
                .build(),
        n ->
            ExponentialHistogramDataPoint.newBuilder()
                .setPositive(
                    ExponentialHistogramDataPoint.Buckets.newBuilder()
                        .addAllBucketCounts(times(n - 1, 0L)))
                .build(),
        n -> Metric.newBuilder().addAllMetadata(times(n, pair)).build());
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void whatARecordIsMadeOfIsBounded(IntFunction<Message> record) throws Exception {
    assertThat(parts(record.apply(MOST))).isEqualTo(MOST);
    assertThatThrownBy(() -> parts(record.apply(MOST + 1))).isInstanceOf(TooManyParts.class);
  }

  /// Whatever came before or after: each record has the whole limit.
  @Test
  void recordsAreCountedApart() throws Exception {
    NumberDataPoint point =
        NumberDataPoint.newBuilder()
            .addAllAttributes(times(MOST, KeyValue.getDefaultInstance()))
            .build();
    ResourceMetrics resource =
        ResourceMetrics.newBuilder()
            .setResource(
                Resource.newBuilder().addAllAttributes(times(MOST, KeyValue.getDefaultInstance())))
            .addScopeMetrics(
                ScopeMetrics.newBuilder()
                    .addMetrics(
                        Metric.newBuilder()
                            .addAllMetadata(times(MOST - 1, KeyValue.getDefaultInstance()))
                            .setGauge(Gauge.newBuilder().addAllDataPoints(times(3, point)))))
            .build();
    byte[] request =
        ExportMetricsServiceRequest.newBuilder()
            .addAllResourceMetrics(times(2, resource))
            .build()
            .toByteArray();

    assertThatCode(() -> MessageDescriptor.checkRequest(OtlpSignal.METRICS, request))
        .doesNotThrowAnyException();
  }

  @Test
  void anAttributeIsTwo() throws Exception {
    KeyValue pair =
        KeyValue.newBuilder()
            .setKey("k")
            .setValue(AnyValue.newBuilder().setStringValue("v"))
            .build();
    Span span =
        Span.newBuilder()
            .setName("n")
            .addAttributes(pair)
            .addEvents(Span.Event.newBuilder().addAttributes(pair))
            .build();

    assertThat(parts(span)).isEqualTo(5);
  }
}
