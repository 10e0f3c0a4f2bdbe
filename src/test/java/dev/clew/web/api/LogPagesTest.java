package dev.clew.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.config.ServeSettings;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.pattern.Limit;
import dev.clew.projection.ChangeFeed;
import dev.clew.record.Level;
import dev.clew.store.Store;
import dev.clew.store.StoreSettings;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogPagesTest {
  private static final int READERS = 20;

  @TempDir Path directory;
  private final ChangeFeed arrivals = new ChangeFeed();
  private final AtomicInteger reads = new AtomicInteger();
  private Store store;
  private LogPages pages;

  @BeforeEach
  void open() {
    store =
        Store.open(
            new StoreSettings(
                directory.resolve("store"),
                ServeSettings.RUN_ID_ATTRIBUTES,
                ServeSettings.Retention.DEFAULT.age(),
                ServeSettings.Retention.DEFAULT.bytes()),
            Clock.systemUTC(),
            _ -> {});
    var reader = new LogPageReader(store, arrivals, new ObjectMapper(), Limit.NONE);
    pages =
        new LogPages(
            key -> {
              reads.incrementAndGet();
              return reader.read(key);
            });
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void add(int first, int count) {
    AnyValue run = AnyValue.newBuilder().setStringValue("r").build();
    ExportLogsServiceRequest request =
        ExportLogsServiceRequest.newBuilder()
            .addResourceLogs(
                ResourceLogs.newBuilder()
                    .setResource(
                        Resource.newBuilder()
                            .addAttributes(
                                KeyValue.newBuilder().setKey("parallax.run.id").setValue(run)))
                    .addScopeLogs(
                        ScopeLogs.newBuilder()
                            .addAllLogRecords(
                                IntStream.range(first, first + count)
                                    .mapToObj(
                                        i -> LogRecord.newBuilder().setTimeUnixNano(i + 1).build())
                                    .toList())))
            .build();
    var _ = store.add(OtlpSignal.LOGS, request.toByteArray()).toCompletableFuture().join();
    arrivals.told(Set.of());
  }

  private static LogFilter everything() {
    return new LogFilter(
        Level.TRACE,
        new TextSearch(""),
        Optional.empty(),
        "",
        "",
        "",
        "",
        Set.of(),
        "",
        Long.MIN_VALUE,
        Long.MAX_VALUE);
  }

  private long run() {
    return store.runs().byKey("r").orElseThrow().id();
  }

  /// The ids of all records by time.
  private List<Long> byTime() {
    long newest = store.logs().newest();
    List<Long> ids = new ArrayList<>();
    LogPage page;
    PageCursor from = PageCursor.START;
    do {
      page = pages.get(new LogPages.Key(run(), everything(), from, 0), newest);
      page.lines().forEach(line -> ids.add(line.id()));
      from = page.last();
    } while (page.full());
    return ids;
  }

  private List<Long> stored(long after) {
    List<Long> ids = new ArrayList<>();
    LogPage page;
    long last = after;
    do {
      page = pages.get(new LogPages.Key(run(), everything(), null, last), arrivals.number());
      page.lines().forEach(line -> ids.add(line.id()));
      last = page.last() == null ? last : page.last().id();
    } while (page.last() != null);
    return ids;
  }

  @Test
  void aPageIsReadOnceForAllWhoFollow() {
    add(0, 5500);
    try (var readers = Executors.newFixedThreadPool(READERS)) {
      List<CompletableFuture<List<Long>>> read = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        read.add(CompletableFuture.supplyAsync(this::byTime, readers));
      }
      for (var ids : read) {
        assertThat(ids.join()).hasSize(5500).doesNotHaveDuplicates();
      }
    }
    assertThat(reads.get()).isEqualTo(6);
  }

  @Test
  void whatComesInIsReadOnceForAllWhoFollow() {
    add(0, 10);
    long after = store.logs().newest();
    add(10, 1500);
    try (var readers = Executors.newFixedThreadPool(READERS)) {
      List<CompletableFuture<List<Long>>> read = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        read.add(CompletableFuture.supplyAsync(() -> stored(after), readers));
      }
      for (var ids : read) {
        assertThat(ids.join()).hasSize(1500).isSorted().doesNotHaveDuplicates();
      }
    }
    assertThat(reads.get()).isEqualTo(3);
  }

  @Test
  void aPageThatMissesRecordsIsReadAgain() {
    add(0, 10);
    assertThat(byTime()).hasSize(10);
    add(0, 10);
    assertThat(byTime()).hasSize(20);
    long newest = store.logs().newest();
    assertThat(stored(newest)).isEmpty();
    add(5, 1);
    assertThat(stored(newest)).hasSize(1);
  }

  @Test
  void aReadingThatFailsIsTriedAgain() {
    add(0, 10);
    var failing =
        new LogPages(
            key -> {
              if (reads.incrementAndGet() == 1) {
                throw new IllegalStateException("first");
              }
              return new LogPage(List.of(), null, false, Long.MAX_VALUE);
            });
    var key = new LogPages.Key(1, everything(), PageCursor.START, 0);
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> failing.get(key, 1))
        .isInstanceOf(IllegalStateException.class);
    assertThat(failing.get(key, 1).lines()).isEmpty();
  }
}
