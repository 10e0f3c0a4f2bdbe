package dev.clew.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.clew.wire.Signal;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtlpInputTest {
  private final List<Signal> signals = new ArrayList<>();
  private final List<byte[]> requests = new ArrayList<>();

  private long read(byte[] bytes) throws IOException {
    return OtlpInput.read(
        new ByteArrayInputStream(bytes),
        (signal, request) -> {
          signals.add(signal);
          requests.add(request);
        });
  }

  private long read(String text) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  /// All that was read, in one.
  private TracesData traces() throws IOException {
    TracesData.Builder all = TracesData.newBuilder();
    for (byte[] request : requests) {
      all.mergeFrom(request);
    }
    return all.build();
  }

  private static Span.Builder span(int number) {
    return Span.newBuilder()
        .setTraceId(ByteString.copyFrom(new byte[16]))
        .setName("span " + number)
        .setStartTimeUnixNano(number);
  }

  /// 123 is the code of a brace, and 34, among the lengths of resources, that of a quote.
  @Test
  void protobufThatBeginsAsJsonDoesIsProtobuf() throws IOException {
    int tried = 0;
    for (int key = 0; key < 100; key++) {
      ResourceSpans.Builder spans = ResourceSpans.newBuilder();
      spans.getResourceBuilder().addAttributesBuilder().setKey("k".repeat(key));
      spans.addScopeSpans(ScopeSpans.newBuilder().addSpans(span(1)));
      int missing = 123 - spans.build().getSerializedSize() - 2;
      if (missing < 1) {
        break;
      }
      TracesData data =
          TracesData.newBuilder().addResourceSpans(spans.setSchemaUrl("u".repeat(missing))).build();
      assertThat(data.toByteArray()).startsWith((byte) '\n', (byte) '{', (byte) '\n');
      requests.clear();
      read(data.toByteArray());
      assertThat(traces()).isEqualTo(data);
      tried++;
    }
    assertThat(tried).isGreaterThan(40);
  }

  @Test
  void aMessageThatIsTooLargeToHoldComesInParts() throws IOException {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    scope.setScope(InstrumentationScope.newBuilder().setName("scope"));
    String filler = "x".repeat(1 << 20);
    for (int i = 0; i < 20; i++) {
      scope.addSpans(span(i).setTraceState(filler));
    }
    ResourceSpans.Builder resource = ResourceSpans.newBuilder().addScopeSpans(scope);
    resource.getResourceBuilder().addAttributesBuilder().setKey("k");

    read(TracesData.newBuilder().addResourceSpans(resource).build().toByteArray());

    assertThat(requests.size()).isGreaterThan(2);
    assertThat(traces().getResourceSpansList())
        .allSatisfy(
            part -> {
              assertThat(part.getResource().getAttributes(0).getKey()).isEqualTo("k");
              assertThat(part.getScopeSpans(0).getScope().getName()).isEqualTo("scope");
            })
        .flatMap(part -> part.getScopeSpans(0).getSpansList())
        .isEqualTo(scope.getSpansList());
  }

  @Test
  void aLineThatIsTooLongToHoldComesInParts() throws IOException {
    String span = "{\"name\":\"" + "y".repeat(1 << 20) + "\",\"startTimeUnixNano\":\"1\"}";
    String spans = String.join(",", java.util.Collections.nCopies(20, span));

    read(
        "{\"resourceSpans\":[{\"resource\":{},\"scopeSpans\":[{\"spans\":["
            + spans
            + "]},{\"schemaUrl\":\"u\",\"spans\":[{\"name\":\"last\"}]}]}]}\n"
            + "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"severityNumber\":9}]}]}]}");

    assertThat(signals).contains(Signal.TRACES).endsWith(Signal.LOGS);
    assertThat(
            requests.subList(0, requests.size() - 1).stream()
                .mapToLong(request -> spans(request))
                .sum())
        .isEqualTo(21);
  }

  private static long spans(byte[] request) {
    try {
      return TracesData.parseFrom(request).getResourceSpansList().stream()
          .flatMap(each -> each.getScopeSpansList().stream())
          .mapToLong(ScopeSpans::getSpansCount)
          .sum();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void theResourceMayFollowItsRecords() throws IOException {
    read(
        """
        {"resourceSpans": [{
          "scopeSpans": [{"spans": [{"name": "a"}], "scope": {"name": "s"}, "schemaUrl": "inner"}],
          "schemaUrl": "outer",
          "resource": {"attributes": [{"key": "k"}]}
        }]}
        """);

    ResourceSpans read = traces().getResourceSpans(0);
    assertThat(read.getResource().getAttributes(0).getKey()).isEqualTo("k");
    assertThat(read.getSchemaUrl()).isEqualTo("outer");
    assertThat(read.getScopeSpans(0).getScope().getName()).isEqualTo("s");
    assertThat(read.getScopeSpans(0).getSchemaUrl()).isEqualTo("inner");
  }

  @Test
  void aLineMayHaveSeveralSignals() throws IOException {
    read(
        """
        {"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"a"}]}]}],"resourceLogs":[{"scopeLogs":[{"logRecords":[{}]}]}],"x":1}
        """);

    assertThat(signals).containsExactly(Signal.TRACES, Signal.LOGS);
    assertThat(LogsData.parseFrom(requests.get(1)).getResourceLogs(0).getScopeLogsCount())
        .isEqualTo(1);
  }

  @Test
  void damagedLinesAreCountedAndWhatIsBehindThemIsRead() throws IOException {
    String good = "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"a\"}]}]}]}";

    assertThat(read(good + "\n\n{\"resourceSp" + good + "\r\nnothing\n" + good)).isEqualTo(2);

    assertThat(signals).hasSize(3);
  }

  @Test
  void metricsAreToldByTheirData() throws IOException {
    Metric.Builder metric =
        Metric.newBuilder().setName("sixteen letters.").setDescription("eight ch");
    metric.getGaugeBuilder().addDataPointsBuilder().setTimeUnixNano(1).setAsInt(3);
    MetricsData.Builder data = MetricsData.newBuilder();
    data.addResourceMetricsBuilder().addScopeMetricsBuilder().addMetrics(metric);

    read(data.build().toByteArray());

    assertThat(signals).containsExactly(Signal.METRICS);
    assertThat(requests.getFirst()).isEqualTo(data.build().toByteArray());
  }

  @Test
  void aSumOfWhichTheNameIsAsLongAsAnIdIsNoSpan() throws IOException {
    Metric.Builder metric = Metric.newBuilder().setName("requests").setUnit("1");
    metric.getSumBuilder().addDataPointsBuilder().setTimeUnixNano(1).setAsInt(3);
    MetricsData.Builder data = MetricsData.newBuilder();
    data.addResourceMetricsBuilder().addScopeMetricsBuilder().addMetrics(metric);

    read(data.build().toByteArray());

    assertThat(signals).containsExactly(Signal.METRICS);
  }

  @Test
  void whatItIsNotIsSaid() {
    assertThatThrownBy(() -> read(new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD}))
        .hasMessage("it is compressed with zstd");
    assertThatThrownBy(() -> read("<html>")).hasMessage("no OTLP");
    assertThatThrownBy(() -> read(new byte[] {0, 0, 0, 9, 1}))
        .hasMessage("it is cut off at byte 5");
    assertThatThrownBy(() -> read("{\n\"resourceSpans\": 7}")).hasMessage("no array at line 2");
  }

  @Test
  void nothingIsNothing() throws IOException {
    assertThat(read("")).isZero();
    assertThat(read("\ufeff{}")).isZero();
    assertThat(read("{}\n{}\n")).isZero();
    assertThat(requests).isEmpty();
  }
}
