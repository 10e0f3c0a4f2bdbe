package dev.clew.run.output;

import dev.clew.posix.Descriptor;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Clew's own stream, which takes what a command writes. That nobody reads it any more is an error
/// as it is without Clew. Where it cannot be written for another reason, a full disk for one, what
/// is lost is counted and the command goes on: it is not told, and there may be room again.
public final class SelfOutput extends OutputStream {
  /// Bytes that may be lost in a row: a command that writes without end must come to one.
  private static final long PATIENCE = 64L << 20;

  private final Descriptor descriptor;
  private final OutputStream to;
  private final String name;
  private long inRow;
  private volatile long lost;
  private volatile @Nullable String reason;
  private boolean closed;
  private Runnable whenClosed = () -> {};

  /// Writes to one of this process' own streams.
  ///
  /// @param number of the descriptor
  /// @param name `stdout` or `stderr`
  public SelfOutput(Descriptor number, String name) {
    this.descriptor = number;
    this.to = number.output();
    this.name = name;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      to.write(bytes, offset, length);
      inRow = 0;
    } catch (IOException e) {
      if (descriptor.isAbandoned()) {
        close(e);
      }
      reason = e.getMessage();
      inRow += length;
      count(length);
      if (inRow > PATIENCE) {
        close(e);
      }
    }
  }

  private synchronized void close(IOException why) throws IOException {
    closed = true;
    whenClosed.run();
    throw why;
  }

  /// Whether it takes nothing any more.
  public synchronized boolean isClosed() {
    return closed;
  }

  /// Has something done when it takes nothing any more, before the command can notice.
  public synchronized void whenClosed(Runnable action) {
    whenClosed = action;
    if (closed) {
      action.run();
    }
  }

  /// Only the thread that copies the stream counts.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void count(int length) {
    lost += length;
  }

  /// What was lost and why, or null when nothing was.
  @Nullable
  public String loss() {
    return lost == 0
        ? null
        : String.format(Locale.ROOT, "%s: %s (up to %,d bytes are lost)", name, reason, lost);
  }
}
