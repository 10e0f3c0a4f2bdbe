package dev.clew.store;

import static dev.clew.store.StoreTest.log;
import static dev.clew.store.StoreTest.logs;
import static dev.clew.store.StoreTest.resource;
import static dev.clew.store.StoreTest.span;
import static dev.clew.store.StoreTest.spans;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.otlp.codec.OtlpSignal;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.resource.v1.Resource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a store does while its file takes nothing, and afterwards.
class StoreRecoveryTest {
  private static final Resource RESOURCE = resource("parallax.run.id", "r", "service.name", "api");

  @TempDir Path directory;
  private Store store;

  @BeforeEach
  void open() {
    store = open(directory);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static Store open(Path where) {
    return Store.open(StoreTest.settings(where), StoreTest.at(StoreTest.NOW), _ -> {});
  }

  @Test
  void whatAFullDatabaseRefusesIsNotStoredAndWhatComesAfterIs() {
    add("before");
    full();

    assertThatThrownBy(() -> add("x".repeat(4_000_000)))
        .isInstanceOfSatisfying(
            CompletionException.class,
            e ->
                assertThat(e.getCause())
                    .isInstanceOfSatisfying(
                        ClewError.class,
                        error -> assertThat(error.code()).isEqualTo(ErrorCode.E073)));

    add("after");
    assertThat(bodies()).containsExactly("before", "after");
    store
        .add(OtlpSignal.TRACES, spans(RESOURCE, span(1, 1, 0, "s")).toByteArray())
        .toCompletableFuture()
        .join();
    store.close();
    store = open(directory);
    assertThat(bodies()).containsExactly("before", "after");
    assertThat(store.runs().byKey("r").orElseThrow())
        .satisfies(run -> assertThat(run.logs()).isEqualTo(2))
        .satisfies(run -> assertThat(run.spans()).isEqualTo(1));
  }

  @Test
  void whatMemoryDoesNotSufficeForIsRefusedAndTheStoreGoesOn() {
    store.close();
    var full = new AtomicBoolean();
    store =
        Store.open(
            StoreTest.settings(directory),
            new Clock() {
              @Override
              public ZoneId getZone() {
                return ZoneOffset.UTC;
              }

              @Override
              public Clock withZone(ZoneId zone) {
                return this;
              }

              @Override
              public Instant instant() {
                if (full.get()) {
                  throw new OutOfMemoryError("heap");
                }
                return Instant.EPOCH;
              }
            },
            _ -> {});
    full.set(true);
    assertThatThrownBy(() -> add("refused")).hasCauseInstanceOf(Ingest.StoreBusy.class);
    full.set(false);
    add("after");
    assertThat(bodies()).containsExactly("after");
  }

  @Test
  void anIdIsNotGivenTwiceAfterAFailure() {
    add("before");
    full();
    assertThatThrownBy(() -> add("x".repeat(4_000_000))).isInstanceOf(CompletionException.class);

    add("after");

    assertThat(store.newest().log()).isEqualTo(3);
  }

  @Test
  void aStoreThatWasRemovedRefusesUntilItIsBack() throws Exception {
    add("before");
    for (String name : List.of("clew.db", "clew.db-wal")) {
      Path file = directory.resolve(name);
      Path away = directory.resolve("away");
      Files.move(file, away);
      refused(name + " was removed");
      Files.createFile(file);
      refused(name + " was replaced");
      Files.delete(file);
      Files.move(away, file);
    }

    add("after");

    assertThat(bodies()).containsExactly("before", "after");
  }

  /// The database may not grow any more, as far as this connection goes.
  private void full() {
    store
        .change(
            connection -> {
              try (var statement = connection.createStatement();
                  var limit = statement.executeQuery("PRAGMA max_page_count = 1")) {
                assertThat(limit.next()).isTrue();
              }
            })
        .join();
  }

  private void refused(String reason) {
    assertThatThrownBy(() -> add("refused"))
        .isInstanceOfSatisfying(
            CompletionException.class,
            e ->
                assertThat(e.getCause())
                    .hasMessageContaining(reason)
                    .isInstanceOfSatisfying(
                        ClewError.class,
                        error -> assertThat(error.code()).isEqualTo(ErrorCode.E077)));
  }

  private void add(String body) {
    store
        .add(OtlpSignal.LOGS, logs(RESOURCE, log(1, 1, body)).toByteArray())
        .toCompletableFuture()
        .join();
  }

  private List<String> bodies() {
    List<String> bodies = new ArrayList<>();
    long run = store.runs().byKey("r").orElseThrow().id();
    store
        .logs()
        .ofRun(
            run,
            Long.MIN_VALUE,
            0,
            Long.MAX_VALUE,
            Integer.MIN_VALUE,
            log -> bodies.add(body(log)));
    return bodies;
  }

  private static String body(StoredLog log) {
    try {
      return LogRecord.parseFrom(log.data()).getBody().getStringValue();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
