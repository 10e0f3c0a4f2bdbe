package dev.clew.functional;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.otlp.receiver.OtlpSender;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint.ValueAtQuantile;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// Requests with what no SDK sends: summaries, and values at the ends of their ranges.
final class ByHand {
  private static final Pattern ID =
      Pattern.compile("\"(traceId|spanId|parentSpanId)\": \"([^\"]*)\"");

  private final Resource resource;
  private final InstrumentationScope scope =
      InstrumentationScope.newBuilder()
          .setName("by hand")
          .addAttributes(attribute("bytes", bytes()))
          .setDroppedAttributesCount(-1)
          .build();

  ByHand(String run) {
    resource =
        Resource.newBuilder()
            .addAttributes(
                attribute("parallax.run.id", AnyValue.newBuilder().setStringValue(run).build()))
            .addAttributes(attribute("parallax.twice", AnyValue.getDefaultInstance()))
            .addAttributes(attribute("parallax.twice", bytes()))
            .setDroppedAttributesCount(3)
            .build();
  }

  TracesData traces() {
    TracesData.Builder data = TracesData.newBuilder();
    var span =
        data.addResourceSpansBuilder()
            .setResource(resource)
            .addScopeSpansBuilder()
            .setScope(scope)
            .addSpansBuilder()
            .setTraceId(id(16))
            .setSpanId(id(8))
            .setFlags(-1)
            .setName("x".repeat(20_000))
            .setStartTimeUnixNano(5)
            .setEndTimeUnixNano(1)
            .setDroppedLinksCount(7)
            .addAttributes(attribute("deep", deep()));
    span.addLinksBuilder().setTraceId(id(16)).setSpanId(id(8)).setFlags(0x301);
    span.addEventsBuilder().setName("").addAttributes(attribute("", bytes()));
    span.getStatusBuilder().setMessage("only a message");
    return data.build();
  }

  LogsData logs() {
    LogsData.Builder data = LogsData.newBuilder();
    data.addResourceLogsBuilder()
        .setResource(resource)
        .addScopeLogsBuilder()
        .setScope(scope)
        .addLogRecordsBuilder()
        .setBody(deep())
        .setSeverityNumberValue(24)
        .setTraceId(id(16))
        .setDroppedAttributesCount(1);
    return data.build();
  }

  MetricsData metrics() {
    MetricsData.Builder data = MetricsData.newBuilder();
    var metrics =
        data.addResourceMetricsBuilder()
            .setResource(resource)
            .addScopeMetricsBuilder()
            .setScope(scope);
    metrics
        .addMetricsBuilder()
        .setName("summary")
        .addMetadata(attribute("source", bytes()))
        .getSummaryBuilder()
        .addDataPoints(
            SummaryDataPoint.newBuilder()
                .setStartTimeUnixNano(1)
                .setTimeUnixNano(2)
                .setCount(-1)
                .setSum(Double.POSITIVE_INFINITY)
                .setFlags(1)
                .addQuantileValues(quantile(0, 0))
                .addQuantileValues(quantile(0.99, Double.NaN))
                .addQuantileValues(quantile(1, Double.MAX_VALUE)))
        .addDataPoints(SummaryDataPoint.newBuilder().setTimeUnixNano(3).setSum(0));
    var histogram =
        metrics
            .addMetricsBuilder()
            .setName("exponential")
            .getExponentialHistogramBuilder()
            .setAggregationTemporalityValue(1)
            .addDataPointsBuilder()
            .setTimeUnixNano(1)
            .setScale(-10)
            .setSum(0)
            .setMin(-1)
            .setMax(0)
            .setZeroCount(2)
            .setZeroThreshold(1e-9);
    histogram.getNegativeBuilder().setOffset(-2_000_000).addBucketCounts(0).addBucketCounts(-1);
    histogram
        .addExemplarsBuilder()
        .setAsInt(Long.MIN_VALUE)
        .setTimeUnixNano(1)
        .setTraceId(id(16))
        .setSpanId(id(8))
        .addFilteredAttributes(attribute("deep", deep()));
    metrics
        .addMetricsBuilder()
        .setName("nothing recorded")
        .getGaugeBuilder()
        .addDataPointsBuilder()
        .setTimeUnixNano(1)
        .setFlags(1);
    return data.build();
  }

  private static ValueAtQuantile quantile(double quantile, double value) {
    return ValueAtQuantile.newBuilder().setQuantile(quantile).setValue(value).build();
  }

  private static KeyValue attribute(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static AnyValue bytes() {
    return AnyValue.newBuilder().setBytesValue(id(3)).build();
  }

  /// Lists in maps in lists, empty ones and values that are none.
  private static AnyValue deep() {
    AnyValue value = AnyValue.newBuilder().setDoubleValue(Double.NEGATIVE_INFINITY).build();
    for (int i = 0; i < 10; i++) {
      AnyValue map =
          AnyValue.newBuilder()
              .setKvlistValue(
                  KeyValueList.newBuilder()
                      .addValues(attribute("again", value))
                      .addValues(
                          attribute(
                              "",
                              AnyValue.newBuilder()
                                  .setKvlistValue(KeyValueList.getDefaultInstance())
                                  .build())))
              .build();
      value =
          AnyValue.newBuilder()
              .setArrayValue(
                  ArrayValue.newBuilder().addValues(map).addValues(AnyValue.getDefaultInstance()))
              .build();
    }
    return value;
  }

  private static ByteString id(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (0xFF - i);
    }
    return ByteString.copyFrom(bytes);
  }

  /// Sends all three, gzipped.
  ///
  /// @return whether all were taken
  boolean send(Protocol protocol, int port) throws IOException {
    try (OtlpSender sender = new OtlpSender(port)) {
      return send(sender, protocol, OtlpSignal.TRACES, traces())
          && send(sender, protocol, OtlpSignal.LOGS, logs())
          && send(sender, protocol, OtlpSignal.METRICS, metrics());
    }
  }

  private static boolean send(OtlpSender to, Protocol protocol, OtlpSignal signal, Message data)
      throws IOException {
    String path = "/v1/" + signal.label();
    byte[] body = data.toByteArray();
    return switch (protocol) {
      case GRPC -> to.grpc(signal, body, true).code() == 0;
      case PROTOBUF -> to.http(false, path, "application/x-protobuf", body, true).status() == 200;
      case JSON -> to.http(false, path, "application/json", json(data), true).status() == 200;
    };
  }

  private static byte[] json(Message data) throws InvalidProtocolBufferException {
    return ID.matcher(JsonFormat.printer().printingEnumsAsInts().print(data))
        .replaceAll(
            id ->
                "\"%s\": \"%s\""
                    .formatted(
                        id.group(1),
                        HexFormat.of().formatHex(Base64.getDecoder().decode(id.group(2)))))
        .getBytes(StandardCharsets.UTF_8);
  }
}
