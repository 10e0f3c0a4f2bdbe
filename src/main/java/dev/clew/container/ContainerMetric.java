package dev.clew.container;

import dev.clew.telemetry.Instrument;
import dev.clew.telemetry.Measurement.Kind;

/// The metrics that Clew records of containers, by the [container
/// metrics](https://opentelemetry.io/docs/specs/semconv/system/container-metrics/) of the semantic
/// conventions; docs/reference/containers.md lists them.
public enum ContainerMetric implements Instrument {
  CPU_TIME("container.cpu.time", Kind.COUNTER, "s", "CPU time"),
  CPU_USAGE("container.cpu.usage", Kind.GAUGE, "{cpu}", "CPUs in use since the sample before"),
  MEMORY_USAGE("container.memory.usage", Kind.UP_DOWN_COUNTER, "By", "memory, page cache included"),
  WORKING_SET(
      "container.memory.working_set",
      Kind.UP_DOWN_COUNTER,
      "By",
      "memory without the page cache that can be given back"),
  DISK_IO("container.disk.io", Kind.COUNTER, "By", "bytes read from and written to disks");

  private final String label;
  private final Kind kind;
  private final String unit;
  private final String meaning;

  ContainerMetric(String label, Kind kind, String unit, String meaning) {
    this.label = label;
    this.kind = kind;
    this.unit = unit;
    this.meaning = meaning;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public Kind kind() {
    return kind;
  }

  @Override
  public String unit() {
    return unit;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
