package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.clew.otlp.receiver.OtlpSender;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `clew serve` has acknowledged is there after `kill -9`. `make soak` kills it 50 times.
class ServeCrashTest {
  private static final int KILLS = Integer.getInteger("soak.serve.kills", 4);
  private static final int SENDERS = 4;
  private static final int SPANS = 50;

  /// Requests that are acknowledged before the next kill.
  private static final int BEFORE = 40;

  @TempDir Path home;

  private final AtomicInteger numbers = new AtomicInteger();
  private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();

  @Test
  void whatIsAcknowledgedSurvivesAKill() throws Exception {
    for (int kill = 0; kill < KILLS; kill++) {
      killUnderLoad();
      assertThat(missing()).as("after kill %d", kill + 1).isEmpty();
    }
    try (Serve serve = Serve.start(new Program(home))) {
      assertThat(serve.isReady()).isTrue();
      assertThat(serve.end()).isZero();
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(KILLS * BEFORE * SPANS);
    assertThat(integrity()).isEqualTo("ok");
    try (var files = Files.list(home.resolve("data/store"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .as("nothing that the killed have left")
          .containsExactlyInAnyOrder("clew.db", "lock");
    }
  }

  private void killUnderLoad() throws Exception {
    try (Serve serve = Serve.start(new Program(home))) {
      var enough = new CountDownLatch(BEFORE);
      var ended = new CountDownLatch(SENDERS);
      for (int i = 0; i < SENDERS; i++) {
        Thread.ofVirtual().start(() -> sendUntilItIsGone(serve, enough, ended));
      }
      enough.await();
      serve.process.destroyForcibly();
      ended.await();
    }
  }

  private void sendUntilItIsGone(Serve serve, CountDownLatch enough, CountDownLatch ended) {
    try (OtlpSender sender = new OtlpSender(serve.otlp().getFirst())) {
      while (true) {
        int number = numbers.incrementAndGet();
        var answer =
            sender.http(
                false, "/v1/traces", "application/x-protobuf", request(number), number % 2 == 0);
        if (answer.status() != 200) {
          return;
        }
        for (int i = 0; i < SPANS; i++) {
          acknowledged.add(id(number, i));
        }
        enough.countDown();
      }
    } catch (IOException gone) {
      // It has been killed; what it did not acknowledge may be there or not.
    } finally {
      ended.countDown();
    }
  }

  private static long id(int number, int span) {
    return number * 1000L + span + 1;
  }

  private static byte[] request(int number) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (int i = 0; i < SPANS; i++) {
      scope.addSpans(
          Span.newBuilder()
              .setTraceId(ByteString.copyFrom(ByteBuffer.allocate(16).putInt(0, number)))
              .setSpanId(ByteString.copyFrom(ByteBuffer.allocate(8).putLong(0, id(number, i))))
              .setName("x"));
    }
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(
                    Resource.newBuilder()
                        .addAttributes(
                            KeyValue.newBuilder()
                                .setKey("parallax.run.id")
                                .setValue(
                                    AnyValue.newBuilder().setStringValue("run " + number % 7))))
                .addScopeSpans(scope))
        .build()
        .toByteArray();
  }

  private Set<Long> missing() throws SQLException {
    Set<Long> missing = new HashSet<>(acknowledged);
    try (var connection = DriverManager.getConnection(database());
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT span FROM spans")) {
      while (rows.next()) {
        missing.remove(rows.getLong(1));
      }
    }
    return missing;
  }

  private String integrity() throws SQLException {
    try (var connection = DriverManager.getConnection(database());
        var statement = connection.createStatement();
        var rows = statement.executeQuery("PRAGMA integrity_check")) {
      return rows.getString(1);
    }
  }

  private String database() {
    return "jdbc:sqlite:" + home.resolve("data/store/clew.db");
  }
}
