package dev.clew.runfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileRetentionTest {
  private static final Instant NOW = Instant.parse("2026-01-31T00:00:00Z");

  @TempDir Path directory;

  @Test
  void theNewestStay() throws IOException {
    for (int day = 1; day <= 5; day++) {
      file("run" + day, Duration.ofDays(day));
    }

    assertThat(prune(3, 30, true).removed()).hasSize(2);
    assertThat(names()).hasSize(5);
    assertThat(prune(3, 30, false).removed())
        .containsExactly(directory.resolve("run4.jsonl"), directory.resolve("run5.jsonl"));

    assertThat(names()).containsExactlyInAnyOrder("run1.jsonl", "run2.jsonl", "run3.jsonl");
  }

  @Test
  void theOldGo() throws IOException {
    file("young", Duration.ofDays(29));
    file("old", Duration.ofDays(31));

    prune(200, 30, false);

    assertThat(names()).containsExactly("young.jsonl");
  }

  @Test
  void whatAwaitsDeliveryStaysFourTimesAsLong() throws IOException {
    file("delivered", Duration.ofDays(31));
    mark("delivered", 3);
    file("pending", Duration.ofDays(119));
    mark("pending", 2);
    file("forgotten", Duration.ofDays(121));
    mark("forgotten", 2);

    RunFileRetention.Pruned pruned = prune(0, 30, false);

    assertThat(names()).containsExactlyInAnyOrder("pending.jsonl", "pending.delivery");
    assertThat(pruned.awaiting()).isEqualTo(1);
  }

  private RunFileRetention.Pruned prune(int keep, int days, boolean dryRun) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return new RunFileRetention(keep, Duration.ofDays(days))
          .prune(files.filter(f -> f.toString().endsWith(".jsonl")).toList(), NOW, dryRun);
    }
  }

  private void mark(String name, long offset) throws IOException {
    Files.writeString(
        directory.resolve(name + ".delivery"),
        "logs offset=" + offset + " confirmed=1 rejected=0 refused=\n");
  }

  private void file(String name, Duration age) throws IOException {
    Path file = Files.writeString(directory.resolve(name + ".jsonl"), "{}\n");
    Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }
}
