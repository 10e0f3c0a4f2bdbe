package dev.clew.telemetry;

import dev.clew.telemetry.Measurement.Kind;
import io.opentelemetry.api.common.Attributes;
import java.util.List;

/// The workers of Clew's own runtime: the threads that carry its tasks, the tasks that live, and
/// those that wait for a worker. In the record world each task has a thread of its own, so none
/// waits.
public final class RuntimeMetrics {
  /// One value of each.
  public List<Measurement> sample() {
    long threads = Thread.activeCount();
    return List.of(
        Measurement.of("clew.runtime.workers", Kind.GAUGE, "{thread}", threads, Attributes.empty()),
        Measurement.of(
            "clew.runtime.alive.tasks", Kind.GAUGE, "{task}", threads, Attributes.empty()),
        Measurement.of(
            "clew.runtime.global.queue.depth", Kind.GAUGE, "{task}", 0L, Attributes.empty()));
  }
}
