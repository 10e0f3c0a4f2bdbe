package dev.clew.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.clew.config.ServeSettings;
import dev.clew.otlp.codec.OtlpJsonWriter;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.otlp.codec.RandomMessages;
import dev.clew.otlp.receiver.OtlpSender;
import dev.clew.runs.RunNames;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// The same records in every encoding, and bytes that are nothing at all.
class OtlpInputPropertyTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Messages whose signal nobody can doubt.
  private static List<Message> messages(long seed) {
    var random = new RandomMessages(seed);
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      TracesData.Builder traces =
          ((TracesData) random.like(TracesData.getDefaultInstance())).toBuilder();
      traces
          .getResourceSpansBuilderList()
          .forEach(
              resource ->
                  resource
                      .getScopeSpansBuilderList()
                      .forEach(
                          scope ->
                              scope
                                  .getSpansBuilderList()
                                  .forEach(span -> span.setStartTimeUnixNano(1_700_000_000L))));
      LogsData.Builder logs = ((LogsData) random.like(LogsData.getDefaultInstance())).toBuilder();
      logs.getResourceLogsBuilderList()
          .forEach(
              resource ->
                  resource
                      .getScopeLogsBuilderList()
                      .forEach(
                          scope ->
                              scope
                                  .getLogRecordsBuilderList()
                                  .forEach(log -> log.setTimeUnixNano(1_700_000_000L))));
      messages.add(traces.build());
      messages.add(logs.build());
    }
    return messages;
  }

  private static OtlpSignal signal(Message message) {
    return switch (message) {
      case TracesData _ -> OtlpSignal.TRACES;
      case LogsData _ -> OtlpSignal.LOGS;
      case MetricsData _ -> OtlpSignal.METRICS;
      default -> throw new AssertionError(message);
    };
  }

  private static String json(Message message) throws IOException {
    var out = new ByteArrayOutputStream();
    var writer = new OtlpJsonWriter(out);
    byte[] bytes = message.toByteArray();
    writer.write(bytes, 0, bytes.length, "Request." + signal(message).label());
    writer.flush();
    return out.toString(StandardCharsets.UTF_8);
  }

  /// The records of all requests, each as protobuf has it, in their order.
  private static List<Message> records(byte[] input) throws IOException {
    List<Message> records = new ArrayList<>();
    OtlpInput.read(
        new ByteArrayInputStream(input),
        (signal, bytes) -> records.addAll(records(signal, bytes)),
        new Damages());
    return records;
  }

  private static List<Message> records(OtlpSignal signal, byte[] bytes)
      throws InvalidProtocolBufferException {
    List<Message> records = new ArrayList<>();
    switch (signal) {
      case TRACES -> records.addAll(records(TracesData.parseFrom(bytes)));
      case LOGS -> records.addAll(records(LogsData.parseFrom(bytes)));
      case METRICS -> records.addAll(records(MetricsData.parseFrom(bytes)));
    }
    return records;
  }

  private static List<Message> records(Message data) {
    List<Message> records = new ArrayList<>();
    switch (data) {
      case TracesData traces ->
          traces
              .getResourceSpansList()
              .forEach(
                  each ->
                      each.getScopeSpansList()
                          .forEach(scope -> records.addAll(scope.getSpansList())));
      case LogsData logs ->
          logs.getResourceLogsList()
              .forEach(
                  each ->
                      each.getScopeLogsList()
                          .forEach(scope -> records.addAll(scope.getLogRecordsList())));
      case MetricsData metrics ->
          metrics
              .getResourceMetricsList()
              .forEach(
                  each ->
                      each.getScopeMetricsList()
                          .forEach(scope -> records.addAll(scope.getMetricsList())));
      default -> throw new AssertionError(data);
    }
    return records;
  }

  @Property(tries = 200)
  void everyEncodingHasTheSameRecords(@ForAll long seed) throws IOException {
    List<Message> messages = messages(seed);
    List<Message> expected = messages.stream().flatMap(each -> records(each).stream()).toList();
    StringBuilder lines = new StringBuilder();
    StringBuilder pretty = new StringBuilder("\n ");
    var frames = new ByteArrayOutputStream();
    var framed = new DataOutputStream(frames);
    for (Message message : messages) {
      lines.append(json(message)).append('\n');
      pretty.append(JSON.readTree(json(message)).toPrettyString()).append('\n');
      framed.writeInt(message.getSerializedSize());
      message.writeTo(framed);
    }
    byte[] asLines = lines.toString().getBytes(StandardCharsets.UTF_8);

    assertThat(records(asLines)).isEqualTo(expected);
    assertThat(records(OtlpSender.gzip(asLines))).isEqualTo(expected);
    assertThat(records(pretty.toString().getBytes(StandardCharsets.UTF_8))).isEqualTo(expected);
    assertThat(records(frames.toByteArray())).isEqualTo(expected);
    for (Message message : messages) {
      assertThat(records(message.toByteArray())).isEqualTo(records(message));
    }
  }

  @Property(tries = 300)
  void splittingByRunLosesNothing(@ForAll long seed) throws IOException {
    for (Message message : messages(seed)) {
      List<Message> parts = new ArrayList<>();
      new RunSplitter(
              new RunKeys(new RunNames(ServeSettings.RUN_ID_ATTRIBUTES)),
              java.util.Optional.empty(),
              (run, signal, bytes) -> {
                assertThat(run).matches("[0-9a-f]{16}");
                parts.addAll(records(signal, bytes));
              })
          .accept(signal(message), message.toByteArray());

      assertThat(parts).containsExactlyInAnyOrderElementsOf(records(message));
    }
  }

  @Property(tries = 2000)
  void anyBytesEndWithRecordsOrAnIoException(@ForAll byte[] bytes, @ForAll long seed)
      throws IOException {
    swallow(bytes);
    byte[] wrong = messages(seed).getFirst().toByteArray();
    var random = new Random(seed);
    for (int i = 0; i < 2 && wrong.length > 0; i++) {
      wrong[random.nextInt(wrong.length)] = (byte) random.nextInt();
    }
    swallow(wrong);
    byte[] text = json(messages(seed).getFirst()).getBytes(StandardCharsets.UTF_8);
    text[random.nextInt(text.length)] = (byte) random.nextInt();
    swallow(text);
  }

  private static void swallow(byte[] bytes) {
    try {
      OtlpInput.read(
          new ByteArrayInputStream(bytes),
          (signal, request) -> records(signal, request),
          new Damages());
    } catch (IOException expected) {
      assertThat(expected.getMessage()).isNotEmpty();
    }
  }
}
