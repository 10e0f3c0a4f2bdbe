package dev.clew.telemetry.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.telemetry.delivery.Progress.Part;
import dev.clew.wire.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryMarkTest {
  @TempDir Path directory;

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Path file = Files.writeString(directory.resolve("run.jsonl"), "x".repeat(100));
    var logs = new Progress(100, 7, 2, List.of(new Part(0, 10), new Part(40, 60)));

    new DeliveryMark(Map.of(Signal.LOGS, logs, Signal.TRACES, new Progress(100, 1, 0, List.of())))
        .write(file);

    DeliveryMark read = DeliveryMark.read(file);
    assertThat(read.progress(Signal.LOGS)).isEqualTo(logs);
    assertThat(read.progress(Signal.TRACES)).isEqualTo(new Progress(100, 1, 0, List.of()));
    assertThat(read.progress(Signal.METRICS)).isEqualTo(Progress.NONE);
    Path mark = directory.resolve("run.delivery");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(mark)))
        .isEqualTo("rw-------");
  }

  @Test
  void ofALongerMarkBelowNothingIsRead() throws IOException {
    Path file = Files.writeString(directory.resolve("run.jsonl"), "x".repeat(100));
    var refused = new Progress(100, 7, 2, List.of(new Part(0, 10), new Part(40, 60)));
    new DeliveryMark(Map.of(Signal.LOGS, refused, Signal.TRACES, refused)).write(file);
    var settled = new Progress(100, 9, 2, List.of());

    mark(file, settled);

    DeliveryMark read = DeliveryMark.read(file);
    assertThat(read.progress(Signal.LOGS)).isEqualTo(settled);
    assertThat(read.progress(Signal.TRACES)).isEqualTo(Progress.NONE);
  }

  @Test
  void aRunIsDeliveredWhenNothingIsLeftToSend() throws IOException {
    Path file = Files.writeString(directory.resolve("run.jsonl"), "x".repeat(100));
    assertThat(DeliveryState.of(file)).isEqualTo(DeliveryState.NONE);

    mark(file, new Progress(99, 5, 0, List.of()));
    assertThat(DeliveryState.of(file)).isEqualTo(DeliveryState.PENDING);

    mark(file, new Progress(100, 5, 0, List.of(new Part(0, 10))));
    assertThat(DeliveryState.of(file)).isEqualTo(DeliveryState.PENDING);

    mark(file, new Progress(100, 5, 1, List.of()));
    assertThat(DeliveryState.of(file)).isEqualTo(DeliveryState.DELIVERED);
  }

  @Test
  void aSpoolIsMeantForABackend() throws IOException {
    Files.createDirectory(directory.resolve("spool"));
    Path file = Files.writeString(directory.resolve("spool/run.jsonl"), "x");

    assertThat(DeliveryState.of(file)).isEqualTo(DeliveryState.PENDING);
  }

  @Test
  void aDamagedMarkIsNoDelivery() throws IOException {
    Path file = Files.writeString(directory.resolve("run.jsonl"), "x");
    Files.writeString(
        directory.resolve("run.delivery"),
        "logs offset=99999999999999999999 confirmed=1 rejected=0 refused=\nnonsense\n");

    assertThat(DeliveryState.of(file)).isEqualTo(DeliveryState.PENDING);
  }

  private static void mark(Path file, Progress logs) throws IOException {
    new DeliveryMark(Map.of(Signal.LOGS, logs)).write(file);
  }
}
