package dev.clew.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.clew.otlp.codec.OtlpSignal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A store that an older version wrote answers as one of this version does.
class MigrationTest {
  @TempDir Path directory;

  @Test
  void aStoreOfTheFirstVersionIsBroughtUpToDate() throws Exception {
    List<SpanRow> spans;
    List<Integer> severe;
    try (Store store = open()) {
      store.add(OtlpSignal.TRACES, spans()).toCompletableFuture().join();
      store.add(OtlpSignal.LOGS, logs()).toCompletableFuture().join();
      spans = table(store);
      severe = severe(store);
    }
    change(
        "DROP TABLE links",
        "DROP TABLE segments",
        "DROP INDEX logs_severe",
        "ALTER TABLE spans DROP COLUMN details",
        "PRAGMA user_version = 1");

    try (Store store = open()) {
      assertThat(table(store)).isEqualTo(spans);
      assertThat(severe(store)).isEqualTo(severe);
    }
    assertThat(spans)
        .extracting(SpanRow::details)
        .containsExactly(
            new SpanDetails(0, 0, 0),
            new SpanDetails(2, 1, SpanDetails.STAGE),
            new SpanDetails(0, 3, SpanDetails.COMMAND));
    assertThat(severe).containsExactly(21, 13, 0);
  }

  @Test
  void recordsOfNoRunThatAnOlderVersionStoredCountAsComeInNow() throws Exception {
    long now = StoreTest.NOW;
    try (Store store = Store.open(StoreTest.settings(directory), StoreTest.at(now), _ -> {})) {
      for (int i = 0; i < 30; i++) {
        LogRecord[] many = new LogRecord[300];
        Arrays.fill(many, StoreTest.log(0, 0, i + "x".repeat(1000)));
        add(store, OtlpSignal.LOGS, StoreTest.logs(StoreTest.resource("service.name", "a"), many));
      }
      add(
          store,
          OtlpSignal.METRICS,
          StoreTest.metrics(
              StoreTest.resource("service.name", "a"), StoreTest.gauge("cpu", now, 1)));
    }
    change(
        "UPDATE logs SET run = 0, time = id",
        "UPDATE points SET run = 0",
        "UPDATE OR REPLACE run_metrics SET run = 0",
        "UPDATE OR REPLACE run_scopes SET run = 0",
        "DROP TABLE links",
        "DROP TABLE segments",
        "PRAGMA user_version = 2");

    long later = now + Duration.ofDays(400).toNanos();
    Retention.Limits small = new Retention.Limits(Duration.ofDays(30), 6 << 20, Long.MAX_VALUE);
    Retention.Limits old = new Retention.Limits(Duration.ofDays(30), 1L << 40, Long.MAX_VALUE);
    try (Store store = Store.open(StoreTest.settings(directory), StoreTest.at(later), _ -> {})) {
      assertThat(store.retention().apply(old, false, () -> false).noRun()).isZero();
      assertThat(store.retention().apply(small, false, () -> false).noRun()).isEqualTo(5_000L);
      assertThat(store.usedBytes()).isLessThanOrEqualTo(6 << 20);
      List<Long> left = new ArrayList<>();
      store.logs().back(Long.MAX_VALUE, 0, log -> left.add(log.id()));
      assertThat(left).isNotEmpty().first().isEqualTo(9_000L);
    }
    long muchLater = later + Duration.ofDays(31).toNanos();
    try (Store store =
        Store.open(StoreTest.settings(directory), StoreTest.at(muchLater), _ -> {})) {
      store.retention().apply(old, false, () -> false);
      assertThat(store.logs().newest()).isZero();
      assertThat(store.metrics().names()).isEmpty();
    }
  }

  @Test
  void theLinksOfSpansThatAnOlderVersionStoredAreFound() throws Exception {
    Span.Link link =
        Span.Link.newBuilder()
            .setTraceId(ByteString.copyFrom(ByteBuffer.allocate(16).putLong(0, 7).array()))
            .setSpanId(ByteString.copyFrom(ByteBuffer.allocate(8).putLong(0, 1).array()))
            .build();
    try (Store store = open()) {
      Span[] linking = {span(1).build(), span(2).addLinks(link).build(), span(3).build()};
      add(store, OtlpSignal.TRACES, StoreTest.spans(resource(), linking));
      Span[] unknown = {span(4).addLinks(link).build()};
      add(store, OtlpSignal.TRACES, StoreTest.spans(resource(), unknown));
    }
    change(
        "DROP TABLE links",
        "UPDATE spans SET details = -1 WHERE span = 4",
        "PRAGMA user_version = 3");

    try (Store store = open()) {
      byte[] trace = ByteBuffer.allocate(16).putLong(0, 7).array();
      assertThat(store.links().to(trace, 1, 10))
          .extracting(LinkingSpan::span, LinkingSpan::run)
          .containsExactly(tuple(2L, "r"), tuple(4L, "r"));
      assertThat(store.links().to(trace, 2, 10)).isEmpty();
    }
  }

  private static void add(Store store, OtlpSignal signal, MessageLite request) {
    store.add(signal, request.toByteArray()).toCompletableFuture().join();
  }

  private Store open() {
    return Store.open(StoreTest.settings(directory), Clock.systemUTC(), _ -> {});
  }

  private void change(String... statements) throws Exception {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("clew.db"));
        var open = connection.createStatement()) {
      for (String statement : statements) {
        open.execute(statement);
      }
    }
  }

  private static List<SpanRow> table(Store store) {
    List<SpanRow> rows = new ArrayList<>();
    long run = store.runs().byKey("r").orElseThrow().id();
    store.spans().tableOfRun(run, 0, 0, 100, rows::add);
    return rows;
  }

  /// Severities of warnings, of what is worse, and of what may be, the newest first.
  private static List<Integer> severe(Store store) {
    List<Integer> severities = new ArrayList<>();
    store.logs().back(Long.MAX_VALUE, 13, log -> severities.add(log.severity()));
    return severities;
  }

  private static Resource resource() {
    return Resource.newBuilder().addAttributes(pair("parallax.run.id", "r")).build();
  }

  private static KeyValue pair(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static byte[] logs() {
    ScopeLogs.Builder logs = ScopeLogs.newBuilder();
    for (int severity : new int[] {0, 9, 13, 5, 21}) {
      logs.addLogRecords(
          LogRecord.newBuilder()
              .setTimeUnixNano(1_000)
              .setSeverityNumber(SeverityNumber.forNumber(severity)));
    }
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(ResourceLogs.newBuilder().setResource(resource()).addScopeLogs(logs))
        .build()
        .toByteArray();
  }

  private static byte[] spans() {
    Span.Event event = Span.Event.newBuilder().setName("e").build();
    Span.Link link = Span.Link.newBuilder().setTraceId(ByteString.copyFrom(new byte[16])).build();
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(resource())
                .addScopeSpans(
                    ScopeSpans.newBuilder()
                        .addSpans(span(1))
                        .addSpans(
                            span(2)
                                .addAttributes(pair("clew.kind", "stage"))
                                .addEvents(event)
                                .addEvents(event)
                                .addLinks(link))
                        .addSpans(
                            span(3)
                                .addAttributes(pair("clew.kind", "run"))
                                .addLinks(link)
                                .addLinks(link)
                                .addLinks(link))))
        .build()
        .toByteArray();
  }

  private static Span.Builder span(long id) {
    return Span.newBuilder()
        .setTraceId(ByteString.copyFrom(ByteBuffer.allocate(16).putLong(0, 7).array()))
        .setSpanId(ByteString.copyFrom(ByteBuffer.allocate(8).putLong(0, id).array()))
        .setStartTimeUnixNano(1_000)
        .setEndTimeUnixNano(2_000)
        .setName("n");
  }
}
