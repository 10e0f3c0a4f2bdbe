package dev.clew.fleet.agent;

import dev.clew.fleet.bus.Bus;
import dev.clew.fleet.job.Chunk;
import dev.clew.fleet.job.Order;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/// Sends what a task prints, in its order, each piece until it is kept.
final class OutputSender {
  private static final int IN_FLIGHT = 64;
  private static final long PAUSE_MILLIS = 500;

  private final Bus bus;
  private final Order order;
  private final String node;
  private final OutputQueue queue;

  OutputSender(Bus bus, Order order, String node, OutputQueue queue) {
    this.bus = bus;
    this.order = order;
    this.node = node;
    this.queue = queue;
  }

  private record Sent(CompletableFuture<?> kept, long next) {}

  /// Sends to the end of the queue. A connection that is lost is waited for.
  void run() throws InterruptedException {
    Deque<Sent> sent = new ArrayDeque<>();
    long kept = 0;
    long next = 0;
    while (true) {
      try {
        Optional<OutputQueue.Frame> frame =
            sent.size() >= IN_FLIGHT ? Optional.empty() : queue.frame(next);
        if (frame.isPresent()) {
          sent.add(new Sent(send(frame.get(), next), frame.get().next()));
          next = frame.get().next();
        }
        while (!sent.isEmpty() && (frame.isEmpty() || sent.peek().kept().isDone())) {
          var _ = sent.peek().kept().get();
          kept = sent.remove().next();
          queue.release(kept);
        }
        if (frame.isEmpty() && queue.frame(kept).isEmpty()) {
          return;
        }
      } catch (ExecutionException | CancellationException lost) {
        sent.clear();
        next = kept;
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
  }

  private CompletableFuture<?> send(OutputQueue.Frame frame, long at) {
    var chunk = new Chunk(order.job(), node, order.task(), frame.error(), frame.bytes());
    return bus.appendLater(
        chunk.subject(), chunk.headers(), chunk.bytes(), order.task() + "." + at);
  }
}
