package dev.clew.runfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.runfile.Progress.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryCheckpointTest {
  @TempDir Path directory;

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Path file = Files.writeString(directory.resolve("run.jsonl"), "x".repeat(100));
    var logs = new Progress(100, 7, 2, List.of(new Part(0, 10), new Part(40, 60)));

    new DeliveryCheckpoint(
            Map.of(OtlpSignal.LOGS, logs, OtlpSignal.TRACES, new Progress(100, 1, 0, List.of())))
        .write(file);

    DeliveryCheckpoint read = DeliveryCheckpoint.read(file);
    assertThat(read.progress(OtlpSignal.LOGS)).isEqualTo(logs);
    assertThat(read.progress(OtlpSignal.TRACES)).isEqualTo(new Progress(100, 1, 0, List.of()));
    assertThat(read.progress(OtlpSignal.METRICS)).isEqualTo(Progress.NONE);
    Path mark = directory.resolve("run.delivery");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(mark)))
        .isEqualTo("rw-------");
  }

  @Test
  void ofALongerMarkBelowNothingIsRead() throws IOException {
    Path file = Files.writeString(directory.resolve("run.jsonl"), "x".repeat(100));
    var refused = new Progress(100, 7, 2, List.of(new Part(0, 10), new Part(40, 60)));
    new DeliveryCheckpoint(Map.of(OtlpSignal.LOGS, refused, OtlpSignal.TRACES, refused))
        .write(file);
    var settled = new Progress(100, 9, 2, List.of());

    mark(file, settled);

    DeliveryCheckpoint read = DeliveryCheckpoint.read(file);
    assertThat(read.progress(OtlpSignal.LOGS)).isEqualTo(settled);
    assertThat(read.progress(OtlpSignal.TRACES)).isEqualTo(Progress.NONE);
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
    new DeliveryCheckpoint(Map.of(OtlpSignal.LOGS, logs)).write(file);
  }
}
