package dev.clew.web.api;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;

/// Bounds answers that last for as long as their client reads: how many there are, and how long one
/// may stand still. Each keeps a thread of a pool that all requests share.
public final class SlowReaders {
  static final int MOST = 32;
  public static final long STILL_NANOS = 30_000_000_000L;

  private final Vertx vertx;
  private final long stillNanos;
  private final Semaphore places = new Semaphore(MOST);

  /// @param stillNanos after which a client that takes nothing is disconnected
  public SlowReaders(Vertx vertx, long stillNanos) {
    this.vertx = vertx;
    this.stillNanos = stillNanos;
  }

  /// Takes a place for an answer until the stream is closed.
  ///
  /// @param response takes all but the beginning
  /// @param out sends the head
  /// @return a stream that blocks while the client takes nothing
  /// @throws ClewError E074 when all places are taken
  public OutputStream enter(HttpServerResponse response, OutputStream out) {
    if (!places.tryAcquire()) {
      throw new ClewError(ErrorCode.E074, "too many exports or followers run at once; try again");
    }
    return new Watched(response, out);
  }

  private final class Watched extends OutputStream {
    private final HttpServerResponse response;
    private final OutputStream out;
    private final long timer;
    private boolean begun;
    private volatile long moved = System.nanoTime();

    private Watched(HttpServerResponse response, OutputStream out) {
      this.response = response;
      this.out = out;
      long millis = Math.max(1, stillNanos / 8_000_000);
      timer = vertx.setPeriodic(millis, _ -> endIfStill());
    }

    private void endIfStill() {
      if (System.nanoTime() - moved > stillNanos) {
        response.reset();
      }
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    /// Waits until the connection has taken the bytes. The stream of the answer, which writes the
    /// head, asks whether the queue is full; what the event loop has not come to is not in it yet.
    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (begun) {
        send(Buffer.buffer(length).appendBytes(bytes, from, length));
      } else {
        begun = true;
        out.write(bytes, from, length);
        out.flush();
      }
      moved = System.nanoTime();
    }

    private void send(Buffer bytes) throws IOException {
      try {
        response.write(bytes).toCompletionStage().toCompletableFuture().join();
      } catch (CompletionException | IllegalStateException gone) {
        throw new IOException("The client has gone.", gone);
      }
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
