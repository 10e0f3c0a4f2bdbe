package dev.clew.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.clew.config.ServeSettings;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.otlp.codec.OtlpSignal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  static final long NOW = 1_763_700_000_000_000_000L;

  @TempDir Path directory;
  private Store store;

  @BeforeEach
  void open() {
    store = open(directory.resolve("store"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static Store open(Path where) {
    return Store.open(settings(where), at(NOW), _ -> {});
  }

  static StoreSettings settings(Path where) {
    return new StoreSettings(
        where,
        ServeSettings.RUN_ID_ATTRIBUTES,
        ServeSettings.Retention.DEFAULT.age(),
        ServeSettings.Retention.DEFAULT.bytes());
  }

  static Clock at(long nanos) {
    return Clock.fixed(Instant.ofEpochSecond(0, nanos), ZoneOffset.UTC);
  }

  @Test
  void filesArePrivate() throws Exception {
    add(spans(resource("run", "a"), span(1, 1, 0, "x")));
    try (var files = Files.list(directory.resolve("store"))) {
      assertThat(files)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  void theFirstAttributeOfTheListNamesTheRun() {
    add(spans(resource("session.id", "s", "cli.invocation.id", "c"), span(1, 1, 0, "x")));
    assertThat(run("c").attribute()).isEqualTo("cli.invocation.id");
    assertThat(store.runs().byKey("s")).isEmpty();
  }

  @Test
  void aRecordNamesItsRunWhereItsResourceDoesNot() {
    Span span =
        span(1, 1, 0, "x").toBuilder().addAttributes(text("session.id", "of the span")).build();
    add(spans(resource("service.name", "api"), span, span(2, 2, 0, "y")));
    assertThat(run("of the span").spans()).isEqualTo(1);
    assertThat(run(hex(2)).attribute()).isEqualTo("trace");
  }

  @Test
  void aTraceWithoutARunBecomesPartOfTheOneThatIsNamedLater() {
    add(spans(resource("service.name", "api"), span(1, 2, 1, "inner")));
    add(logs(resource("service.name", "api"), log(1, 2, "said")));
    assertThat(run(hex(1)).logs()).isEqualTo(1);
    add(spans(resource("parallax.run.id", "r"), span(1, 1, 0, "outer")));
    assertThat(store.runs().byKey(hex(1))).isEmpty();
    StoredRun run = run("r");
    assertThat(run.spans()).isEqualTo(2);
    assertThat(run.logs()).isEqualTo(1);
    assertThat(names(run)).containsExactlyInAnyOrder("inner", "outer");
    add(spans(resource("service.name", "api"), span(1, 3, 1, "late")));
    assertThat(names(run)).containsExactlyInAnyOrder("inner", "outer", "late");
  }

  private static final long BASE = NOW + 500;

  @Test
  void aTableOfSpansHasWhatIsStored() {
    List<String> names = List.of("", "a,b;c", "\0;", "\"\\\n'", "-1,2,3", "ä🙂", "☃".repeat(300));
    List<Span> spans = new ArrayList<>();
    for (int i = 1; i <= 11_000; i++) {
      spans.add(span(1, i, i / 2, names.get(i % names.size())));
    }
    spans.add(span(1, Long.MIN_VALUE, Long.MAX_VALUE, "far"));
    spans.add(span(1, -1, 0, "last").toBuilder().setEndTimeUnixNano(0).build());
    add(spans(resource("parallax.run.id", "r"), spans.toArray(Span[]::new)));
    StoredRun run = run("r");
    List<StoredSpan> stored = new ArrayList<>();
    store.spans().ofRun(run.id(), 0, Integer.MAX_VALUE, stored::add);

    assertThat(stored).hasSize(11_002);
    assertThat(table(run, 0, Integer.MAX_VALUE))
        .isEqualTo(stored.stream().map(StoreTest::row).toList());
    assertThat(table(run, stored.get(3000).id(), 7000))
        .isEqualTo(stored.subList(3001, 10_001).stream().map(StoreTest::row).toList());
    assertThat(table(run, stored.getLast().id(), 10)).isEmpty();
    assertThat(store.spans().tableOfRun(run.id(), 0, 0, 6_001, _ -> {}))
        .isEqualTo(stored.get(6_000).id());
    List<SpanRow> ofTrace = new ArrayList<>();
    store.spans().tableOfTrace(stored.getFirst().trace(), BASE, 0, 20_000, ofTrace::add);
    assertThat(ofTrace).isEqualTo(table(run, 0, 20_000));
  }

  private List<SpanRow> table(StoredRun run, long after, int limit) {
    List<SpanRow> rows = new ArrayList<>();
    store.spans().tableOfRun(run.id(), BASE, after, limit, rows::add);
    return rows;
  }

  private static SpanRow row(StoredSpan span) {
    return new SpanRow(
        span.trace(),
        span.scope(),
        span.span(),
        span.parent(),
        span.start() - BASE,
        span.duration(),
        span.kindAndStatus(),
        span.name(),
        new SpanDetails(0, 0, 0));
  }

  @Test
  void mergingHappensWithinOneRequestAndAfterReopening() {
    ExportTraceServiceRequest both =
        spans(resource("service.name", "api"), span(1, 2, 1, "inner")).toBuilder()
            .mergeFrom(spans(resource("parallax.run.id", "r"), span(1, 1, 0, "outer")))
            .build();
    add(both);
    assertThat(names(run("r"))).containsExactlyInAnyOrder("inner", "outer");
    add(spans(resource("service.name", "api"), span(7, 2, 1, "alone")));
    store.close();
    open();
    add(spans(resource("parallax.run.id", "later"), span(7, 1, 0, "root")));
    assertThat(names(run("later"))).containsExactlyInAnyOrder("alone", "root");
    assertThat(store.runs().byKey(hex(7))).isEmpty();
  }

  @Test
  void tracesCountTheirSpans() {
    Span failed =
        span(1, 2, 1, "inner").toBuilder()
            .setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR))
            .build();
    add(spans(resource("service.name", "api"), failed));
    add(spans(resource("service.name", "api"), span(1, 1, 0, "outer")));
    StoredTrace trace = store.traces().byTraceId(id(1)).orElseThrow();
    assertThat(trace.name()).isEqualTo("outer");
    assertThat(trace.spans()).isEqualTo(2);
    assertThat(trace.failedSpans()).isEqualTo(1);
    assertThat(trace.run()).isEqualTo(hex(1));
  }

  @Test
  void spansWithoutValidIdsAreRejectedAndTheOthersKept() {
    Span broken =
        span(1, 1, 0, "x").toBuilder().setTraceId(ByteString.copyFromUtf8("short")).build();
    Ingest.Receipt receipt =
        add(spans(resource("parallax.run.id", "r"), broken, span(1, 2, 0, "kept")));
    assertThat(receipt.accepted()).isEqualTo(1);
    assertThat(receipt.rejected()).isEqualTo(1);
    assertThat(receipt.reason()).contains("trace id");
    assertThat(names(run("r"))).containsExactly("kept");
  }

  @Test
  void whatIsNoRequestIsRefusedWhole() {
    byte[] good = spans(resource("parallax.run.id", "r"), span(1, 1, 0, "x")).toByteArray();
    byte[] cut = java.util.Arrays.copyOf(good, good.length - 3);
    assertThatThrownBy(() -> store.add(OtlpSignal.TRACES, cut).toCompletableFuture().join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(Ingest.MalformedRequest.class);
    assertThat(store.runs().byKey("r")).isEmpty();
  }

  @Test
  void recordsOfAnotherSignalAreRefused() {
    Resource resource = resource("parallax.run.id", "r");
    byte[] metrics = metrics(resource, gauge("process.memory.usage", 1, 2)).toByteArray();
    byte[] traces = spans(resource, span(1, 1, 0, "x")).toByteArray();
    byte[] logs = logs(resource, log(1, 1, "x")).toByteArray();
    Map<OtlpSignal, List<byte[]>> wrong =
        Map.of(
            OtlpSignal.LOGS, List.of(metrics, traces),
            OtlpSignal.TRACES, List.of(metrics, logs),
            OtlpSignal.METRICS, List.of(traces, logs));
    wrong.forEach(
        (signal, requests) ->
            requests.forEach(
                request ->
                    assertThatThrownBy(
                            () -> store.add(signal, request).toCompletableFuture().join())
                        .hasCauseInstanceOf(Ingest.MalformedRequest.class)));
    assertThat(store.runs().byKey("r")).isEmpty();
  }

  @Test
  void deepNestingIsRefused() {
    assertThatThrownBy(() -> add(logs(resource("a", "b"), nested(60))))
        .hasCauseInstanceOf(Ingest.MalformedRequest.class);
  }

  /// Numbers of a repeated field that share a block: nine bytes are no fixed64s.
  @Test
  void brokenNumbersWithinABlockAreRefused() {
    Metric histogram =
        Metric.newBuilder()
            .setName("h")
            .setHistogram(
                Histogram.newBuilder()
                    .addDataPoints(
                        HistogramDataPoint.newBuilder()
                            .setUnknownFields(
                                UnknownFieldSet.newBuilder()
                                    .addField(
                                        HistogramDataPoint.BUCKET_COUNTS_FIELD_NUMBER,
                                        UnknownFieldSet.Field.newBuilder()
                                            .addLengthDelimited(ByteString.copyFrom(new byte[9]))
                                            .build())
                                    .build())))
            .build();
    assertThatThrownBy(() -> add(metrics(resource("a", "b"), histogram)))
        .hasCauseInstanceOf(Ingest.MalformedRequest.class);
  }

  @Test
  void whatIsNotRefusedForItsDepthCanBeWritten() throws Exception {
    int accepted = 0;
    for (int depth = 40; depth < 52; depth++) {
      String run = "depth " + depth;
      try {
        add(logs(resource("parallax.run.id", run), nested(depth)));
      } catch (CompletionException refused) {
        assertThat(refused).hasCauseInstanceOf(Ingest.MalformedRequest.class);
        break;
      }
      accepted++;
      var json = new java.io.ByteArrayOutputStream();
      var writer = new dev.clew.otlp.codec.OtlpJsonWriter(json);
      store
          .export()
          .run(
              run(run).id(),
              OtlpSignal.LOGS,
              request -> {
                try {
                  writer.write(request, 0, request.length, "Request.logs");
                  return true;
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      writer.flush();
      assertThat(json.toString(java.nio.charset.StandardCharsets.UTF_8)).contains("\"x\"");
    }
    assertThat(accepted).isBetween(1, 11);
  }

  static LogRecord nested(int depth) {
    AnyValue value = AnyValue.newBuilder().setStringValue("x").build();
    for (int i = 0; i < depth; i++) {
      value =
          AnyValue.newBuilder()
              .setArrayValue(
                  io.opentelemetry.proto.common.v1.ArrayValue.newBuilder().addValues(value))
              .build();
    }
    return LogRecord.newBuilder().setBody(value).build();
  }

  @Test
  void whatWasStoredIsThereAfterReopening() {
    add(spans(resource("parallax.run.id", "r"), span(1, 1, 0, "x")));
    store.close();
    open();
    add(spans(resource("parallax.run.id", "r"), span(1, 2, 1, "y")));
    assertThat(run("r").spans()).isEqualTo(2);
    assertThat(names(run("r"))).containsExactly("x", "y");
  }

  @Test
  void pointsShareTheirMetric() {
    add(metrics(resource("parallax.run.id", "r"), gauge("cpu", 1, 0.5)));
    add(metrics(resource("parallax.run.id", "r"), gauge("cpu", 2, 0.7)));
    List<StoredMetric> metrics = store.metrics().ofRun(run("r").id(), "");
    assertThat(metrics).hasSize(1);
    List<Long> times = new ArrayList<>();
    store
        .metrics()
        .points(metrics.getFirst().id(), run("r").id(), 0, 10, point -> times.add(point.time()));
    assertThat(times).containsExactly(1L, 2L);
  }

  @Test
  void aStoreHasOneWriter() {
    assertThatThrownBy(() -> open(directory.resolve("store")))
        .isInstanceOfSatisfying(
            ClewError.class,
            error -> {
              assertThat(error.code()).isEqualTo(ErrorCode.E070);
              assertThat(error.detail()).contains("process " + ProcessHandle.current().pid());
            });
  }

  @Test
  void aDamagedFileIsLeftAlone() throws Exception {
    Path other = directory.resolve("other");
    Files.createDirectories(other);
    byte[] garbage =
        "this is no database, whatever its name says "
            .repeat(100)
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Files.write(other.resolve("clew.db"), garbage);
    assertThat(codeOfOpening(other)).isEqualTo(ErrorCode.E071);
    assertThat(Files.readAllBytes(other.resolve("clew.db"))).isEqualTo(garbage);
  }

  @Test
  void anotherProgramsDatabaseIsLeftAlone() throws Exception {
    Path other = directory.resolve("foreign");
    Files.createDirectories(other);
    change(other, "CREATE TABLE cookies (id)");
    assertThat(codeOfOpening(other)).isEqualTo(ErrorCode.E071);
  }

  @Test
  void aNewerStoreIsLeftAlone() throws Exception {
    store.close();
    change(directory.resolve("store"), "PRAGMA user_version = 1000");
    assertThat(codeOfOpening(directory.resolve("store"))).isEqualTo(ErrorCode.E072);
    change(directory.resolve("store"), "PRAGMA user_version = " + Database.VERSION);
    open();
  }

  private static ErrorCode codeOfOpening(Path where) {
    try (Store opened = open(where)) {
      throw new AssertionError("opened " + opened);
    } catch (ClewError error) {
      return error.code();
    }
  }

  private static void change(Path where, String statement) throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + where.resolve("clew.db"));
        var open = connection.createStatement()) {
      open.execute(statement);
    }
  }

  @Test
  void oldRunsAreRemovedWithAllThatIsTheirs() {
    fill("old");
    long day = Duration.ofDays(1).toNanos();
    store.close();
    store = Store.open(settings(directory.resolve("store")), at(NOW + 2 * day), _ -> {});
    fill("new");
    assertThat(
            store
                .retention()
                .apply(limits(Long.MAX_VALUE, Long.MAX_VALUE), true, () -> false)
                .runs())
        .containsExactly("old");
    assertThat(store.runs().byKey("old")).isPresent();
    assertThat(
            store
                .retention()
                .apply(limits(Long.MAX_VALUE, Long.MAX_VALUE), false, () -> false)
                .runs())
        .containsExactly("old");
    assertThat(store.runs().byKey("old")).isEmpty();
    assertThat(rows())
        .isEqualTo(
            Map.of(
                "runs",
                1L,
                "traces",
                1L,
                "spans",
                1L,
                "logs",
                1L,
                "points",
                1L,
                "metrics",
                1L,
                "scopes",
                2L,
                "resources",
                1L));
    fill("old");
    assertThat(run("old").spans()).isEqualTo(1);
    assertThat(store.scopes().services()).containsExactly("of new", "of old");
  }

  @Test
  void theOldestRunsGoWhenTheStoreIsTooLarge() {
    for (int i = 0; i < 20; i++) {
      List<LogRecord> many = new ArrayList<>();
      for (int j = 0; j < 500; j++) {
        many.add(log(i + 1, 1, "x".repeat(200)));
      }
      add(logs(resource("parallax.run.id", "run" + i), many.toArray(LogRecord[]::new)));
    }
    long half = store.usedBytes() / 2;
    store.close();
    store =
        Store.open(
            settings(directory.resolve("store")), at(NOW + Duration.ofHours(1).toNanos()), _ -> {});
    Retention.Removed removed =
        store.retention().apply(limits(half, Long.MAX_VALUE), false, () -> false);
    assertThat(removed.runs()).isNotEmpty().doesNotContain("run19");
    assertThat(store.usedBytes()).isLessThanOrEqualTo(half);
    assertThat(store.freePages()).isZero();
  }

  @Test
  void soManyRunsStayAndADryRunNamesTheOthers() {
    add(
        spans(
            resource("parallax.run.id", "run0"),
            IntStream.rangeClosed(1, 6000)
                .mapToObj(id -> span(1000, id, 0, "x"))
                .toArray(Span[]::new)));
    for (int i = 1; i < 250; i++) {
      add(spans(resource("parallax.run.id", "run" + i), span(i, 1, 0, "x")));
    }
    store.close();
    store =
        Store.open(
            settings(directory.resolve("store")), at(NOW + Duration.ofHours(1).toNanos()), _ -> {});
    fill("running");
    Retention.Limits limits = limits(Long.MAX_VALUE, 3);

    Retention.Removed dry = store.retention().apply(limits, true, () -> false);
    Retention.Removed first = store.retention().apply(limits, false, () -> true);
    Retention.Removed removed = store.retention().apply(limits, false, () -> false);

    assertThat(first.runs()).containsExactly("run0");
    assertThat(first.more()).isTrue();
    assertThat(removed.runs()).hasSize(247).startsWith("run1", "run2").endsWith("run247");
    assertThat(dry.runs()).startsWith("run0").hasSize(248).endsWith("run247");
    assertThat(dry.bytes()).isEqualTo(first.bytes() + removed.bytes());
    assertThat(keys(RunFilter.any())).containsOnly("run248", "run249", "running");
    assertThat(store.retention().apply(limits(Long.MAX_VALUE, 0), false, () -> false).runs())
        .containsExactly("run248", "run249");
    assertThat(store.retention().apply(limits(1, 0), true, () -> false).runs()).isEmpty();
  }

  @Test
  void aRunThatIsAddedToWhileOldOnesGoStays() throws InterruptedException {
    add(spans(resource("parallax.run.id", "old"), span(1, 1, 0, "x")));
    add(spans(resource("parallax.run.id", "goes"), span(2, 1, 0, "x")));
    store.close();
    CompletableFuture<Void> written = new CompletableFuture<>();
    CompletableFuture<Void> goOn = new CompletableFuture<>();
    store =
        Store.open(
            settings(directory.resolve("store")),
            at(NOW + Duration.ofHours(1).toNanos()),
            _ -> {
              written.complete(null);
              goOn.join();
            });
    // The writer stands still behind this, the next one waits, and what is removed behind it.
    var _ =
        store.add(
            OtlpSignal.TRACES,
            spans(resource("parallax.run.id", "new"), span(3, 1, 0, "x")).toByteArray());
    written.join();
    var added =
        store.add(
            OtlpSignal.TRACES,
            spans(resource("parallax.run.id", "old"), span(1, 2, 1, "y")).toByteArray());
    List<String> removed = new ArrayList<>();
    Thread retention =
        Thread.ofPlatform()
            .start(
                () ->
                    removed.addAll(
                        store
                            .retention()
                            .apply(limits(Long.MAX_VALUE, 0), false, () -> false)
                            .runs()));
    while (retention.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    goOn.complete(null);
    added.toCompletableFuture().join();
    retention.join();

    assertThat(removed).containsExactly("goes");
    assertThat(names(run("old"))).containsExactlyInAnyOrder("x", "y");
    assertThat(keys(RunFilter.any())).containsOnly("old", "new");
  }

  private static Retention.Limits limits(long bytes, long runs) {
    return new Retention.Limits(Duration.ofDays(1), bytes, runs);
  }

  @Test
  void pagesAreGivenBackManyAtATime() throws Exception {
    Path file = directory.resolve("pages.db");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
      statement.execute("CREATE TABLE t (x BLOB)");
      statement.execute("INSERT INTO t VALUES (zeroblob(1000000))");
      statement.execute("DELETE FROM t");
      long before = freePages(statement);

      Retention.giveBack(connection, 100);

      assertThat(before).isGreaterThan(100);
      assertThat(freePages(statement)).isEqualTo(before - 100);
    }
  }

  private static long freePages(Statement statement) throws SQLException {
    try (var pages = statement.executeQuery("PRAGMA freelist_count")) {
      return pages.getLong(1);
    }
  }

  @Test
  void recordsOfNoRunGoByWhenTheyCameIn() {
    long later = NOW + Duration.ofDays(2).toNanos();
    add(logs(resource("service.name", "api"), log(0, 0, "early")));
    add(metrics(resource("service.name", "api"), gauge("gone", later, 0.5)));
    store.close();
    store = Store.open(settings(directory.resolve("store")), at(later), _ -> {});
    add(metrics(resource("service.name", "api"), gauge("cpu", 0, 0.5), gauge("cpu", 1, 0.5)));
    add(logs(resource("service.name", "api"), log(0, 0, "old, but just come in")));

    Retention.Removed dry =
        store.retention().apply(limits(Long.MAX_VALUE, Long.MAX_VALUE), true, () -> false);
    Retention.Removed removed =
        store.retention().apply(limits(Long.MAX_VALUE, Long.MAX_VALUE), false, () -> false);

    assertThat(dry.noRun()).isEqualTo(2);
    assertThat(removed.noRun()).isEqualTo(2);
    assertThat(removed.bytes()).isPositive();
    assertThat(rows()).containsEntry("logs", 1L).containsEntry("points", 2L);
    assertThat(store.metrics().names()).extracting(MetricReads.Named::name).containsExactly("cpu");
  }

  @Test
  void theOldestGoFirstBeTheyOfARunOrOfNone() {
    String text = "x".repeat(1_000);
    for (int i = 0; i < 20; i++) {
      LogRecord[] many = new LogRecord[300];
      java.util.Arrays.fill(many, log(0, 0, text));
      add(logs(resource("service.name", "old"), many));
    }
    reopenLater(Duration.ofHours(1));
    fill("run");
    setState("run", "ok", 1);
    add(logs(resource("service.name", "new"), log(0, 0, "new")));
    reopenLater(Duration.ofHours(2));
    long limit = 1 << 20;

    Retention.Removed dry =
        store.retention().apply(limits(limit, Long.MAX_VALUE), true, () -> false);
    Retention.Removed removed =
        store.retention().apply(limits(limit, Long.MAX_VALUE), false, () -> false);

    assertThat(store.usedBytes()).isLessThanOrEqualTo(limit);
    assertThat(dry.noRun()).isBetween(4_000L, 6_000L);
    assertThat(removed.noRun()).isBetween(4_000L, 6_000L);
    assertThat(removed.runs()).isEmpty();
    assertThat(removed.running()).isZero();
    assertThat(run("run").logs()).isEqualTo(1);
    List<String> exported = new ArrayList<>();
    store.export().noRun(OtlpSignal.LOGS, request -> exported.add(utf8(request)));
    assertThat(exported.getLast()).contains("new");
  }

  private void reopenLater(Duration later) {
    store.close();
    store = Store.open(settings(directory.resolve("store")), at(NOW + later.toNanos()), _ -> {});
  }

  private static String utf8(byte[] request) {
    return new String(request, java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  @Test
  void recordsOfNoRunAreGivenBackAsTheyCameIn() throws Exception {
    ExportLogsServiceRequest logs =
        logs(resource("service.name", "api"), log(0, 0, "a"), log(0, 0, "b"));
    ExportMetricsServiceRequest metrics =
        metrics(resource("service.name", "api"), gauge("cpu", 5, 0.5));
    fill("run");
    add(logs);
    add(metrics);

    List<byte[]> found = new ArrayList<>();
    for (OtlpSignal signal : OtlpSignal.values()) {
      store.export().noRun(signal, found::add);
    }

    assertThat(found).hasSize(2);
    assertThat(ExportLogsServiceRequest.parseFrom(found.getFirst())).isEqualTo(logs);
    assertThat(ExportMetricsServiceRequest.parseFrom(found.getLast())).isEqualTo(metrics);
  }

  @Test
  void aNumberOfRunsIsKeptWhateverLiesBetweenThem() {
    fill("first");
    setState("first", "ok", 1);
    add(logs(resource("service.name", "api"), log(0, 0, "between")));
    reopenLater(Duration.ofMinutes(1));
    fill("second");
    setState("second", "ok", 1);
    reopenLater(Duration.ofMinutes(2));
    Retention.Removed removed =
        store.retention().apply(limits(Long.MAX_VALUE, 0), false, () -> false);
    assertThat(removed.runs()).containsExactly("first", "second");
    assertThat(removed.noRun()).isZero();
    assertThat(rows()).containsEntry("logs", 1L);
  }

  @Test
  void aRunThatGoesOnIsNotRemovedForItsSize() {
    fill("running");
    Retention.Removed removed =
        store.retention().apply(limits(1, Long.MAX_VALUE), false, () -> false);
    assertThat(removed.runs()).isEmpty();
    assertThat(removed.running()).isEqualTo(1);
    assertThat(store.runs().byKey("running")).isPresent();
  }

  @Test
  void aRunThatHasEndedNeedsNotBeQuietForLong() {
    fill("ended");
    fill("running");
    setState("ended", "ok", 1);
    assertThat(store.retention().apply(limits(Long.MAX_VALUE, 0), true, () -> false).runs())
        .isEmpty();
    store.close();
    store =
        Store.open(
            settings(directory.resolve("store")),
            at(NOW + Duration.ofSeconds(3).toNanos()),
            _ -> {});
    Retention.Removed one = store.retention().apply(limits(Long.MAX_VALUE, 1), false, () -> false);
    assertThat(one.runs()).containsExactly("ended");
    assertThat(one.running()).isZero();
    assertThat(store.retention().apply(limits(Long.MAX_VALUE, 0), true, () -> false).running())
        .isEqualTo(1);
  }

  @Test
  void runsAreListedByStartAndFiltered() {
    for (int i = 1; i <= 5; i++) {
      add(spans(resource("parallax.run.id", "run" + i), span(i, 1, 0, "x")));
      setState("run" + i, i % 2 == 0 ? "failed" : "ok", i);
    }
    assertThat(keys(RunFilter.any())).containsExactly("run5", "run4", "run3", "run2", "run1");
    assertThat(keys(filter(Set.of("failed"), ""))).containsExactly("run4", "run2");
    assertThat(keys(filter(Set.of(), "TEST 3"))).containsExactly("run3");
    StoredRun third = run("run3");
    assertThat(store.runs().list(RunFilter.any(), third.first(), third.id(), 10))
        .extracting(StoredRun::key)
        .containsExactly("run2", "run1");
    assertThat(store.runs().byState()).isEqualTo(Map.of("failed", 2L, "ok", 3L));
  }

  private void setState(String key, String state, int i) {
    store
        .setFacts(
            run(key).id(),
            new RunProjection(
                state, false, i, i * 10L, "make", "make test " + i, List.of("api"), "main", "{}"))
        .toCompletableFuture()
        .join();
  }

  private static RunFilter filter(Set<String> states, String text) {
    return new RunFilter(states, text, "", "", "", Range.ANY, Range.ANY);
  }

  private List<String> keys(RunFilter filter) {
    return store.runs().list(filter, Long.MAX_VALUE, Long.MAX_VALUE, 100).stream()
        .map(StoredRun::key)
        .toList();
  }

  private Map<String, Long> rows() {
    var counts = new java.util.HashMap<String, Long>();
    for (String table :
        List.of("runs", "traces", "spans", "logs", "points", "metrics", "scopes", "resources")) {
      try (var connection =
              DriverManager.getConnection(
                  "jdbc:sqlite:" + directory.resolve("store").resolve("clew.db"));
          var statement = connection.createStatement();
          var result = statement.executeQuery("SELECT count(*) FROM " + table)) {
        counts.put(table, result.getLong(1));
      } catch (java.sql.SQLException e) {
        throw new AssertionError(e);
      }
    }
    return Map.copyOf(counts);
  }

  private void fill(String run) {
    int trace = run.hashCode();
    Resource resource = resource("parallax.run.id", run, "service.name", "of " + run);
    add(spans(resource, span(trace, 1, 0, "x")));
    add(logs(resource, log(trace, 1, "said")));
    add(metrics(resource, gauge("cpu", NOW, 0.5)));
  }

  private List<String> names(StoredRun run) {
    List<String> names = new ArrayList<>();
    store.spans().ofRun(run.id(), 0, 100, span -> names.add(span.name()));
    return names;
  }

  private StoredRun run(String key) {
    return store.runs().byKey(key).orElseThrow();
  }

  private Ingest.Receipt add(ExportTraceServiceRequest request) {
    return store.add(OtlpSignal.TRACES, request.toByteArray()).toCompletableFuture().join();
  }

  private Ingest.Receipt add(ExportLogsServiceRequest request) {
    return store.add(OtlpSignal.LOGS, request.toByteArray()).toCompletableFuture().join();
  }

  private Ingest.Receipt add(ExportMetricsServiceRequest request) {
    return store.add(OtlpSignal.METRICS, request.toByteArray()).toCompletableFuture().join();
  }

  static ExportTraceServiceRequest spans(Resource resource, Span... spans) {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(resource)
                .addScopeSpans(ScopeSpans.newBuilder().addAllSpans(List.of(spans))))
        .build();
  }

  static ExportLogsServiceRequest logs(Resource resource, LogRecord... logs) {
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(
            ResourceLogs.newBuilder()
                .setResource(resource)
                .addScopeLogs(ScopeLogs.newBuilder().addAllLogRecords(List.of(logs))))
        .build();
  }

  static ExportMetricsServiceRequest metrics(Resource resource, Metric... metrics) {
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .setResource(resource)
                .addScopeMetrics(
                    ScopeMetrics.newBuilder()
                        .setScope(InstrumentationScope.newBuilder().setName("meter"))
                        .addAllMetrics(List.of(metrics))))
        .build();
  }

  static Metric gauge(String name, long time, double value) {
    return Metric.newBuilder()
        .setName(name)
        .setGauge(
            Gauge.newBuilder()
                .addDataPoints(
                    NumberDataPoint.newBuilder().setTimeUnixNano(time).setAsDouble(value)))
        .build();
  }

  static Span span(long trace, long id, long parent, String name) {
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(ByteString.copyFrom(id(trace)))
            .setSpanId(ByteString.copyFrom(bytes(id)))
            .setName(name)
            .setStartTimeUnixNano(NOW + trace)
            .setEndTimeUnixNano(NOW + trace + 1000);
    return parent == 0
        ? span.build()
        : span.setParentSpanId(ByteString.copyFrom(bytes(parent))).build();
  }

  static LogRecord log(long trace, long span, String body) {
    return LogRecord.newBuilder()
        .setTimeUnixNano(NOW)
        .setTraceId(trace == 0 ? ByteString.EMPTY : ByteString.copyFrom(id(trace)))
        .setSpanId(ByteString.copyFrom(bytes(span)))
        .setBody(AnyValue.newBuilder().setStringValue(body))
        .build();
  }

  static byte[] id(long trace) {
    return ByteBuffer.allocate(16).putLong(0).putLong(trace).array();
  }

  static String hex(long trace) {
    return "0".repeat(16) + java.util.HexFormat.of().toHexDigits(trace);
  }

  static byte[] bytes(long id) {
    return ByteBuffer.allocate(8).putLong(id).array();
  }

  static Resource resource(String... pairs) {
    Resource.Builder resource = Resource.newBuilder();
    for (int i = 0; i < pairs.length; i += 2) {
      resource.addAttributes(text(pairs[i], pairs[i + 1]));
    }
    return resource.build();
  }

  static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  /// Nested messages without content, of two bytes each.
  private static byte[] emptyLogs(int records) {
    LogRecord empty = LogRecord.getDefaultInstance();
    ScopeLogs scope =
        ScopeLogs.newBuilder()
            .addAllLogRecords(java.util.Collections.nCopies(records, empty))
            .build();
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(ResourceLogs.newBuilder().addScopeLogs(scope))
        .build()
        .toByteArray();
  }

  @Test
  void tooManyRecordsAreRefusedWhileTheyAreDecoded() throws Exception {
    byte[] bomb = emptyLogs(300_000);
    assertThatThrownBy(() -> store.add(OtlpSignal.LOGS, bomb).toCompletableFuture().join())
        .hasCauseInstanceOf(Ingest.RequestTooLarge.class);
    byte[] scopes =
        ExportLogsServiceRequest.newBuilder()
            .addResourceLogs(
                ResourceLogs.newBuilder()
                    .addAllScopeLogs(
                        java.util.Collections.nCopies(300_000, ScopeLogs.getDefaultInstance())))
            .build()
            .toByteArray();
    assertThatThrownBy(() -> store.add(OtlpSignal.LOGS, scopes).toCompletableFuture().join())
        .hasCauseInstanceOf(Ingest.RequestTooLarge.class);
    assertThat(store.add(OtlpSignal.LOGS, emptyLogs(1000)).toCompletableFuture().join().accepted())
        .isEqualTo(1000);
  }

  @Test
  void aRecordOfTooManyPartsIsRefusedAndTheLargestIsNot() throws Exception {
    for (int attributes : new int[] {100_000, 100_001}) {
      LogRecord log =
          LogRecord.newBuilder()
              .addAllAttributes(
                  java.util.Collections.nCopies(attributes, KeyValue.getDefaultInstance()))
              .build();
      byte[] request =
          ExportLogsServiceRequest.newBuilder()
              .addResourceLogs(
                  ResourceLogs.newBuilder().addScopeLogs(ScopeLogs.newBuilder().addLogRecords(log)))
              .build()
              .toByteArray();
      var receipt = store.add(OtlpSignal.LOGS, request).toCompletableFuture();
      if (attributes == 100_000) {
        assertThat(receipt.join().accepted()).isEqualTo(1);
      } else {
        assertThatThrownBy(receipt::join).hasCauseInstanceOf(Ingest.RequestTooLarge.class);
      }
    }
  }

  /// Readers hold them for each of many records.
  @Test
  void largeResourcesAndMetricsAreRefusedAndLongNamesAreCutInLists() throws Exception {
    String large = "x".repeat(2 << 20);
    assertThatThrownBy(
            () ->
                store
                    .add(
                        OtlpSignal.TRACES,
                        spans(resource("a", large), span(1, 1, 0, "s")).toByteArray())
                    .toCompletableFuture()
                    .join())
        .hasCauseInstanceOf(Ingest.RequestTooLarge.class);
    byte[] metric =
        io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest.newBuilder()
            .addResourceMetrics(
                io.opentelemetry.proto.metrics.v1.ResourceMetrics.newBuilder()
                    .addScopeMetrics(
                        io.opentelemetry.proto.metrics.v1.ScopeMetrics.newBuilder()
                            .addMetrics(
                                io.opentelemetry.proto.metrics.v1.Metric.newBuilder()
                                    .setName("m")
                                    .setDescription(large))))
            .build()
            .toByteArray();
    assertThatThrownBy(() -> store.add(OtlpSignal.METRICS, metric).toCompletableFuture().join())
        .hasCauseInstanceOf(Ingest.RequestTooLarge.class);

    add(spans(resource("session.id", "named"), span(2, 2, 0, large)));
    List<StoredSpan> read = new java.util.ArrayList<>();
    store.spans().ofRun(run("named").id(), 0, 10, read::add);
    assertThat(read.getFirst().name()).hasSize(4000);
    assertThat(Span.parseFrom(read.getFirst().data()).getName()).isEqualTo(large);
  }

  @Test
  void recordsOfAllRequestsAreBounded() throws Exception {
    RecordBudget budget = new RecordBudget();
    RecordBudget.Hold first = budget.open(true);
    RecordBudget.Hold second = budget.open(true);
    RecordBudget.Hold third = budget.open(true);
    for (int i = 0; i < 240_000; i++) {
      first.count();
      second.count();
    }
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 240_000; i++) {
                third.count();
              }
            })
        .isInstanceOf(Ingest.StoreBusy.class);
    first.release();
    second.release();
    third.release();
    assertThat(budget.held()).hasValue(0);
  }
}
