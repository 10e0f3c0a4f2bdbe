package dev.clew.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import dev.clew.config.ServeSettings;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.store.Range;
import dev.clew.store.RunFilter;
import dev.clew.store.Store;
import dev.clew.store.StoreSettings;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunWatchTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir Path directory;

  @Test
  void whatIsAcknowledgedIsListedOnceItHasSettled() throws Exception {
    Clock clock = Clock.systemUTC();
    var settings =
        new StoreSettings(
            directory,
            ServeSettings.RUN_ID_ATTRIBUTES,
            ServeSettings.Retention.DEFAULT.age(),
            ServeSettings.Retention.DEFAULT.bytes());
    try (Store store = Store.open(settings, clock, _ -> {})) {
      var projector = new RunProjector(store, clock, new ObjectMapper());
      var watch = new RunWatch(store, projector, clock, new ChangeFeed(), _ -> {});
      watch.start();
      for (int i = 1; i <= 20; i++) {
        store.add(OtlpSignal.TRACES, root(i)).toCompletableFuture().join();
        watch.settle(LONG);

        assertThat(store.runs().list(named("root " + i), Long.MAX_VALUE, Long.MAX_VALUE, 2))
            .as("root " + i)
            .hasSize(1);
      }
      watch.close();
    }
  }

  @Test
  void whatIsStillBeingWrittenIsNotListedAsSettled() throws Exception {
    Clock clock = Clock.systemUTC();
    var settings =
        new StoreSettings(directory, ServeSettings.RUN_ID_ATTRIBUTES, Duration.ofDays(1), 1 << 30);
    try (Store store = Store.open(settings, clock, _ -> {})) {
      var projector = new RunProjector(store, clock, new ObjectMapper());
      var watch = new RunWatch(store, projector, clock, new ChangeFeed(), _ -> {});
      // A slow disk: the next commit keeps the facts of the one before waiting.
      store.listen(_ -> LockSupport.parkNanos(200_000_000));
      watch.start();
      for (int i = 1; i <= 5; i++) {
        store.add(OtlpSignal.TRACES, root(i)).toCompletableFuture().join();
        var next = store.add(OtlpSignal.TRACES, root(100 + i)).toCompletableFuture();
        watch.settle(LONG);

        assertThat(store.runs().list(named("root " + i), Long.MAX_VALUE, Long.MAX_VALUE, 2))
            .as("root " + i)
            .hasSize(1);
        next.join();
      }
      watch.close();
    }
  }

  @Test
  void nothingIsWaitedForWhereNothingIsNew() throws Exception {
    Clock clock = Clock.systemUTC();
    var settings =
        new StoreSettings(directory, ServeSettings.RUN_ID_ATTRIBUTES, Duration.ofDays(1), 1 << 30);
    try (Store store = Store.open(settings, clock, _ -> {})) {
      var projector = new RunProjector(store, clock, new ObjectMapper());
      new RunWatch(store, projector, clock, new ChangeFeed(), _ -> {}).settle(Duration.ofDays(1));
    }
  }

  private static RunFilter named(String name) {
    return new RunFilter(Set.of(), "", "", "", name, Range.ANY, Range.ANY);
  }

  private static byte[] root(int number) {
    long now = System.currentTimeMillis() * 1_000_000;
    Span span =
        Span.newBuilder()
            .setTraceId(ByteString.copyFrom(ByteBuffer.allocate(16).putInt(0, number)))
            .setSpanId(ByteString.copyFrom(ByteBuffer.allocate(8).putInt(0, number)))
            .setName("root " + number)
            .setStartTimeUnixNano(now)
            .setEndTimeUnixNano(now + 1)
            .build();
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder().addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
        .build()
        .toByteArray();
  }
}
