package dev.clew.runfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.LogsData;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutputBatchTest {
  private static final byte[] RESOURCE = "{\"attributes\":[]}".getBytes(StandardCharsets.UTF_8);

  private final OutputBatch batch = new OutputBatch(RESOURCE, "stdout");

  private static final byte[] SPAN =
      OutputBatch.span("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331");

  @Test
  void aLineIsALogRecord() throws Exception {
    add("hello");
    add("");

    LogsData data = drain();

    assertThat(data.getResourceLogs(0).getScopeLogs(0).getScope().getName()).isEqualTo("clew.run");
    LogRecord record = data.getResourceLogs(0).getScopeLogs(0).getLogRecords(0);
    assertThat(record.getBody().getStringValue()).isEqualTo("hello");
    assertThat(record.getTimeUnixNano()).isEqualTo(1_763_662_800_000_000_001L);
    assertThat(record.getSeverityNumberValue()).isEqualTo(5);
    assertThat(record.getAttributes(0).getKey()).isEqualTo("log.iostream");
    assertThat(record.getAttributes(0).getValue().getStringValue()).isEqualTo("stdout");
    assertThat(data.getResourceLogs(0).getScopeLogs(0).getLogRecordsCount()).isEqualTo(2);
    assertThat(batch.isEmpty()).isTrue();
  }

  @Test
  void anyBytesComeBackAsJavaWouldDecodeThem() throws Exception {
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      byte[] text = new byte[random.nextInt(40)];
      random.nextBytes(text);
      if (i % 2 == 0) {
        // Bytes near the borders of the encoding's ranges.
        byte[] edges = {
          (byte) 0xC1,
          (byte) 0xE0,
          (byte) 0xF0,
          (byte) 0xF4,
          (byte) 0x9F,
          (byte) 0xA0,
          (byte) 0x80,
          '"',
          '\\',
          0x7F,
          0x1F
        };
        for (int k = 0; k < text.length; k++) {
          text[k] = edges[random.nextInt(edges.length)];
        }
      }
      for (int k = 0; k < text.length; k++) {
        if (text[k] == (byte) 0xED) {
          text[k] = (byte) 0xEE; // Java takes an encoded surrogate as one error, Unicode as three.
        }
      }
      batch.add(text, 0, text.length, null, SPAN, 1);

      String body =
          drain().getResourceLogs(0).getScopeLogs(0).getLogRecords(0).getBody().getStringValue();

      assertThat(body).isEqualTo(new String(text, StandardCharsets.UTF_8));
    }
  }

  @Test
  void anEncodedSurrogateIsThreeErrors() throws Exception {
    byte[] text = {'a', (byte) 0xED, (byte) 0xA0, (byte) 0x80, 'b'};
    batch.add(text, 0, text.length, null, SPAN, 1);

    String body =
        drain().getResourceLogs(0).getScopeLogs(0).getLogRecords(0).getBody().getStringValue();

    assertThat(body).isEqualTo("a\uFFFD\uFFFD\uFFFDb");
  }

  @Test
  void itIsFullAfterSoManyRecordsOrBytes() {
    for (int i = 0; i < OutputBatch.MAX_RECORDS; i++) {
      assertThat(batch.isFull()).isFalse();
      add("x");
    }
    assertThat(batch.isFull()).isTrue();
    batch.drain();
    add("y".repeat(1 << 20));
    assertThat(batch.isFull()).isTrue();
  }

  private void add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    batch.add(bytes, 0, bytes.length, null, SPAN, 1_763_662_800_000_000_001L);
  }

  private LogsData drain() throws Exception {
    ByteBuffer line = batch.drain();
    LogsData.Builder data = LogsData.newBuilder();
    JsonFormat.parser().merge(StandardCharsets.UTF_8.decode(line).toString(), data);
    return data.build();
  }
}
