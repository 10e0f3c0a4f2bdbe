package dev.clew.telemetry.delivery;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Tries several lanes at once: the requests of a connection that carries them beside each other
/// take as long as the slowest, not as all of them.
final class Together {
  private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
  private final Attempt attempt;

  private Together(Attempt attempt) {
    this.attempt = attempt;
  }

  /// Tries a lane.
  @FunctionalInterface
  interface Attempt {
    void on(Lane lane) throws IOException;
  }

  /// Tries all of them, and waits until that is done.
  ///
  /// @throws IOException the first that an attempt throws
  static void on(List<Lane> lanes, Attempt attempt) throws IOException, InterruptedException {
    var together = new Together(attempt);
    List<Thread> others =
        lanes.stream()
            .skip(1)
            .map(
                lane ->
                    Thread.ofPlatform()
                        .name("clew-delivery-" + lane.cursor().signal().label())
                        .daemon(true)
                        .start(() -> together.on(lane)))
            .toList();
    if (!lanes.isEmpty()) {
      together.on(lanes.getFirst());
    }
    for (Thread other : others) {
      other.join();
    }
    IOException failure = together.failure.get();
    if (failure != null) {
      throw failure;
    }
  }

  private void on(Lane lane) {
    try {
      attempt.on(lane);
    } catch (IOException e) {
      failure.compareAndSet(null, e);
    }
  }
}
