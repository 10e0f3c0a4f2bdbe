package dev.clew.telemetry;

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
        ClewMetric.WORKERS.of(threads, Attributes.empty()),
        ClewMetric.ALIVE_TASKS.of(threads, Attributes.empty()),
        ClewMetric.QUEUE_DEPTH.of(0L, Attributes.empty()));
  }
}
