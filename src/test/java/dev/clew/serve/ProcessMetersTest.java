package dev.clew.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessMetersTest {
  @TempDir Path proc;

  @BeforeEach
  void process() throws Exception {
    Files.writeString(proc.resolve("stat"), stat(100, 20));
    Files.writeString(proc.resolve("statm"), "1000 10 5 1 0 100 0\n");
    Files.createDirectory(proc.resolve("fd"));
    Files.createFile(proc.resolve("fd/0"));
  }

  private static String stat(int user, int system) {
    return "7 (a b) c) S 1 2 3 4 5 6 7 8 9 10 " + user + " " + system + " 0 0 20 0 1 0\n";
  }

  @Test
  void theyGoOnWhenNothingElseHoldsThem() throws Exception {
    var registry = new SimpleMeterRegistry();
    register(registry, 4096);
    collectGarbage();
    Files.writeString(proc.resolve("stat"), stat(300, 20));

    assertThat(registry.get("process.cpu").functionCounter().count()).isEqualTo(3.2);
    assertThat(registry.get("process.resident.memory").gauge().value()).isEqualTo(40_960);
    assertThat(registry.get("process.open.fds").gauge().value()).isEqualTo(1);
  }

  @Test
  void memoryIsCountedInPagesOfThisKernel() {
    var registry = new SimpleMeterRegistry();
    register(registry, 16_384);
    assertThat(registry.get("process.resident.memory").gauge().value()).isEqualTo(163_840);
  }

  private void register(MeterRegistry registry, int pageSize) {
    new ProcessMeters(proc, pageSize).register(registry);
  }

  /// Collects until what is held weakly is gone.
  private static void collectGarbage() {
    var reference = new WeakReference<>(new Object());
    while (reference.get() != null) {
      System.gc();
    }
  }
}
