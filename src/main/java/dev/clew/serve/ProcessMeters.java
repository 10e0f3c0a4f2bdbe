package dev.clew.serve;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// What this process costs, by the names that Prometheus' own clients have for it.
///
/// @param self `/proc/self`
/// @param pageSize bytes of a page of memory
record ProcessMeters(Path self, int pageSize) {
  private static final long TICKS = 100;

  /// Fields of `stat`, counted from after the command's name.
  private static final int USER_TIME = 11;

  private static final int SYSTEM_TIME = 12;

  /// Registers them. Micrometer holds what is behind a meter weakly unless a gauge is told
  /// otherwise: the gauges keep it for the counter as well.
  void register(MeterRegistry registry) {
    var _ =
        FunctionCounter.builder("process.cpu", this, ProcessMeters::cpuSeconds)
            .description("Processor time of this process")
            .baseUnit("seconds")
            .register(registry);
    var _ =
        Gauge.builder("process.resident.memory", this, ProcessMeters::residentBytes)
            .strongReference(true)
            .description("Resident memory of this process")
            .baseUnit("bytes")
            .register(registry);
    var _ =
        Gauge.builder("process.open.fds", this, ProcessMeters::descriptors)
            .strongReference(true)
            .description("Open file descriptors of this process")
            .register(registry);
    long started =
        ProcessHandle.current()
            .info()
            .startInstant()
            .map(each -> TimeUnit.MILLISECONDS.toSeconds(each.toEpochMilli()))
            .orElse(0L);
    var _ =
        Gauge.builder("process.start.time", () -> started)
            .description("When this process began, since 1970")
            .baseUnit("seconds")
            .register(registry);
  }

  private double cpuSeconds() {
    String stat = text("stat");
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
    return fields.length > SYSTEM_TIME
        ? (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) / (double) TICKS
        : 0;
  }

  private double residentBytes() {
    String[] fields = text("statm").split(" ", -1);
    return fields.length > 1 ? Long.parseLong(fields[1]) * (double) pageSize : 0;
  }

  private double descriptors() {
    int count = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(self.resolve("fd"))) {
      for (Path _ : all) {
        count++;
      }
    } catch (IOException _) {
      // A system without /proc: nothing is known.
    }
    return count;
  }

  private String text(String name) {
    try {
      return Files.readString(self.resolve(name));
    } catch (IOException noProc) {
      return "";
    }
  }
}
