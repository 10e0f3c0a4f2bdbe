package dev.clew.otlp.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a receiver takes as OTLP/JSON, and what it does not.
class OtlpRequestTest {
  private static final String SPAN = "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{%s}]}]}]}";

  @Test
  void readsASpan() throws IOException {
    Span span =
        span(
            "\"traceId\":\"5B8EFFF798038103D269B633813FC60C\",\"spanId\":\"eee19b7ec3c1b174\","
                + "\"startTimeUnixNano\":\"1544712660000000000\",\"endTimeUnixNano\":1544712661000000000,"
                + "\"kind\":2,\"unknown\":{\"a\":[1,{}]},\"parentSpanId\":\"\"");

    assertThat(span.getTraceId().byteAt(0)).isEqualTo((byte) 0x5B);
    assertThat(span.getSpanId().size()).isEqualTo(8);
    assertThat(span.getStartTimeUnixNano()).isEqualTo(1544712660000000000L);
    assertThat(span.getEndTimeUnixNano()).isEqualTo(1544712661000000000L);
    assertThat(span.getParentSpanId().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"traceId\":\"abc\"",
        "\"traceId\":\"zz8EFFF798038103D269B633813FC60C\"",
        "\"spanId\":\"5B8EFFF798038103D269B633813FC60C\"",
        "\"spanId\":7",
        "\"name\":1",
        "\"name\":{\"a\":1}",
        "\"kind\":\"STATUS_CODE_OK\"",
        "\"kind\":99999999999",
        "\"attributes\":{\"a\":{\"stringValue\":\"b\"}}",
        "\"attributes\":{\"key\":\"a\",\"value\":{\"stringValue\":\"b\"}}",
        "\"name\":[\"a\"]",
        "\"status\":[]",
        "\"events\":{}",
        "\"startTimeUnixNano\":1e400",
        "\"startTimeUnixNano\":1.5",
        "\"startTimeUnixNano\":1e999999999",
        "\"droppedEventsCount\":4294967296",
        "\"attributes\":[{\"key\":\"a\",\"value\":\"b\"}]",
        "\"attributes\":[{\"key\":\"a\",\"value\":{\"stringValue\":\"b\",\"intValue\":1}}]",
        "\"kind\":1.5",
        "\"startTimeUnixNano\":\"soon\"",
        "\"startTimeUnixNano\":99999999999999999999999",
        "\"attributes\":[1]",
        "\"attributes\":[null]",
        "\"attributes\":\"x\"",
        "\"attributes\":[{\"key\":\"a\",\"value\":{\"boolValue\":1}}]",
        "\"attributes\":[{\"key\":\"a\",\"value\":{\"bytesValue\":\"*\"}}]",
        "\"attributes\":[{\"key\":\"a\",\"value\":{\"doubleValue\":\"x\"}}]",
      })
  void aValueOfTheWrongTypeIsAnError(String field) {
    assertThatThrownBy(() -> span(field)).isInstanceOf(IOException.class);
  }

  @Test
  void enumsMayHaveNamesAndFieldsThoseOfTheDefinition() throws IOException {
    Span span =
        span(
            "\"trace_id\":\"5B8EFFF798038103D269B633813FC60C\",\"kind\":\"SPAN_KIND_CONSUMER\","
                + "\"status\":{\"code\":\"STATUS_CODE_OK\"},\"end_time_unix_nano\":1.5e3");

    assertThat(span.getTraceId().size()).isEqualTo(16);
    assertThat(span.getKindValue()).isEqualTo(5);
    assertThat(span.getStatus().getCodeValue()).isEqualTo(1);
    assertThat(span.getEndTimeUnixNano()).isEqualTo(1500);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"resourceMetrics\":[]}",
        "{\"resource_spans\":[{}]}",
        "{\"resource\":{},\"scopeLogs\":[]}",
        "{\"logRecords\":[]}"
      })
  void whatIsForAnotherEndpointIsAnError(String text) {
    assertThatThrownBy(() -> new OtlpTranscoder().request(OtlpSignal.LOGS, text.getBytes(UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("in place of \"resourceLogs\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"later\":1}", "{\"resourceLogs\":null}", "{\"resource_logs\":[]}"})
  void whatIsUnknownIsNone(String text) throws IOException {
    assertThat(new OtlpTranscoder().request(OtlpSignal.LOGS, text.getBytes(UTF_8))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "[]", "1", "null", "{", "{}}", "{} {}", "{\"resourceSpans\":[", "{\"a\""})
  void whatIsNoObjectIsAnError(String text) {
    assertThatThrownBy(() -> new OtlpTranscoder().request(OtlpSignal.TRACES, text.getBytes(UTF_8)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void recordsOfAnotherSignalAreUnknownFields() throws IOException {
    byte[] text = "{\"resourceLogs\":[{}],\"resourceSpans\":[{}]}".getBytes(UTF_8);

    assertThat(
            ExportTraceServiceRequest.parseFrom(
                    new OtlpTranscoder().request(OtlpSignal.TRACES, text))
                .getResourceSpansCount())
        .isEqualTo(1);
    assertThat(
            ExportLogsServiceRequest.parseFrom(new OtlpTranscoder().request(OtlpSignal.LOGS, text))
                .getResourceLogsCount())
        .isEqualTo(1);
  }

  @Test
  void depthIsLimitedAndLengthIsNot() throws IOException {
    String deep = "{\"arrayValue\":{\"values\":[".repeat(10_000) + "{}" + "]}}".repeat(10_000);
    String moderate = "{\"arrayValue\":{\"values\":[".repeat(30) + "{}" + "]}}".repeat(30);
    String attribute = "\"attributes\":[{\"key\":\"a\",\"value\":%s}]";

    assertThatThrownBy(() -> span(attribute.formatted(deep))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> span("\"x\":" + "[".repeat(100_000))).isInstanceOf(IOException.class);
    assertThat(span(attribute.formatted(moderate)).getAttributesCount()).isEqualTo(1);
    String name = "n".repeat(30 << 20);
    assertThat(span("\"name\":\"" + name + "\"").getName()).isEqualTo(name);
  }

  @Test
  void bytesHaveEitherAlphabet() throws IOException {
    for (String text : new String[] {"-_8=", "+/8=", "-_8", "+/8"}) {
      Span span =
          span("\"attributes\":[{\"key\":\"a\",\"value\":{\"bytesValue\":\"" + text + "\"}}]");
      assertThat(span.getAttributes(0).getValue().getBytesValue().toByteArray())
          .containsExactly(0xfb, 0xff);
    }
  }

  @Property(tries = 500)
  void anyBytesAreReadOrRefused(@ForAll byte[] bytes) throws IOException {
    readOrRefused(bytes);
  }

  @Property(tries = 500)
  void anyDamageIsReadOrRefused(@ForAll int at, @ForAll byte by) throws IOException {
    byte[] bytes =
        SPAN.formatted(
                "\"traceId\":\"5B8EFFF798038103D269B633813FC60C\",\"attributes\":[{\"key\":\"a\","
                    + "\"value\":{\"arrayValue\":{\"values\":[{\"intValue\":\"1\"},{\"doubleValue\":1e3}]}}}]")
            .getBytes(UTF_8);
    bytes[Math.floorMod(at, bytes.length)] = by;
    readOrRefused(bytes);
  }

  private static void readOrRefused(byte[] bytes) throws IOException {
    byte[] request;
    try {
      request = new OtlpTranscoder().request(OtlpSignal.TRACES, bytes);
    } catch (IOException refused) {
      return;
    }
    assertThat(ExportTraceServiceRequest.parseFrom(request)).isNotNull();
  }

  private static Span span(String fields) throws IOException {
    byte[] request =
        new OtlpTranscoder().request(OtlpSignal.TRACES, SPAN.formatted(fields).getBytes(UTF_8));
    return ExportTraceServiceRequest.parseFrom(request)
        .getResourceSpans(0)
        .getScopeSpans(0)
        .getSpans(0);
  }
}
