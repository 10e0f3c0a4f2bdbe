package dev.clew.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.config.Flags;
import dev.clew.config.LoggingSettings.Level;
import dev.clew.config.Settings;
import dev.clew.config.SettingsLoader;
import dev.clew.posix.DatagramReceiver;
import dev.clew.posix.Libc;
import dev.clew.posix.UnixDatagrams;
import dev.clew.telemetry.log.LogLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogOutputTest {
  private static final Map<String, String> SYSTEMD = Map.of("INVOCATION_ID", "4711");

  @TempDir Path directory;
  private final List<String> stderr = new ArrayList<>();

  @Test
  void underSystemdTheJournalGetsFields() throws IOException {
    Path socket = directory.resolve("journal");
    try (DatagramReceiver journal = new DatagramReceiver(socket)) {
      output(SYSTEMD, socket).write(line("a message", Map.of("trace_id", "abc", "_x.y z", "1")));

      assertThat(new String(journal.receive(), UTF_8).lines())
          .containsExactlyInAnyOrder(
              "MESSAGE=a message",
              "PRIORITY=4",
              "SYSLOG_IDENTIFIER=clew",
              "SUBSYSTEM=otlp",
              "TRACE_ID=abc",
              "X_Y_Z=1");
    }
    assertThat(stderr).isEmpty();
  }

  @Test
  void aValueOfSeveralLinesHasItsLength() {
    byte[] entry = new JournalEntry(line("two\nlines", Map.of())).bytes();

    ByteBuffer buffer = ByteBuffer.wrap(entry).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(new String(entry, 0, 8, UTF_8)).isEqualTo("MESSAGE\n");
    assertThat(buffer.getLong(8)).isEqualTo(9);
    assertThat(new String(entry, 16, 10, UTF_8)).isEqualTo("two\nlines\n");
  }

  @Test
  void aJournalThatGoesAwayLosesNothing() throws IOException {
    Path socket = directory.resolve("journal");
    LogOutput output;
    try (DatagramReceiver _ = new DatagramReceiver(socket)) {
      output = output(SYSTEMD, socket);
    }

    output.write(line("a message", Map.of()));

    assertThat(stderr).hasSize(1).allMatch(line -> line.contains("\"message\":\"a message\""));
  }

  @Test
  void withoutItsSocketThereIsJson() throws IOException {
    output(SYSTEMD, directory.resolve("none")).write(line("a \"message\"", Map.of("n", 1)));

    assertThat(stderr)
        .containsExactly(
            "{\"timestamp\":\"2026-01-02T03:04:05Z\",\"level\":\"warn\",\"subsystem\":\"otlp\","
                + "\"message\":\"a \\\"message\\\"\",\"n\":1}");
  }

  @Test
  void outsideOfSystemdThereIsText() throws IOException {
    output(Map.of(), directory.resolve("none")).write(line("a message", Map.of("n", 1)));

    assertThat(stderr).containsExactly("2026-01-02T03:04:05Z warn subsystem=otlp a message n=1");
  }

  @Test
  void theSettingSaysOtherwise() throws IOException {
    Path socket = directory.resolve("journal");
    Files.writeString(directory.resolve("clew.toml"), "[logging]\nformat = \"text\"\n");
    try (DatagramReceiver _ = new DatagramReceiver(socket)) {
      output(SYSTEMD, socket).write(line("a message", Map.of()));
    }

    assertThat(stderr).hasSize(1).allMatch(line -> line.endsWith("subsystem=otlp a message"));
  }

  @Test
  void aSocketThatIsNotThereIsAnError() throws IOException {
    try (UnixDatagrams datagrams = UnixDatagrams.open(new Libc())) {
      assertThatThrownBy(() -> datagrams.send(directory + "/none", new byte[1]))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> datagrams.send("x".repeat(200), new byte[1]))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> datagrams.send("", new byte[1])).isInstanceOf(IOException.class);
    }
  }

  @Test
  void theSupervisorIsTold() throws IOException {
    Path socket = directory.resolve("notify");
    try (DatagramReceiver systemd = new DatagramReceiver(socket)) {
      var manager = new SdNotify(socket.toString());
      manager.ready();
      manager.stopping();

      assertThat(new String(systemd.receive(), UTF_8)).isEqualTo("READY=1");
      assertThat(new String(systemd.receive(), UTF_8)).isEqualTo("STOPPING=1");
    }
    new SdNotify(socket.toString()).ready();
    new SdNotify("").ready();
  }

  @Test
  void whatIsNotClewsIsTheRuntimes() {
    List<LogLine> lines = new ArrayList<>();
    var log = new DaemonLog(lines::add, Level.INFO, false);
    for (String logger : List.of("io.vertx.core", "dev.clew.store", "dev.clew")) {
      for (var level : List.of(java.util.logging.Level.INFO, java.util.logging.Level.WARNING)) {
        ExtLogRecord entry = new ExtLogRecord(level, "m", "test");
        entry.setLoggerName(logger);
        entry.setThrown(new IllegalStateException("why"));
        log.publish(entry);
      }
    }

    assertThat(lines)
        .extracting(line -> line.subsystem() + " " + line.levelName())
        .containsExactly(
            "runtime warn", "store info", "store warn", "runtime info", "runtime warn");
    assertThat(lines.getFirst().fields())
        .containsEntry("logger", "io.vertx.core")
        .containsEntry("error", "java.lang.IllegalStateException: why")
        .doesNotContainKey("stack_trace");
  }

  private LogOutput output(Map<String, String> environment, Path journal) {
    Settings settings = new SettingsLoader().load(Flags.NONE, Map.of(), directory, directory);
    return LogOutput.of(settings, environment, journal.toString(), stderr::add);
  }

  private static LogLine line(String message, Map<String, Object> fields) {
    return new LogLine(
        Instant.parse("2026-01-02T03:04:05Z"),
        Level.WARN,
        "otlp",
        message,
        new LinkedHashMap<>(fields));
  }
}
