package dev.clew.serve;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/// Records of the daemon's own that wait to be exported. Whoever adds one never waits: what does
/// not fit is counted.
final class SelfQueue<T> {
  private final BlockingQueue<T> waiting;
  private final AtomicLong lost = new AtomicLong();

  /// @param most records that may wait
  SelfQueue(int most) {
    this.waiting = new ArrayBlockingQueue<>(most);
  }

  void add(T entry) {
    if (!waiting.offer(entry)) {
      lost.incrementAndGet();
    }
  }

  /// Removes some of those that wait, the oldest first.
  List<T> take(int most) {
    List<T> taken = new ArrayList<>();
    waiting.drainTo(taken, most);
    return taken;
  }

  /// Notes that records that were taken are not exported.
  void lost(long records) {
    lost.addAndGet(records);
  }

  /// Counts the lost records in a registry.
  void countLost(MeterRegistry registry, String meter, String description) {
    var _ =
        FunctionCounter.builder(meter, lost, AtomicLong::doubleValue)
            .description(description)
            .register(registry);
  }
}
