package dev.clew.fleet.bus;

import dev.clew.error.ClewError;
import io.nats.client.api.MessageInfo;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Reads the messages of a stream in their order, those that come included. Servers that go away
/// are waited for.
public final class Tail {
  private static final long PAUSE_MILLIS = 50;

  /// What follows at once is seen at once.
  private static final long FIRST_PAUSE_MILLIS = 2;

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final StreamCursor cursor;
  private long sequence;
  private long pause = FIRST_PAUSE_MILLIS;

  /// @param sequence after which it begins
  Tail(StreamCursor cursor, long sequence) {
    this.cursor = cursor;
    this.sequence = sequence;
  }

  /// The next message, if there is one, or one comes in time.
  ///
  /// @throws ClewError E122 and E123 when there is no connection for a longer time
  public Optional<BusMessage> next(Duration wait) throws InterruptedException {
    long end = System.nanoTime() + wait.toNanos();
    Optional<BusMessage> message = read();
    while (message.isEmpty() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(pause);
      pause = Math.min(2 * pause, PAUSE_MILLIS);
      message = read();
    }
    if (message.isPresent()) {
      pause = FIRST_PAUSE_MILLIS;
    }
    return message;
  }

  private Optional<BusMessage> read() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      try {
        Optional<MessageInfo> message = cursor.after(sequence);
        message.ifPresent(each -> sequence = each.getSeq());
        return message.map(Bus::message);
      } catch (ClewError e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
  }
}
