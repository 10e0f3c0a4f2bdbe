package dev.clew.telemetry.delivery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

/// The end of a run's file that the disk has not taken, in memory: whole lines, which are let go of
/// as the backend confirms them. Bounded: output waits for room, and what comes when there is none
/// left is refused.
final class Overflow {
  private static final int ROOM = 8 << 20;
  private static final byte[] GONE = new byte[64 * 1024];

  static {
    Arrays.fill(GONE, (byte) '\n');
  }

  private final long base;
  private final IOException cause;
  private byte[] bytes = new byte[64 * 1024];
  private int length;
  private long forgotten;
  private boolean hopeless;

  /// @param base what the disk has taken, bytes
  /// @param cause why it takes no more
  Overflow(long base, IOException cause) {
    this.base = base;
    this.cause = cause;
  }

  long base() {
    return base;
  }

  IOException cause() {
    return cause;
  }

  /// Bytes after the base that are not held any more.
  synchronized long forgotten() {
    return forgotten;
  }

  /// Size of the file, this included.
  synchronized long end() {
    return base + forgotten + length;
  }

  /// Waits until there is room for more output, or the backend has confirmed nothing for a time. It
  /// is not waited for a second time before it has confirmed something.
  synchronized void awaitRoom(Duration patience) throws InterruptedException {
    while (length >= ROOM && !hopeless) {
      long before = forgotten;
      long end = System.nanoTime() + patience.toNanos();
      for (long left = patience.toMillis();
          forgotten == before && left > 0;
          left = (end - System.nanoTime()) / 1_000_000) {
        wait(left);
      }
      hopeless = forgotten == before;
    }
  }

  /// @param output whether it is output of the command; the other half of the memory is for the
  ///   rest
  /// @throws IOException when there is no room
  synchronized void add(ByteBuffer lines, boolean output) throws IOException {
    int more = lines.remaining();
    if (length >= (output ? ROOM : 2 * ROOM)) {
      throw new IOException("there is no room left in memory either", cause);
    }
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
    lines.get(bytes, length, more);
    length += more;
  }

  /// Reads from a position of the file behind the base; what is forgotten reads as empty lines.
  ///
  /// @return bytes read, -1 at the end
  synchronized int read(ByteBuffer into, long position) {
    long at = position - base - forgotten;
    if (at >= length) {
      return -1;
    }
    int size = (int) Math.min(into.remaining(), at < 0 ? Math.min(-at, GONE.length) : length - at);
    into.put(at < 0 ? GONE : bytes, at < 0 ? 0 : (int) at, size);
    return size;
  }

  /// Lets go of what lies before a position of the file.
  synchronized void forget(long position) {
    int settled = (int) Math.min(length, position - base - forgotten);
    if (settled > 0) {
      length -= settled;
      System.arraycopy(bytes, settled, bytes, 0, length);
      forgotten += settled;
      hopeless = false;
      notifyAll();
    }
  }

  /// What is still held.
  synchronized ByteBuffer rest() {
    return ByteBuffer.wrap(bytes, 0, length).asReadOnlyBuffer();
  }
}
