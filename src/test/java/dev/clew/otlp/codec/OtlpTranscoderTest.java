package dev.clew.otlp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.clew.otlp.codec.Field.Kind;
import dev.clew.otlp.codec.Field.Presence;
import dev.clew.otlp.codec.OtlpTranscoder.Request;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OtlpTranscoderTest {
  private final OtlpTranscoder transcoder = new OtlpTranscoder();

  @Test
  void theSchemaIsThatOfTheDescriptors() {
    Set<String> seen = new HashSet<>();
    compare("Request.traces", TracesData.getDescriptor(), seen);
    compare("Request.logs", LogsData.getDescriptor(), seen);
    compare("Request.metrics", MetricsData.getDescriptor(), seen);
    assertThat(seen).isEqualTo(OtlpSchema.messages().keySet());
  }

  private static void compare(String type, Descriptor descriptor, Set<String> seen) {
    if (!seen.add(type)) {
      return;
    }
    Map<String, Field> fields = OtlpSchema.messages().getOrDefault(type, Map.of());
    assertThat(fields.keySet())
        .as(type)
        .containsExactlyInAnyOrderElementsOf(
            descriptor.getFields().stream().map(FieldDescriptor::getJsonName).toList());
    for (FieldDescriptor each : descriptor.getFields()) {
      Field field = fields.get(each.getJsonName());
      assertThat(field).isNotNull();
      assertThat(field.number()).as(type + "." + each.getName()).isEqualTo(each.getNumber());
      assertThat(field.kind()).as(type + "." + each.getName()).isEqualTo(kind(each));
      assertThat(field.presence()).as(type + "." + each.getName()).isEqualTo(presence(each));
      if (field.kind() == Kind.MESSAGE) {
        compare(String.valueOf(field.type()), each.getMessageType(), seen);
      }
    }
  }

  @Test
  void aLongTextIsTheSameInPieces() throws IOException {
    String text = "x\u00e4\u20ac\ud83d\ude00\ud83dy\\n\\u0041".repeat(200_000) + "\ud83d";
    String json = "{\"body\":{\"stringValue\":\"" + text + "\"},\"eventName\":\"after\"}";
    String escaped = json.replace("\ud83dy", "\\ud83dy").replace("\ud83d\"", "\\ud83d\"");

    try (JsonParser parser =
        OtlpJson.factory().createParser(escaped.getBytes(StandardCharsets.UTF_8))) {
      parser.nextToken();
      LogRecord read = LogRecord.parseFrom(transcoder.message(parser, "LogRecord").toByteArray());

      assertThat(read.getEventName()).isEqualTo("after");
      assertThat(read.getBody().getStringValue())
          .isEqualTo(
              text.replace("\ud83dy", "?y")
                  .replace("\\n", "\n")
                  .replace("\\u0041", "A")
                  .replaceFirst("\ud83d$", "?"));
    }
  }

  @Test
  void allNamesOfTheDefinitionAreKnown() {
    for (Descriptor descriptor :
        List.of(Span.getDescriptor(), Metric.getDescriptor(), LogRecord.getDescriptor())) {
      for (FieldDescriptor each : descriptor.getFields()) {
        assertThat(OtlpNames.canonical(descriptor.getName(), each.getName()))
            .isEqualTo(each.getJsonName());
        if (each.getType() == FieldDescriptor.Type.ENUM) {
          Map<String, Integer> values = new HashMap<>();
          each.getEnumType()
              .getValues()
              .forEach(value -> values.put(value.getName(), value.getNumber()));
          assertThat(OtlpEnums.of(each.getJsonName())).isEqualTo(values);
        }
      }
    }
  }

  /// What the writer writes the transcoder reads, as deep as protobuf's parsers follow.
  @Property(tries = 200)
  void deepValuesComeBack(@ForAll @IntRange(min = 0, max = 40) int maps, @ForAll boolean lists)
      throws IOException {
    AnyValue value = AnyValue.newBuilder().setStringValue("x").build();
    for (int i = 0; i < maps; i++) {
      AnyValue.Builder around = AnyValue.newBuilder();
      if (lists && i % 2 == 0) {
        around.getArrayValueBuilder().addValues(value);
      } else {
        around.getKvlistValueBuilder().addValuesBuilder().setKey("k").setValue(value);
      }
      value = around.build();
    }
    LogsData.Builder data = LogsData.newBuilder();
    data.addResourceLogsBuilder()
        .addScopeLogsBuilder()
        .addLogRecordsBuilder()
        .addAttributesBuilder()
        .setKey("a")
        .setValue(value);
    byte[] request = data.build().toByteArray();
    var json = new ByteArrayOutputStream();
    var writer = new OtlpJsonWriter(json);
    try {
      writer.write(request, 0, request.length, "Request.logs");
    } catch (MalformedMessage tooDeep) {
      assertThat(maps).isGreaterThan(31);
      return;
    }
    writer.flush();

    assertThat(transcoder.request(OtlpSignal.LOGS, json.toByteArray())).isEqualTo(request);
    Request line = transcoder.transcode(json.toByteArray(), 0, json.size());
    assertThat(line).isNotNull();
    assertThat(line.protobuf()).isEqualTo(request);
    assertThat(new OtlpDocuments().read(json.toByteArray(), 0, json.size()).problem()).isEmpty();
  }

  private static Kind kind(FieldDescriptor field) {
    return switch (field.getType()) {
      case STRING -> Kind.STRING;
      case BYTES -> field.getName().endsWith("_id") ? Kind.HEX : Kind.BASE64;
      case BOOL -> Kind.BOOL;
      case DOUBLE -> Kind.DOUBLE;
      case FIXED32 -> Kind.FIXED32;
      case FIXED64 -> Kind.FIXED64;
      case SFIXED64 -> Kind.SFIXED64;
      case ENUM -> Kind.ENUM;
      case UINT32 -> Kind.UINT32;
      case INT64 -> Kind.INT64;
      case UINT64 -> Kind.UINT64;
      case SINT32 -> Kind.SINT32;
      case MESSAGE -> Kind.MESSAGE;
      default -> throw new AssertionError("OTLP has no " + field.getType());
    };
  }

  private static Presence presence(FieldDescriptor field) {
    if (field.isRepeated()) {
      return Presence.REPEATED;
    }
    if (field.getRealContainingOneof() != null) {
      assertThat(field.getContainingType().getRealOneofs()).hasSize(1);
      return Presence.ONE_OF;
    }
    return field.hasPresence() && field.getType() != FieldDescriptor.Type.MESSAGE
        ? Presence.OPTIONAL
        : Presence.IMPLICIT;
  }

  @Test
  void spansKeepEverything() throws IOException {
    Request request =
        transcode(
            """
            {"resourceSpans":[{"scopeSpans":[{"spans":[{"status":{"code":2,"message":"no"},"name":"a \\u00e9",
            "traceId":"0AF7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331","kind":3,"flags":257,"unknown":{"x":[1]},
            "startTimeUnixNano":"18446744073709551615","endTimeUnixNano":7,"attributes":[
            {"key":"n","value":{"intValue":"-5"}},{"key":"l","value":{"arrayValue":{"values":[{"boolValue":true},{"doubleValue":1.5}]}}},
            {"key":"b","value":{"bytesValue":"AQI="}},{"key":"z","value":{"intValue":0}}],"events":[{"name":"e"}]},{"name":"b"}]}],
            "resource":{"attributes":[{"key":"service.name","value":{"stringValue":"s"}}]}}]}
            """);

    assertThat(request.signal()).isEqualTo(OtlpSignal.TRACES);
    assertThat(request.records()).isEqualTo(2);
    TracesData data = TracesData.parseFrom(request.protobuf());
    Span span = data.getResourceSpans(0).getScopeSpans(0).getSpans(0);
    assertThat(span.getName()).isEqualTo("a é");
    assertThat(span.getTraceId().size()).isEqualTo(16);
    assertThat(span.getStartTimeUnixNano()).isEqualTo(-1);
    assertThat(span.getEndTimeUnixNano()).isEqualTo(7);
    assertThat(span.getFlags()).isEqualTo(257);
    assertThat(span.getStatus().getCodeValue()).isEqualTo(2);
    assertThat(span.getAttributes(0).getValue().getIntValue()).isEqualTo(-5);
    assertThat(span.getAttributes(1).getValue().getArrayValue().getValues(1).getDoubleValue())
        .isEqualTo(1.5);
    assertThat(span.getAttributes(2).getValue().getBytesValue().toByteArray())
        .containsExactly(1, 2);
    assertThat(span.getAttributes(3).getValue().hasIntValue()).isTrue();
    assertThat(data.getResourceSpans(0).getResource().getAttributes(0).getKey())
        .isEqualTo("service.name");
  }

  @Test
  void histogramsKeepTheirBuckets() throws IOException {
    Request request =
        transcode(
            """
            {"resourceMetrics":[{"scopeMetrics":[{"metrics":[
            {"name":"h","histogram":{"aggregationTemporality":2,"dataPoints":[{"count":"3","sum":2.5,"bucketCounts":["1","2"],"explicitBounds":[1]}]}},
            {"name":"x","exponentialHistogram":{"dataPoints":[{"scale":-2,"positive":{"offset":-3,"bucketCounts":["300","0"]}}]}},
            {"name":"g","gauge":{"dataPoints":[{"asInt":"-9"},{"asDouble":"NaN"}]}}]}]}]}
            """);

    assertThat(request.records()).isEqualTo(4);
    List<Metric> metrics =
        MetricsData.parseFrom(request.protobuf())
            .getResourceMetrics(0)
            .getScopeMetrics(0)
            .getMetricsList();
    assertThat(metrics.get(0).getHistogram().getDataPoints(0).getBucketCountsList())
        .containsExactly(1L, 2L);
    assertThat(metrics.get(0).getHistogram().getDataPoints(0).getExplicitBoundsList())
        .containsExactly(1.0);
    assertThat(metrics.get(1).getExponentialHistogram().getDataPoints(0).getScale()).isEqualTo(-2);
    assertThat(metrics.get(1).getExponentialHistogram().getDataPoints(0).getPositive().getOffset())
        .isEqualTo(-3);
    assertThat(
            metrics
                .get(1)
                .getExponentialHistogram()
                .getDataPoints(0)
                .getPositive()
                .getBucketCountsList())
        .containsExactly(300L, 0L);
    assertThat(metrics.get(2).getGauge().getDataPoints(0).getAsInt()).isEqualTo(-9);
    assertThat(metrics.get(2).getGauge().getDataPoints(1).getAsDouble()).isNaN();
  }

  @Test
  void anotherLineIsNoSignal() throws IOException {
    assertThat(transcoder.transcode("{\"x\":1}".getBytes(StandardCharsets.UTF_8), 0, 7)).isNull();
  }

  @Test
  void aBrokenLineIsAnIoException() {
    for (String line :
        List.of(
            "[]",
            "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"traceId\":\"xx\"}]}]}]}",
            "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"timeUnixNano\":\"x\"}]}]}]}",
            "{\"resourceLogs\":[7]}",
            "{\"resourceLogs\":[{")) {
      assertThatThrownBy(() -> transcode(line)).as(line).isInstanceOf(IOException.class);
    }
  }

  private Request transcode(String json) throws IOException {
    byte[] bytes = json.replace("\n", "").getBytes(StandardCharsets.UTF_8);
    @Nullable Request request = transcoder.transcode(bytes, 0, bytes.length);
    assertThat(request).isNotNull();
    return request;
  }
}
