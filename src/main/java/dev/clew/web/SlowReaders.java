package dev.clew.web;

import dev.clew.failure.ClewError;
import dev.clew.failure.ErrorCode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;

/// Bounds answers that last for as long as their client reads: how many there are, and how long one
/// may stand still. Each keeps a thread of a pool that all requests share.
final class SlowReaders {
  static final int MOST = 32;
  static final long STILL_NANOS = 30_000_000_000L;

  private final Vertx vertx;
  private final long stillNanos;
  private final Semaphore places = new Semaphore(MOST);

  /// @param stillNanos after which a client that takes nothing is disconnected
  SlowReaders(Vertx vertx, long stillNanos) {
    this.vertx = vertx;
    this.stillNanos = stillNanos;
  }

  /// Takes a place for an answer until the stream is closed.
  ///
  /// @param out blocks while the client takes nothing
  /// @throws ClewError E074 when all places are taken
  OutputStream enter(HttpServerResponse response, OutputStream out) {
    if (!places.tryAcquire()) {
      throw new ClewError(ErrorCode.E074, "too many exports run at once; try again");
    }
    return new Watched(response, out);
  }

  private final class Watched extends OutputStream {
    private final OutputStream out;
    private final long timer;
    private volatile long moved = System.nanoTime();

    private Watched(HttpServerResponse response, OutputStream out) {
      this.out = out;
      long millis = Math.max(1, stillNanos / 8_000_000);
      timer = vertx.setPeriodic(millis, _ -> endIfStill(response));
    }

    private void endIfStill(HttpServerResponse response) {
      if (System.nanoTime() - moved > stillNanos) {
        response.reset();
      }
    }

    @Override
    public void write(int one) throws IOException {
      out.write(one);
      moved = System.nanoTime();
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      moved = System.nanoTime();
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    /// Leaves the answer itself open: its end belongs to who began it.
    @Override
    public void close() {
      vertx.cancelTimer(timer);
      places.release();
    }
  }
}
