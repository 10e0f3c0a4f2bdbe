package dev.clew.telemetry;

import dev.clew.telemetry.Measurement.Kind;

/// The metrics that Clew records by itself; docs/reference/metrics.md lists them.
public enum ClewMetric implements Instrument {
  CPU_UTILIZATION(
      "process.cpu.utilization",
      Kind.GAUGE,
      "1",
      "share of all CPUs since the sample before: one busy core of two is 0.5"),
  CPU_TIME("process.cpu.time", Kind.COUNTER, "s", "CPU time"),
  MEMORY_USAGE("process.memory.usage", Kind.UP_DOWN_COUNTER, "By", "resident memory"),
  THREAD_COUNT("process.thread.count", Kind.UP_DOWN_COUNTER, "{thread}", "threads"),
  DISK_IO("process.disk.io", Kind.COUNTER, "By", "bytes read from and written to disks"),
  CONTEXT_SWITCHES(
      "process.context_switches", Kind.COUNTER, "{context_switch}", "context switches"),
  FILE_DESCRIPTORS(
      "process.unix.file_descriptor.count",
      Kind.UP_DOWN_COUNTER,
      "{file_descriptor}",
      "open file descriptors"),
  WORKERS("clew.runtime.workers", Kind.GAUGE, "{thread}", "threads that carry tasks of Clew's own"),
  ALIVE_TASKS("clew.runtime.alive.tasks", Kind.GAUGE, "{task}", "tasks of Clew's own that live"),
  QUEUE_DEPTH(
      "clew.runtime.global.queue.depth",
      Kind.GAUGE,
      "{task}",
      "tasks of Clew's own that wait for a thread"),
  MARKER(
      "clew.marker",
      Kind.COUNTER,
      "{marker}",
      "`clew doctor --send` tries whether telemetry arrives");

  private final String label;
  private final Kind kind;
  private final String unit;
  private final String meaning;

  ClewMetric(String label, Kind kind, String unit, String meaning) {
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
