package dev.clew.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.clew.otlp.codec.OtlpJsonWriter;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What is read of a stored message is what is read of the same message in a run file.
class EntryDecoderTest {
  private static final RecordSource SOURCE = RecordSource.of(Attributes.EMPTY, "");

  private final Random random = new Random(5);

  @Test
  void logRecordsAreReadAsFromAFile() throws Exception {
    for (int i = 0; i < 300; i++) {
      LogRecord log = log();
      byte[] request =
          ExportLogsServiceRequest.newBuilder()
              .addResourceLogs(
                  ResourceLogs.newBuilder().addScopeLogs(ScopeLogs.newBuilder().addLogRecords(log)))
              .build()
              .toByteArray();
      assertThat(new EntryDecoder(log.toByteArray()).log(SOURCE))
          .usingRecursiveComparison()
          .isEqualTo(fromFile(request, "Request.logs"));
    }
  }

  @Test
  void spansAreReadAsFromAFile() throws Exception {
    for (int i = 0; i < 300; i++) {
      Span span = span();
      byte[] request =
          ExportTraceServiceRequest.newBuilder()
              .addResourceSpans(
                  ResourceSpans.newBuilder().addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
              .build()
              .toByteArray();
      assertThat(new EntryDecoder(span.toByteArray()).span(SOURCE))
          .usingRecursiveComparison()
          .isEqualTo(fromFile(request, "Request.traces"));
    }
  }

  private static Entry fromFile(byte[] request, String type) throws Exception {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    OtlpJsonWriter writer = new OtlpJsonWriter(line);
    writer.write(request, 0, request.length, type);
    writer.flush();
    List<Entry> entries = new LineParser().parse(line.toByteArray(), 0, line.size());
    assertThat(entries).hasSize(1);
    return entries.getFirst();
  }

  private boolean sometimes() {
    return random.nextInt(3) > 0;
  }

  private LogRecord log() {
    LogRecord.Builder log = LogRecord.newBuilder();
    if (sometimes()) {
      log.setTimeUnixNano(random.nextLong() >>> 1);
    }
    if (sometimes()) {
      log.setObservedTimeUnixNano(random.nextLong() >>> 1);
    }
    if (sometimes()) {
      log.setSeverityNumber(SeverityNumber.forNumber(random.nextInt(25))).setSeverityText(text());
    }
    if (sometimes()) {
      log.setBody(value(4));
    }
    if (sometimes()) {
      log.setEventName(text());
    } else {
      log.addAttributes(pair("event.name", 0));
    }
    if (sometimes()) {
      log.setTraceId(bytes(16)).setSpanId(bytes(8)).setFlags(random.nextInt());
    }
    for (int i = random.nextInt(5); i > 0; i--) {
      log.addAttributes(pair(text(), 3));
    }
    return log.setDroppedAttributesCount(random.nextInt(3)).build();
  }

  private Span span() {
    Span.Builder span = Span.newBuilder().setTraceId(bytes(16)).setSpanId(bytes(8));
    if (sometimes()) {
      span.setParentSpanId(bytes(8)).setTraceState("a=b");
    }
    if (sometimes()) {
      span.setName(text()).setKindValue(random.nextInt(6));
    }
    if (sometimes()) {
      span.setStartTimeUnixNano(random.nextLong() >>> 1)
          .setEndTimeUnixNano(random.nextLong() >>> 1);
    }
    if (sometimes()) {
      span.setStatus(Status.newBuilder().setMessage(text()).setCodeValue(random.nextInt(3)));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      span.addAttributes(pair(text(), 3));
      span.addEvents(
          Span.Event.newBuilder()
              .setName(text())
              .setTimeUnixNano(random.nextLong() >>> 1)
              .addAttributes(pair(text(), 2)));
      span.addLinks(Span.Link.newBuilder().setTraceId(bytes(16)).addAttributes(pair("l", 1)));
    }
    return span.setUnknownFields(mistyped()).build();
  }

  /// Fields of OTLP's numbers in encodings that they do not have: they mean nothing.
  private UnknownFieldSet mistyped() {
    UnknownFieldSet.Builder fields = UnknownFieldSet.newBuilder();
    if (sometimes()) {
      UnknownFieldSet.Field number = UnknownFieldSet.Field.newBuilder().addVarint(7).build();
      UnknownFieldSet.Field block =
          UnknownFieldSet.Field.newBuilder().addLengthDelimited(bytes(5)).build();
      fields.addField(5, number).addField(7, block).addField(15, number).addField(30, block);
    }
    return fields.build();
  }

  private KeyValue pair(String key, int depth) {
    KeyValue.Builder pair = KeyValue.newBuilder().setKey(key);
    return sometimes() ? pair.setValue(value(depth)).build() : pair.build();
  }

  private AnyValue value(int depth) {
    AnyValue.Builder value = AnyValue.newBuilder();
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0 -> value.setStringValue(text()).build();
      case 1 -> value.setBoolValue(random.nextBoolean()).build();
      case 2 -> value.setIntValue(random.nextLong()).build();
      case 3 -> value.setDoubleValue(random.nextGaussian()).build();
      case 4 -> value.setBytesValue(bytes(random.nextInt(9))).build();
      case 5 -> value.build();
      case 6 -> {
        ArrayValue.Builder items = ArrayValue.newBuilder();
        for (int i = random.nextInt(3); i > 0; i--) {
          items.addValues(value(depth - 1));
        }
        yield value.setArrayValue(items).build();
      }
      default -> {
        KeyValueList.Builder pairs = KeyValueList.newBuilder();
        for (int i = random.nextInt(3); i > 0; i--) {
          pairs.addValues(pair(text(), depth - 1));
        }
        yield value.setKvlistValue(pairs).build();
      }
    };
  }

  private ByteString bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }

  private String text() {
    return List.of("", "a", "é\u0000\n\"", "🧶 clew", "log.iostream", "x".repeat(300))
        .get(random.nextInt(6));
  }
}
