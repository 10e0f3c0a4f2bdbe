package dev.clew.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.otlp.codec.RandomMessages;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Messages with every field that OTLP's descriptors have come back from the store as they were.
class RoundTripTest {
  private static final Resource OF_RUN =
      Resource.newBuilder()
          .addAttributes(
              KeyValue.newBuilder()
                  .setKey("parallax.run.id")
                  .setValue(AnyValue.newBuilder().setStringValue("r")))
          .build();

  private static final String NOTHING_MEASURED = "nothing measured: ";

  @TempDir Path directory;

  @Test
  void spansComeBackAsTheyWere() throws Exception {
    check(OtlpSignal.TRACES, ExportTraceServiceRequest.getDefaultInstance());
  }

  @Test
  void logRecordsComeBackAsTheyWere() throws Exception {
    check(OtlpSignal.LOGS, ExportLogsServiceRequest.getDefaultInstance());
  }

  @Test
  void metricsOfEveryKindComeBackAsTheyWere() throws Exception {
    check(OtlpSignal.METRICS, ExportMetricsServiceRequest.getDefaultInstance());
  }

  private void check(OtlpSignal signal, Message type) throws Exception {
    List<String> sent = new ArrayList<>();
    List<String> stored = new ArrayList<>();
    try (Store store = Store.open(StoreTest.settings(directory), Clock.systemUTC(), _ -> {})) {
      for (int seed = 0; seed < 300; seed++) {
        Message request = ofOneRun(new RandomMessages(seed).like(type), seed);
        sent.addAll(records(request));
        assertThat(store.add(signal, request.toByteArray()).toCompletableFuture().join().rejected())
            .isZero();
      }
      store
          .export()
          .run(
              store.runs().byKey("r").orElseThrow().id(),
              signal,
              bytes -> stored.addAll(records(parse(type, bytes))));
    }
    assertThat(sent).hasSizeGreaterThan(200);
    assertThat(once(stored)).containsExactlyInAnyOrderElementsOf(once(sent));
  }

  /// A metric without points says the same however often it is sent.
  private static List<String> once(List<String> records) {
    Set<String> seen = new HashSet<>();
    return records.stream()
        .filter(record -> !record.contains(NOTHING_MEASURED) || seen.add(record))
        .toList();
  }

  private static Message parse(Message type, byte[] bytes) {
    try {
      return type.newBuilderForType().mergeFrom(bytes).build();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  /// Gives every resource the run's id in front of its own attributes, and spans valid ids.
  private static Message ofOneRun(Message message, int seed) {
    if (message instanceof Resource resource) {
      return OF_RUN.toBuilder().mergeFrom(resource).build();
    }
    if (message instanceof Span span) {
      return span.toBuilder()
          .setTraceId(ByteString.copyFrom(ByteBuffer.allocate(16).putInt(12, seed + 1)))
          .setSpanId(ByteString.copyFrom(ByteBuffer.allocate(8).putInt(4, span.hashCode() | 1)))
          .build();
    }
    Message.Builder builder = message.toBuilder();
    FieldDescriptor resource = message.getDescriptorForType().findFieldByName("resource");
    if (resource != null && !message.hasField(resource)) {
      builder.setField(resource, OF_RUN);
    }
    builder
        .getAllFields()
        .forEach(
            (field, value) -> {
              if (field.isRepeated() && value instanceof List<?> list && isMessage(field)) {
                builder.clearField(field);
                list.forEach(
                    each -> builder.addRepeatedField(field, ofOneRun((Message) each, seed)));
              } else if (value instanceof Message below) {
                builder.setField(field, ofOneRun(below, seed));
              }
            });
    return builder.build();
  }

  private static boolean isMessage(FieldDescriptor field) {
    return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
  }

  /// Each record with all that is around it, as text.
  private static List<String> records(Message request) {
    List<String> records = new ArrayList<>();
    for (Message ofResource : each(request, 1)) {
      for (Message ofScope : each(ofResource, 2)) {
        String around = without(ofResource, 2) + "\n" + without(ofScope, 2);
        for (Message record : each(ofScope, 2)) {
          if (record instanceof Metric metric) {
            points(metric).forEach(point -> records.add(around + "\n" + point));
          } else {
            records.add(around + "\n" + record);
          }
        }
      }
    }
    return records;
  }

  private static List<String> points(Metric metric) {
    FieldDescriptor data =
        metric.getAllFields().keySet().stream()
            .filter(field -> field.getContainingOneof() != null)
            .findFirst()
            .orElse(null);
    if (data == null) {
      return List.of(NOTHING_MEASURED + metric);
    }
    Message holder = (Message) metric.getField(data);
    Message shared = without(holder, 1);
    String descriptor = metric.toBuilder().setField(data, shared).build().toString();
    List<String> points = new ArrayList<>();
    each(holder, 1).forEach(point -> points.add(descriptor + "\n" + point));
    return points.isEmpty() ? List.of(NOTHING_MEASURED + descriptor) : points;
  }

  @SuppressWarnings("unchecked")
  private static List<Message> each(Message message, int field) {
    return (List<Message>)
        message.getField(message.getDescriptorForType().findFieldByNumber(field));
  }

  private static Message without(Message message, int field) {
    return message.toBuilder()
        .clearField(message.getDescriptorForType().findFieldByNumber(field))
        .build();
  }
}
