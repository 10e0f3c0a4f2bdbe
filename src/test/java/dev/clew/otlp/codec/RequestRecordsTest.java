package dev.clew.otlp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RequestRecordsTest {
  private static final Map<OtlpSignal, Message> REQUESTS =
      Map.of(
          OtlpSignal.TRACES, ExportTraceServiceRequest.getDefaultInstance(),
          OtlpSignal.LOGS, ExportLogsServiceRequest.getDefaultInstance(),
          OtlpSignal.METRICS, ExportMetricsServiceRequest.getDefaultInstance());

  /// Single records, each with its resource and scope, are all records, in order.
  @Property(tries = 300)
  void partsAreTheWhole(@ForAll long seed) throws IOException {
    for (Map.Entry<OtlpSignal, Message> each : REQUESTS.entrySet()) {
      OtlpSignal signal = each.getKey();
      byte[] request = new RandomMessages(seed).like(each.getValue()).toByteArray();
      int count = RequestRecords.count(signal, request);
      int middle = count / 2;
      var whole = singles(signal, request);

      var halves = singles(signal, RequestRecords.part(signal, request, 0, middle));
      halves.addAll(singles(signal, RequestRecords.part(signal, request, middle, count)));

      assertThat(whole).hasSize(count);
      assertThat(halves).isEqualTo(whole);
    }
  }

  private static List<String> singles(OtlpSignal signal, byte[] request) throws IOException {
    List<String> singles = new ArrayList<>();
    int count = RequestRecords.count(signal, request);
    for (int i = 0; i < count; i++) {
      byte[] one = RequestRecords.part(signal, request, i, i + 1);
      assertThat(RequestRecords.count(signal, one)).isEqualTo(1);
      singles.add(parsed(signal, one));
    }
    return singles;
  }

  /// Without what has no records, which goes with one of its neighbours.
  private static String parsed(OtlpSignal signal, byte[] request) throws IOException {
    if (signal != OtlpSignal.TRACES) {
      return String.valueOf(request.length > 0);
    }
    StringBuilder text = new StringBuilder();
    for (ResourceSpans resource :
        ExportTraceServiceRequest.parseFrom(request).getResourceSpansList()) {
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        for (Span span : scope.getSpansList()) {
          text.append(resource.getResource()).append(resource.getSchemaUrl());
          text.append(scope.getScope()).append(scope.getSchemaUrl()).append(span);
        }
      }
    }
    return text.toString();
  }

  @Test
  void theFirstRecordIsNamed() throws IOException {
    Span span = Span.newBuilder().setName("compile").build();
    byte[] request =
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(
                ResourceSpans.newBuilder().addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
            .build()
            .toByteArray();

    assertThat(RequestRecords.describe(OtlpSignal.TRACES, request)).isEqualTo("span \"compile\"");
    assertThat(RequestRecords.describe(OtlpSignal.LOGS, new byte[0])).isEqualTo("log record");
  }
}
