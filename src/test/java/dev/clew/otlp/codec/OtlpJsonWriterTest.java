package dev.clew.otlp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Message;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class OtlpJsonWriterTest {
  @Test
  void defaultsAreLeftOutUnlessTheyAreSet() throws IOException {
    assertThat(json(Span.newBuilder().setName("").setStatus(Status.newBuilder()).build(), "Span"))
        .isEqualTo("{\"status\":{}}");
    assertThat(json(NumberDataPoint.newBuilder().setAsInt(0).build(), "NumberDataPoint"))
        .isEqualTo("{\"asInt\":\"0\"}");
    assertThat(json(AnyValue.newBuilder().setStringValue("").build(), "AnyValue"))
        .isEqualTo("{\"stringValue\":\"\"}");
    assertThat(
            json(NumberDataPoint.newBuilder().setAsDouble(Double.NaN).build(), "NumberDataPoint"))
        .isEqualTo("{\"asDouble\":\"NaN\"}");
  }

  @Test
  void ofAOneOfTheLastMemberHolds() throws IOException {
    byte[] both =
        concat(
            AnyValue.newBuilder().setStringValue("a").build().toByteArray(),
            AnyValue.newBuilder().setIntValue(-1).build().toByteArray());

    assertThat(json(both, "AnyValue")).isEqualTo("{\"intValue\":\"-1\"}");
  }

  @Test
  void textIsEscapedAndRepaired() throws IOException {
    byte[] text = "\"\\\n\u0001é😀\u007f".getBytes(StandardCharsets.UTF_8);
    byte[] broken = concat(text, new byte[] {(byte) 0xC3, 'x', (byte) 0xFF});
    byte[] value = concat(new byte[] {10, (byte) broken.length}, broken);

    assertThat(json(value, "AnyValue"))
        .isEqualTo("{\"stringValue\":\"\\\"\\\\\\n\\u0001é😀\u007f\ufffdx\ufffd\"}");
  }

  @Test
  void unknownFieldsAreLeftOut() throws IOException {
    byte[] unknown = HexFormat.of().parseHex("a00601" + "aa060161" + "1d00000000");

    assertThat(json(concat(unknown, new byte[] {16, 1}), "AnyValue"))
        .isEqualTo("{\"boolValue\":true}");
  }

  @Test
  void groupsAreMalformedAsInRequests() {
    byte[] group = HexFormat.of().parseHex("a3061001a406");

    assertThatThrownBy(() -> json(group, "AnyValue"))
        .isInstanceOf(MalformedMessage.class)
        .hasMessage("a field has the wire type 3");
  }

  @Test
  void nestingHasALimit() {
    AnyValue value = AnyValue.newBuilder().setIntValue(1).build();
    for (int i = 0; i < 60; i++) {
      value = AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(value)).build();
    }
    byte[] deep = value.toByteArray();

    assertThatThrownBy(() -> json(deep, "AnyValue"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nested deeper than 100");
  }

  @Test
  void whatIsMalformedIsNotWrittenAtAll() throws IOException {
    var bytes = new ByteArrayOutputStream();
    var writer = new OtlpJsonWriter(bytes);
    byte[] good = Span.newBuilder().setName("good").build().toByteArray();
    byte[] bad = Arrays.copyOf(good, good.length - 1);

    writer.raw("[");
    writer.write(good, 0, good.length, "Span");
    assertThatThrownBy(() -> writer.write(bad, 0, bad.length, "Span"))
        .isInstanceOf(IOException.class);
    writer.raw("]");
    writer.flush();

    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("[{\"name\":\"good\"}]");
  }

  private static String json(Message message, String type) throws IOException {
    return json(message.toByteArray(), type);
  }

  static String json(byte[] bytes, String type) throws IOException {
    var out = new ByteArrayOutputStream();
    var writer = new OtlpJsonWriter(out);
    writer.write(bytes, 0, bytes.length, type);
    writer.flush();
    return out.toString(StandardCharsets.UTF_8);
  }

  static byte[] concat(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
