package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.otlp.receiver.OtlpSender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `clew serve` has acknowledged is there after `kill -9`. `make soak` kills it 50 times.
class ServeCrashTest {
  private static final int KILLS = Integer.getInteger("soak.serve.kills", 4);
  private static final int SENDERS = 4;

  /// Requests that are acknowledged before the next kill.
  private static final int BEFORE = 40;

  @TempDir Path home;

  private final AcknowledgedSpans spans = new AcknowledgedSpans();

  @Test
  void whatIsAcknowledgedSurvivesAKill() throws Exception {
    for (int kill = 0; kill < KILLS; kill++) {
      killUnderLoad();
      assertThat(spans.missing(home)).as("after kill %d", kill + 1).isEmpty();
    }
    try (Serve serve = Serve.start(new Program(home))) {
      assertThat(serve.isReady()).isTrue();
      assertThat(serve.end()).isZero();
    }
    assertThat(spans.size()).isGreaterThanOrEqualTo(KILLS * BEFORE * AcknowledgedSpans.EACH);
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
        int number = spans.next();
        var answer =
            sender.http(
                false,
                "/v1/traces",
                "application/x-protobuf",
                AcknowledgedSpans.request(number),
                number % 2 == 0);
        if (answer.status() != 200) {
          return;
        }
        spans.acknowledge(number);
        enough.countDown();
      }
    } catch (IOException gone) {
      // It has been killed; what it did not acknowledge may be there or not.
    } finally {
      ended.countDown();
    }
  }

  private String integrity() throws SQLException {
    try (var connection = DriverManager.getConnection(AcknowledgedSpans.database(home));
        var statement = connection.createStatement();
        var rows = statement.executeQuery("PRAGMA integrity_check")) {
      return rows.getString(1);
    }
  }
}
