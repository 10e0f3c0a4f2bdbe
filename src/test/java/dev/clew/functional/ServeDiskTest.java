package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.clew.otlp.receiver.OtlpSender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A `clew serve` whose disk takes no more, takes more again, or loses the store: what is refused
/// is not stored, and what is acknowledged is.
class ServeDiskTest {
  /// Bytes of the body of a request that fills a disk with a few of its kind.
  private static final int LARGE = 1 << 20;

  @TempDir Path home;

  @Test
  void aFullDiskRefusesUntilThereIsRoomAgain() throws Exception {
    assumeThat("root".equals(System.getProperty("user.name"))).as("mounts need root").isTrue();
    Path disk = Files.createDirectory(home.resolve("disk"));
    command("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk.toString());
    try (Serve serve = Serve.start(new Program(home), "--store", disk.resolve("s").toString())) {
      Path filler = disk.resolve("filler");
      Files.write(filler, new byte[3 << 20]);

      refusesAndRecovers(serve, disk.resolve("s"), () -> Files.delete(filler));
    } finally {
      command("umount", "-l", disk.toString());
    }
  }

  @Test
  void anErrorOfWritingRefusesUntilItIsOver() throws Exception {
    // A limit on the size of files: writing beyond it is an I/O error.
    try (Serve serve = Serve.startWithoutXfsz(new Program(home))) {
      String pid = Long.toString(serve.process.pid());
      Path log = home.resolve("data/store/clew.db-wal");
      command("prlimit", "--pid", pid, "--fsize=" + (Files.size(log) + (5L << 20)) + ":unlimited");

      refusesAndRecovers(
          serve,
          home.resolve("data/store"),
          () -> command("prlimit", "--pid", pid, "--fsize=unlimited"));
    }
  }

  /// Makes room.
  private interface Room {
    void make() throws Exception;
  }

  private void refusesAndRecovers(Serve serve, Path store, Room room) throws Exception {
    try (OtlpSender sender = new OtlpSender(serve.otlp().getFirst())) {
      int accepted = 0;
      while (send(sender, "large " + accepted, LARGE) == 200) {
        accepted++;
      }
      assertThat(accepted).isBetween(1, 20);
      for (int i = 0; i < 5; i++) {
        assertThat(send(sender, "refused " + i, LARGE)).isEqualTo(503);
      }

      room.make();

      assertThat(send(sender, "after", 10)).isEqualTo(200);
      assertThat(send(sender, "after", 10)).isEqualTo(200);
      assertThat(stored(store)).hasSize(accepted + 2).endsWith("after", "after");
      assertThat(serve.errors()).contains("[SQLITE_");
    }
  }

  @Test
  void aStoreThatIsRemovedIsSaidAndTakesNothing() throws Exception {
    try (Serve serve = Serve.start(new Program(home));
        OtlpSender sender = new OtlpSender(serve.otlp().getFirst())) {
      assertThat(send(sender, "before", 10)).isEqualTo(200);
      Path store = home.resolve("data/store");
      Path away = home.resolve("away");
      Files.move(store, away);

      assertThat(send(sender, "into nothing", 10)).isEqualTo(503);
      assertThat(serve.awaitError("was removed")).contains("clew.db");
      assertThat(store).doesNotExist();

      Files.move(away, store);
      assertThat(send(sender, "after", 10)).isEqualTo(200);
      assertThat(stored(store)).containsExactly("before", "after");
    }
  }

  /// Event names of the records that are stored.
  private static List<String> stored(Path store) throws SQLException {
    List<String> names = new ArrayList<>();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + store.resolve("clew.db"));
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT event FROM logs ORDER BY id")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private static int send(OtlpSender sender, String event, int size) throws IOException {
    String request =
        """
        {"resourceLogs":[{"resource":{},"scopeLogs":[{"logRecords":[
          {"timeUnixNano":"%d000000","eventName":"%s","body":{"stringValue":"%s"}}]}]}]}
        """
            .formatted(System.currentTimeMillis(), event, "x".repeat(size));
    return sender
        .http(
            false, "/v1/logs", "application/json", request.getBytes(StandardCharsets.UTF_8), false)
        .status();
  }

  private static void command(String... command) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}
