package dev.clew.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.clew.otlp.codec.OtlpSignal;
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
  private final List<OtlpSignal> signals = new ArrayList<>();
  private final List<byte[]> requests = new ArrayList<>();

  private final Damages damages = new Damages();
  private boolean recognised;

  /// @return how much was passed over
  private long read(byte[] bytes) throws IOException {
    long before = damages.count();
    recognised =
        OtlpInput.read(
            new ByteArrayInputStream(bytes),
            (signal, request) -> {
              signals.add(signal);
              requests.add(request);
            },
            damages);
    return damages.count() - before;
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

    assertThat(signals).contains(OtlpSignal.TRACES).endsWith(OtlpSignal.LOGS);
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

    assertThat(signals).containsExactly(OtlpSignal.TRACES, OtlpSignal.LOGS);
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

    assertThat(signals).containsExactly(OtlpSignal.METRICS);
    assertThat(requests.getFirst()).isEqualTo(data.build().toByteArray());
  }

  @Test
  void aSumOfWhichTheNameIsAsLongAsAnIdIsNoSpan() throws IOException {
    Metric.Builder metric = Metric.newBuilder().setName("requests").setUnit("1");
    metric.getSumBuilder().addDataPointsBuilder().setTimeUnixNano(1).setAsInt(3);
    MetricsData.Builder data = MetricsData.newBuilder();
    data.addResourceMetricsBuilder().addScopeMetricsBuilder().addMetrics(metric);

    read(data.build().toByteArray());

    assertThat(signals).containsExactly(OtlpSignal.METRICS);
  }

  @Test
  void whatItIsNotIsSaid() {
    assertThatThrownBy(() -> read(new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD}))
        .hasMessage("it is compressed with zstd; try: zstd -dc FILE | clew import -");
    assertThatThrownBy(() -> read(new byte[] {1, 'B'})).hasMessageContaining("cut off");
    assertThatThrownBy(() -> read(new byte[] {0, 0, 0, 9, 1}))
        .hasMessage("it is cut off at byte 5");
  }

  @Test
  void whatIsNotTakenHasItsPlaceAndReason() throws IOException {
    String good = "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"a\"}]}]}]}";

    read(
        "{\n\"resourceSpans\": 7}\n<html>\n"
            + good
            + "{\"a\":1}"
            + good
            + "\n{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"traceId\":\"0a\"}]}]}]}");

    assertThat(signals).hasSize(2);
    assertThat(recognised).isTrue();
    assertThat(damages.first().stream().map(Damages.Damage::describe))
        .satisfiesExactly(
            wrong ->
                assertThat(wrong).contains("line 1, byte 0: \"resourceSpans\" is not an array"),
            html -> assertThat(html).contains("line 3, byte 22: no JSON object"),
            other -> assertThat(other).contains("line 4, byte ").contains("an object with \"a\""),
            id -> assertThat(id).contains("line 5, byte ").contains("32 hexadecimal digits"));
  }

  private static byte[] gzip(String text) throws IOException {
    return gzip(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    var out = new java.io.ByteArrayOutputStream();
    try (var zip = new java.util.zip.GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] joined(byte[]... parts) throws IOException {
    var all = new java.io.ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.write(part);
    }
    return all.toByteArray();
  }

  /// The JDK's reader of gzip passes over it, and over members behind it, without a word.
  @Test
  void whatFollowsACompressedFileIsCounted() throws IOException {
    byte[] first = gzip(lines(json(1)));
    byte[] second = gzip(lines(json(2)));
    byte[] junk = "junk".getBytes(StandardCharsets.UTF_8);

    assertThat(read(joined(first, second))).isZero();
    assertThat(read(joined(first, new byte[40_000]))).isZero();
    assertThat(read(joined(first, new byte[7], second))).isZero();
    assertThat(requests).hasSize(5);
    assertThat(read(joined(first, junk))).isEqualTo(1);
    assertThat(damages.first().getLast().describe()).contains("4 bytes that are no gzip follow");
    assertThat(read(joined(first, second, new byte[1], junk, second))).isEqualTo(1);
    assertThat(requests).hasSize(8);
    byte[] wrong = first.clone();
    wrong[first.length - 6] ^= 1;
    assertThat(read(wrong)).isEqualTo(1);
    assertThat(read(java.util.Arrays.copyOf(first, first.length - 9))).isPositive();
  }

  /// Each empty member was a call deeper.
  @Test
  void aMillionEmptyMembersAreNothing() throws IOException {
    byte[] member = gzip("");
    byte[] all = new byte[member.length * 1_000_000];
    for (int at = 0; at < all.length; at += member.length) {
      System.arraycopy(member, 0, all, at, member.length);
    }

    assertThat(read(joined(all, gzip(lines(json(1)))))).isZero();
    assertThat(requests).hasSize(1);
  }

  private static Span bomb() {
    return span(2)
        .addAllLinks(java.util.Collections.nCopies(100_001, Span.Link.getDefaultInstance()))
        .build();
  }

  private static String json(int links) {
    String all = String.join(",", java.util.Collections.nCopies(links, "{}"));
    return "{\"name\":\"a\",\"startTimeUnixNano\":\"1\",\"links\":[" + all + "]}";
  }

  private static String lines(String... spans) {
    return "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":["
        + String.join(",", spans)
        + "]}]}]}\n";
  }

  @Test
  void aSpanOfTooManyLinksIsRefusedWithItsDocument() throws IOException {
    ResourceSpans good =
        ResourceSpans.newBuilder().addScopeSpans(ScopeSpans.newBuilder().addSpans(span(1))).build();
    ResourceSpans bad =
        ResourceSpans.newBuilder().addScopeSpans(ScopeSpans.newBuilder().addSpans(bomb())).build();
    TracesData all =
        TracesData.newBuilder()
            .addResourceSpans(good)
            .addResourceSpans(bad)
            .addResourceSpans(good)
            .build();
    byte[] message = all.toByteArray();
    byte[] framed =
        java.nio.ByteBuffer.allocate(message.length + 4)
            .putInt(message.length)
            .put(message)
            .array();

    for (byte[] file :
        List.of(
            message,
            framed,
            (lines(json(1)) + lines(json(100_001)) + lines(json(2)))
                .getBytes(StandardCharsets.UTF_8))) {
      requests.clear();
      assertThat(read(file)).isEqualTo(1);
      assertThat(requests).hasSize(2);
      assertThat(damages.first().getLast().reason()).contains("at most 100000 nested messages");
      assertThat(damages.first().getLast().offset()).isPositive();
    }
    assertThat(damages.first().getLast().line()).isEqualTo(2);
  }

  @Test
  void ofALargeDocumentOnlyTheRecordIsRefused() throws IOException {
    String filler = "x".repeat(17 << 20);
    ScopeSpans.Builder scope =
        ScopeSpans.newBuilder()
            .addSpans(span(1).setTraceState(filler))
            .addSpans(bomb())
            .addSpans(span(3).setTraceState(filler));
    TracesData data =
        TracesData.newBuilder()
            .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
            .build();
    String large = "{\"name\":\"" + filler + "\",\"startTimeUnixNano\":\"1\"}";

    assertThat(read(data.toByteArray())).isEqualTo(1);
    assertThat(requests.stream().mapToLong(OtlpInputTest::spans).sum()).isEqualTo(2);
    requests.clear();
    assertThat(read(lines(large, json(100_001), large, json(1)))).isEqualTo(1);
    assertThat(requests.stream().mapToLong(OtlpInputTest::spans).sum()).isEqualTo(3);
    requests.clear();
    String resource = json(0).replace("links", "attributes").replace("[]", nothings(100_001));
    assertThat(
            read(
                "{\"resourceSpans\":[{\"resource\":"
                    + resource
                    + ",\"scopeSpans\":[{\"spans\":["
                    + large
                    + ","
                    + large
                    + "]}]},{\"scopeSpans\":[{\"spans\":["
                    + json(1)
                    + "]}]}]}"))
        .isEqualTo(1);
    assertThat(requests.stream().mapToLong(OtlpInputTest::spans).sum()).isEqualTo(1);
  }

  private static String nothings(int count) {
    return "[" + String.join(",", java.util.Collections.nCopies(count, "{}")) + "]";
  }

  @Test
  void nothingIsNothing() throws IOException {
    assertThat(read("")).isZero();
    assertThat(recognised).isFalse();
    assertThat(read("\ufeff{}")).isZero();
    assertThat(read("{}\n{}\n")).isZero();
    assertThat(recognised).isFalse();
    assertThat(requests).isEmpty();
  }

  private static String named(String name) {
    return "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"" + name + "\"}]}]}]}";
  }

  private List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    traces()
        .getResourceSpansList()
        .forEach(
            resource ->
                resource
                    .getScopeSpansList()
                    .forEach(
                        scope -> scope.getSpansList().forEach(each -> names.add(each.getName()))));
    return names;
  }

  @Test
  void documentsMayLieInLinesAsTheyLike() throws IOException {
    String pretty = named("pretty").replace("[", "[\n  ").replace(",", ",\n");

    assertThat(
            read(
                named("a")
                    + named("b")
                    + named("c")
                    + "\n"
                    + named("d")
                    + " "
                    + named("e")
                    + "\n"
                    + pretty
                    + named("f")
                    + "\n\u001e"
                    + named("g")
                    + "\n["
                    + named("h")
                    + ",\n"
                    + named("i")
                    + "]\n"
                    + pretty))
        .isZero();

    assertThat(names())
        .containsExactly("a", "b", "c", "d", "e", "pretty", "f", "g", "h", "i", "pretty");
  }

  @Test
  void whatACrashLeavesIsPassedOver() throws IOException {
    String good = named("a");
    String zeros = "\0".repeat(5000);

    assertThat(read(good.substring(7) + "\n" + good + "\n" + good)).isEqualTo(1);
    assertThat(read(zeros + good + "\n")).isEqualTo(1);
    assertThat(read("\0\0\0" + good + "\n" + zeros + good + zeros)).isEqualTo(3);
    assertThat(read(good + "\n{\"resourceSpans\":[\n" + good + "\n" + good)).isEqualTo(1);
    assertThat(read("{\n\"resourceSpans\": [\n{\n\"x\": 1,\n" + good + "\n")).isEqualTo(1);

    assertThat(names()).hasSize(2 + 1 + 2 + 3 + 1);
    assertThat(damages.first().get(1).reason()).isEqualTo("5000 NUL bytes");
  }

  @Test
  void aResourceMayLackItsWrapperAndNamesMayBeOld() throws IOException {
    read(
        "{\"schemaUrl\":\"u\",\"resource\":{\"attributes\":[{\"key\":\"k\"}]},\"scopeSpans\":[{\"spans\":[{\"name\":\"bare\"}]}]}");
    read(
        """
        {"resource_spans":[{"instrumentationLibrarySpans":[{"instrumentationLibrary":{"name":"lib"},
        "spans":[{"name":"old","trace_id":"000102030405060708090A0B0C0D0E0F","kind":"SPAN_KIND_SERVER",
        "status":{"code":"STATUS_CODE_ERROR"},"start_time_unix_nano":5}]}]}]}
        """);

    assertThat(names()).containsExactly("bare", "old");
    assertThat(traces().getResourceSpans(0).getSchemaUrl()).isEqualTo("u");
    ScopeSpans scope = traces().getResourceSpans(1).getScopeSpans(0);
    assertThat(scope.getScope().getName()).isEqualTo("lib");
    assertThat(scope.getSpans(0).getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    assertThat(scope.getSpans(0).getStatus().getCodeValue()).isEqualTo(2);
    assertThat(scope.getSpans(0).getTraceId().size()).isEqualTo(16);
    assertThat(scope.getSpans(0).getStartTimeUnixNano()).isEqualTo(5);
  }

  /// Tempo's JSON has ids in base64.
  @Test
  void temposAnswersAreRead() throws IOException {
    String batches =
        "{\"batches\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"t\",\"traceId\":\"AAECAwQFBgcICQoLDA0ODw==\",\"spanId\":\"AAECAwQFBgc=\"}]}]}]}";
    read(batches);
    read("{\"trace\":" + batches.replace("batches", "resourceSpans") + "}");

    assertThat(names()).containsExactly("t", "t");
    assertThat(traces().getResourceSpansList())
        .allSatisfy(
            each -> {
              Span span = each.getScopeSpans(0).getSpans(0);
              assertThat(span.getTraceId().toByteArray())
                  .isEqualTo(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15});
              assertThat(span.getSpanId().toByteArray())
                  .isEqualTo(new byte[] {0, 1, 2, 3, 4, 5, 6, 7});
            });
    assertThat(read(batches.replace("==", "AA"))).isEqualTo(1);
    assertThat(read(batches.replace("w==", "!=="))).isEqualTo(1);
  }

  @Test
  void jaegersAnswersBecomeSpans() throws IOException {
    read(
        """
        {"data":[{"traceID":"5af7183fb1d4cf5f","spans":[
          {"traceID":"5af7183fb1d4cf5f","spanID":"1","operationName":"GET /","references":[],
           "startTime":1700000000000000,"duration":1500,"processID":"p1",
           "tags":[{"key":"span.kind","type":"string","value":"server"},{"key":"error","type":"bool","value":true},
                   {"key":"http.status_code","type":"int64","value":500},{"key":"otel.scope.name","type":"string","value":"lib"}],
           "logs":[{"timestamp":1700000000000001,"fields":[{"key":"event","type":"string","value":"boom"},{"key":"n","type":"float64","value":1}]}]},
          {"traceID":"5af7183fb1d4cf5f","spanID":"2","operationName":"SELECT","references":[
            {"refType":"CHILD_OF","traceID":"5af7183fb1d4cf5f","spanID":"1"},
            {"refType":"FOLLOWS_FROM","traceID":"000102030405060708090a0b0c0d0e0f","spanID":"0001020304050607"}],
           "startTime":1700000000000000,"duration":5,"processID":"p2"}],
         "processes":{"p1":{"serviceName":"api","tags":[]},"p2":{"serviceName":"db","tags":[{"key":"v","type":"int64","value":3}]}}}],
         "total":0,"errors":null}
        """);

    assertThat(names()).containsExactly("GET /", "SELECT");
    ResourceSpans api = traces().getResourceSpans(0);
    Span first = api.getScopeSpans(0).getSpans(0);
    Span second = traces().getResourceSpans(1).getScopeSpans(0).getSpans(0);
    assertThat(api.getResource().getAttributes(0).getValue().getStringValue()).isEqualTo("api");
    assertThat(api.getScopeSpans(0).getScope().getName()).isEqualTo("lib");
    assertThat(java.util.HexFormat.of().formatHex(first.getTraceId().toByteArray()))
        .isEqualTo("00000000000000005af7183fb1d4cf5f");
    assertThat(first.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    assertThat(first.getStatus().getCodeValue()).isEqualTo(2);
    assertThat(first.getEndTimeUnixNano()).isEqualTo(1_700_000_000_001_500_000L);
    assertThat(first.getEvents(0).getName()).isEqualTo("boom");
    assertThat(second.getParentSpanId()).isEqualTo(first.getSpanId());
    assertThat(second.getLinks(0).getTraceId().size()).isEqualTo(16);
  }

  @Test
  void jsonTextSequencesAreTaken() throws IOException {
    assertThat(read("\u001e" + named("a") + "\n\u001e" + named("b") + "\n")).isZero();
    assertThat(names()).containsExactly("a", "b");

    assertThat(read("\u001e{\"resourceSpans\":[\n\u001e" + named("c") + "\n")).isEqualTo(1);
    assertThat(names()).endsWith("c");
  }

  @Test
  void gzipWithinGzipIsTakenToADepth() throws IOException {
    byte[] file = gzip(named("a"));
    for (int times = 2; times <= 4; times++) {
      file = gzip(file);
    }
    byte[] deepest = file;

    assertThat(read(deepest)).isZero();
    assertThat(names()).containsExactly("a");
    assertThatThrownBy(() -> read(gzip(deepest)))
        .hasMessage("it is compressed with gzip more than 4 times");
  }

  /// Bare UTF-16 was an internal error.
  @Test
  void otherEncodingsAreNamed() throws IOException {
    for (String encoding : List.of("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
      for (String mark : List.of("", "\ufeff")) {
        byte[] file = (mark + named("a")).getBytes(java.nio.charset.Charset.forName(encoding));
        assertThatThrownBy(() -> read(file))
            .as(encoding)
            .hasMessageContaining("not UTF-8; try: iconv");
      }
    }
    byte[] good = (named("a") + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] other = "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE);
    assertThat(read(joined(good, other))).isEqualTo(1);
    assertThat(damages.first().getLast().describe()).contains("line 2, byte " + good.length);
    assertThat(names()).containsExactly("a");
  }

  @Test
  void arraysWithoutDocumentsHaveTheirPlace() throws IOException {
    assertThat(read("[".repeat(100_000))).isEqualTo(1);
    assertThat(recognised).isFalse();
    assertThat(damages.first().getFirst().describe())
        .contains("line 1, byte 0: an array that is not closed");
    assertThat(read(named("a") + "\n" + "[".repeat(9) + "]".repeat(9) + "\n" + named("b")))
        .isEqualTo(1);
    assertThat(damages.first().getLast().describe()).contains("line 2, byte ").contains("arrays");
    assertThat(read("[]\n[" + named("c") + ",[" + named("d") + "]]\n[[1]]\n[" + named("e") + "]"))
        .isEqualTo(1);
    assertThat(names()).containsExactly("a", "b", "c", "d", "e");
  }
}
