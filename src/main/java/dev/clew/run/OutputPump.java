package dev.clew.run;

import dev.clew.telemetry.LineRedactor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Copies one stream of the child to Clew's own, byte for byte and at once, and shows what passed
/// to the recorder. When nobody reads Clew's stream any more, the child's is closed, so that the
/// child meets the same broken pipe as without Clew.
final class OutputPump {
  private static final int CHUNK = 64 * 1024;

  private final InputStream from;
  private final OutputStream to;
  private final Clock clock;
  private final LineCutter cutter;
  private final OutputTail tail = new OutputTail();
  private final String name;
  private @Nullable Thread thread;
  private volatile boolean ended;
  private volatile long reads;
  private volatile boolean writing;

  /// @param name of the thread that copies
  OutputPump(
      InputStream from, OutputStream to, @Nullable LineRedactor sink, Clock clock, String name) {
    this.name = name;
    this.from = from;
    this.to = to;
    this.clock = clock;
    this.cutter = new LineCutter(sink);
  }

  void start() {
    thread = Thread.ofPlatform().name(name).daemon(true).start(this::pump);
  }

  private void pump() {
    byte[] chunk = new byte[CHUNK];
    long count = 0;
    try (from) {
      int read;
      while ((read = from.read(chunk, 0, CHUNK)) >= 0) {
        reads = ++count;
        writing = true;
        to.write(chunk, 0, read);
        writing = false;
        long now = now();
        synchronized (this) {
          cutter.accept(chunk, read, now);
          tail.add(chunk, read, now);
        }
      }
    } catch (IOException closed) {
      // Clew's reader has gone, or the stream was abandoned after the child's end: either way
      // nothing is left to copy.
      ended = true;
    }
    finish();
  }

  private synchronized void finish() {
    ended = true;
    cutter.end(now());
  }

  /// How often something was read, negative while it is being written: a number that stays the same
  /// and is not negative means that there is nothing more to copy for now.
  private long progress() {
    return writing ? -1 : reads;
  }

  /// Waits until the stream has ended, or nothing has come for a time although it is still open.
  /// What is slow to be written is waited for, as the child would.
  ///
  /// @param idleMillis how long nothing may come
  void await(long idleMillis) throws InterruptedException {
    Thread copying = thread;
    long before = -1;
    while (copying != null && copying.isAlive()) {
      copying.join(idleMillis);
      long after = progress();
      if (after >= 0 && after == before && isDrained()) {
        return;
      }
      before = after;
    }
  }

  private boolean isDrained() {
    try {
      return from.available() == 0;
    } catch (IOException closed) {
      return true;
    }
  }

  /// Ends the recording of a stream that a process left behind still holds open.
  void abandon() {
    if (!ended) {
      finish();
    }
  }

  private long now() {
    Instant instant = clock.instant();
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }

  OutputTail tail() {
    return tail;
  }

  synchronized long lines() {
    return cutter.lines();
  }

  synchronized long bytes() {
    return cutter.bytes();
  }
}
