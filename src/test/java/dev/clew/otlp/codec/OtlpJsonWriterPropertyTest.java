package dev.clew.otlp.codec;

import static dev.clew.otlp.codec.OtlpJsonWriterTest.concat;
import static dev.clew.otlp.codec.OtlpJsonWriterTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.clew.otlp.codec.OtlpTranscoder.Request;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class OtlpJsonWriterPropertyTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Message> DATA =
      Map.of(
          "Request.traces", TracesData.getDefaultInstance(),
          "Request.logs", LogsData.getDefaultInstance(),
          "Request.metrics", MetricsData.getDefaultInstance());

  @Property(tries = 600)
  void whatIsWrittenIsWhatProtobufsOwnPrinterWrites(@ForAll long seed) throws IOException {
    for (Map.Entry<String, Message> each : DATA.entrySet()) {
      Message message = new RandomMessages(seed).like(each.getValue());
      JsonNode expected =
          JSON.readTree(
              JsonFormat.printer()
                  .omittingInsignificantWhitespace()
                  .printingEnumsAsInts()
                  .print(message));
      assertThat(JSON.readTree(json(message.toByteArray(), each.getKey())))
          .isEqualTo(withHexIds(expected));
    }
  }

  @Property(tries = 600)
  void theTranscoderReadsItBack(@ForAll long seed) throws IOException {
    for (Map.Entry<String, Message> each : DATA.entrySet()) {
      Message message = new RandomMessages(seed).like(each.getValue());
      byte[] line = json(message.toByteArray(), each.getKey()).getBytes(StandardCharsets.UTF_8);
      Request request = new OtlpTranscoder().transcode(line, 0, line.length);
      byte[] back = request == null ? new byte[0] : request.protobuf();
      assertThat(each.getValue().getParserForType().parseFrom(back)).isEqualTo(message);
    }
  }

  @Property(tries = 300)
  void whatProtobufWouldMergeIsMerged(@ForAll long seed) throws IOException {
    var random = new RandomMessages(seed);
    byte[] two =
        concat(
            random.like(Span.getDefaultInstance()).toByteArray(),
            random.like(Span.getDefaultInstance()).toByteArray());

    assertThat(JSON.readTree(json(two, "Span")))
        .isEqualTo(JSON.readTree(json(Span.parseFrom(two).toByteArray(), "Span")));
  }

  @Property(tries = 1000)
  void malformedBytesAreSaidToBeOrValidJson(@ForAll long seed) throws IOException {
    var random = new Random(seed);
    byte[] bytes = new RandomMessages(seed).like(MetricsData.getDefaultInstance()).toByteArray();
    byte[] wrong = Arrays.copyOf(bytes, bytes.length - random.nextInt(bytes.length / 2 + 1));
    for (int i = 0; i < 3 && wrong.length > 0; i++) {
      wrong[random.nextInt(wrong.length)] = (byte) random.nextInt();
    }
    try {
      JSON.readTree(json(wrong, "Request.metrics"));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError("not JSON", e);
    } catch (MalformedMessage expected) {
      assertThat(expected).hasMessageMatching("(a|messages) .+");
    }
  }

  private static JsonNode withHexIds(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (String name : List.of("traceId", "spanId", "parentSpanId")) {
        if (object.has(name)) {
          byte[] id = Base64.getDecoder().decode(object.get(name).asText());
          object.set(name, TextNode.valueOf(HexFormat.of().formatHex(id)));
        }
      }
    }
    node.forEach(OtlpJsonWriterPropertyTest::withHexIds);
    return node;
  }
}
