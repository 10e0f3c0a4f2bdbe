package dev.clew.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.posix.ProcFs;
import dev.clew.posix.ResourceUsage;
import dev.clew.run.ProcessSampler.Accounts;
import dev.clew.telemetry.Measurement;
import io.opentelemetry.api.common.AttributeKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessSamplerTest {
  @TempDir Path proc;
  private ResourceUsage own = ResourceUsage.NONE;
  private ResourceUsage children = ResourceUsage.NONE;

  private ProcessSampler sampler() {
    return new ProcessSampler(
        new ProcFs(proc, 4096), new Accounts(() -> own, () -> children), 10, true, 2);
  }

  private static ResourceUsage used(double user, double system, long largest) {
    return new ResourceUsage(user, system, largest, 512, 1024, 21, 22);
  }

  @Test
  void theTreeIsSummedAndOneBusyCoreOfTwoIsAHalf() throws IOException {
    own = used(1.5, 0, 0);
    process(10, 100, 0, 0, "20");
    process(20, 0, 0, 0, "30");
    process(30, 0, 0, 0, "");
    ProcessSampler sampler = sampler();
    sampler.sample(20, "make", 0);
    process(30, 500, 0, 0, "");

    List<Measurement> all = sampler.sample(20, "make", 5_000_000_000L);

    assertThat(value(all, "process.cpu.utilization", 20)).isEqualTo(0.5);
    assertThat(value(all, "process.cpu.time", 20)).isEqualTo(5.0);
    assertThat(value(all, "process.memory.usage", 20)).isEqualTo(2 * 7 * 4096);
    assertThat(value(all, "process.thread.count", 20)).isEqualTo(2);
    assertThat(value(all, "process.disk.io", 20)).isEqualTo(2 * 11);
    assertThat(value(all, "process.context_switches", 20)).isEqualTo(2 * 3);
    assertThat(value(all, "process.cpu.time", 10)).isEqualTo(1.5);
    assertThat(value(all, "process.context_switches", 10)).isEqualTo(21);
  }

  /// One of several commands of an agent: what Clew itself uses is looked at by nobody, since that
  /// takes the longer the more there are.
  @Test
  void oneOfSeveralCommandsSamplesOnlyItself() throws IOException {
    process(20, 300, 0, 0, "");
    var sampler =
        new ProcessSampler(
            new ProcFs(proc, 4096),
            new Accounts(
                () -> {
                  throw new AssertionError("looked at Clew itself");
                },
                () -> children),
            10,
            false,
            2);

    List<Measurement> all = sampler.sample(20, "make", 0);

    assertThat(value(all, "process.cpu.time", 20)).isEqualTo(3.0);
    assertThat(all).noneMatch(each -> each.attributes().asMap().containsValue(10L));
  }

  @Test
  void utilizationIsOfTimesThatTheKernelCanTellAndAtMostOne() throws IOException {
    process(10, 0, 0, 0, "20");
    process(20, 0, 0, 0, "");
    ProcessSampler sampler = sampler();
    sampler.sample(20, "make", 0);
    process(20, 100, 0, 0, "");
    List<Measurement> half = sampler.sample(20, "make", 1_000_000_000L);
    process(20, 103, 0, 0, "");
    List<Measurement> atOnce = sampler.sample(20, "make", 1_001_000_000L);
    // An ended child's time counts when it is waited for.
    process(20, 1_000, 0, 0, "");
    List<Measurement> late = sampler.sample(20, "make", 2_000_000_000L);

    assertThat(value(half, "process.cpu.utilization", 20)).isEqualTo(0.5);
    assertThat(value(atOnce, "process.cpu.utilization", 20)).isEqualTo(0.5);
    assertThat(value(late, "process.cpu.utilization", 20)).isEqualTo(1);
    assertThat(value(late, "process.cpu.time", 20)).isEqualTo(10.0);
  }

  @Test
  void countersDoNotFallWhenTheCommandHasGone() throws IOException {
    process(10, 0, 0, 0, "20");
    process(20, 100, 0, 0, "");
    ProcessSampler sampler = sampler();
    sampler.sample(20, "true", 0);
    delete(proc.resolve("20"));
    children = used(3.000_25, 0.5, 0);

    List<Measurement> all = sampler.sample(20, "true", 1_000_000_000L);

    assertThat(value(all, "process.cpu.time", 20)).isEqualTo(3.000_25);
    assertThat(value(all, "process.disk.io", 20)).isEqualTo(512);
    assertThat(value(all, "process.context_switches", 20)).isEqualTo(21);
    assertThat(sampler.cpuTime()).isEqualTo(3.500_25);
    assertThat(value(all, "process.memory.usage", 20)).isEqualTo(7 * 4096);
    assertThat(sampler.peakMemory()).isZero();
  }

  @Test
  void thePeakIsWhatWasSeenAfterTheFirstSampleOrTheLargestChildBeyondClew() throws IOException {
    process(10, 0, 0, 0, "20");
    process(20, 0, 0, 0, "");
    ProcessSampler sampler = sampler();
    sampler.sample(20, "make", 0);
    delete(proc.resolve("20"));
    children = used(0, 0, 9 * 1024 + (1 << 20));
    var _ = sampler.look(20);
    long unknown = sampler.peakMemory();
    process(20, 0, 0, 0, "30");
    process(30, 0, 0, 0, "");
    var _ = sampler.look(20);
    long seen = sampler.peakMemory();
    children = used(0, 0, 50 << 20);
    var _ = sampler.look(20);

    assertThat(unknown).isZero();
    assertThat(seen).isEqualTo(2 * 7 * 4096);
    assertThat(sampler.peakMemory()).isEqualTo(50 << 20);
  }

  private static double value(List<Measurement> all, String name, long pid) {
    return all.stream()
        .filter(m -> m.name().equals(name))
        .filter(
            m -> Long.valueOf(pid).equals(m.attributes().get(AttributeKey.longKey("process.pid"))))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private void process(long pid, int user, int childrenUser, int childrenSystem, String children)
      throws IOException {
    Path directory = proc.resolve(Long.toString(pid));
    Path task = Files.createDirectories(directory.resolve("task/" + pid));
    Files.createDirectories(directory.resolve("fd"));
    Files.writeString(
        directory.resolve("stat"),
        pid
            + " (odd ) name) S 1 1 1 0 -1 0 0 0 0 0 "
            + user
            + " 0 "
            + childrenUser
            + " "
            + childrenSystem
            + " 20 0 1 0 1 1 7 0\n");
    Files.writeString(directory.resolve("io"), "rchar: 1\nread_bytes: 11\nwrite_bytes: 12\n");
    Files.writeString(directory.resolve("status"), "VmHWM:\t     9 kB\n");
    Files.writeString(
        task.resolve("status"), "voluntary_ctxt_switches:\t3\nnonvoluntary_ctxt_switches:\t4\n");
    Files.writeString(task.resolve("children"), children);
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
