package dev.clew.nativetest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.functional.Program;
import dev.clew.functional.Serve;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Resident memory, in KiB. The bounds are wide enough for any machine, and too narrow for a heap
/// that grows with what is recorded, or for a command that starts what only `serve` needs.
class MemoryTest {
  @TempDir Path home;

  @Test
  void recordingIsSmall() {
    assertThat(peakAfter("true")).isBetween(1_000L, 64_000L);
  }

  @Test
  void recordingDoesNotGrowWithTheOutput() {
    assertThat(peakAfter("seq 1000000")).isBetween(1_000L, 80_000L);
  }

  /// Of Clew, which is the parent of the command that asks.
  private long peakAfter(String command) {
    String script = command + "; grep VmHWM /proc/$PPID/status";
    return kibibytes(
        new Program(home).run("--debug", "run", "--", "sh", "-c", script).text(), "VmHWM");
  }

  @Test
  void servingIsSmallWhileItIsIdle() throws IOException {
    try (Serve serve = Serve.start(new Program(home))) {
      Path status = Path.of("/proc/" + serve.process.pid() + "/status");
      assertThat(kibibytes(Files.readString(status), "VmRSS")).isBetween(1_000L, 140_000L);
    }
  }

  private static long kibibytes(String status, String name) {
    return status
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }
}
