package dev.clew.serve;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Future;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/// A connection: whether it has brought a request, whether all of its body, and when it last
/// brought or was sent something. Bytes that arrive count in a body only: headers sent a byte at a
/// time would.
final class TrackedConnection extends ChannelDuplexHandler {
  /// A body of which nothing has come for so long does not go on.
  private static final long STALLED_NANOS = 100_000_000L;

  /// A body that takes longer is slow, however often a byte of it comes.
  private static final long SLOW_NANOS = 1_000_000_000L;

  /// A connection that moved more recently is in use.
  private static final long IDLE_NANOS = 5_000_000_000L;

  /// How long, and for how many bytes, what comes is forgotten before it is closed.
  private static final long LINGER_MILLIS = 2000;

  private static final long LINGER_BYTES = 64 << 20;

  private final Channel channel;
  private final LongSupplier nanos;

  /// Requests whose bodies have not come to their ends.
  private final AtomicInteger bodies = new AtomicInteger();

  private boolean isAnswered;
  private boolean lingering;
  private long forgotten;
  private volatile boolean asked;
  private volatile long moved;

  /// When the last request came.
  private volatile long begun;

  /// How little a connection needs its place; the first gives it up first.
  enum Standing {
    /// It has brought no request yet.
    SILENT,
    /// It owes the rest of a body.
    STALLED,
    SLOW,
    IDLE,
    BUSY
  }

  TrackedConnection(Channel channel, LongSupplier nanos) {
    this.channel = channel;
    this.nanos = nanos;
    this.moved = nanos.getAsLong();
  }

  /// A request is complete up to its body.
  ///
  /// @param body its end
  void asked(Future<Void> body) {
    asked = true;
    begun = nanos.getAsLong();
    moved = begun;
    bodies.incrementAndGet();
    var _ = body.onComplete(_ -> bodies.decrementAndGet());
  }

  /// It speaks HTTP/1: what it asks, whole or not, may be answered before all of it has been read.
  void answered() {
    isAnswered = true;
  }

  boolean hasAsked() {
    return asked;
  }

  /// How long it has been still. One without a request counts from its beginning.
  long stillNanos() {
    return nanos.getAsLong() - moved;
  }

  Standing standing() {
    if (!asked) {
      return Standing.SILENT;
    }
    long still = stillNanos();
    if (bodies.get() > 0) {
      return still > STALLED_NANOS
          ? Standing.STALLED
          : nanos.getAsLong() - begun > SLOW_NANOS ? Standing.SLOW : Standing.BUSY;
    }
    return still > IDLE_NANOS ? Standing.IDLE : Standing.BUSY;
  }

  Channel channel() {
    return channel;
  }

  /// The machine at the other end.
  Object peer() {
    SocketAddress address = channel.remoteAddress();
    return address instanceof InetSocketAddress inet && inet.getAddress() != null
        ? inet.getAddress()
        : String.valueOf(address);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) {
    if (lingering) {
      forget(bytes);
      return;
    }
    if (bodies.get() > 0) {
      moved = nanos.getAsLong();
    }
    context.fireChannelRead(bytes);
  }

  @Override
  public void flush(ChannelHandlerContext context) {
    if (asked) {
      moved = nanos.getAsLong();
    }
    context.flush();
  }

  /// Closes it a moment later when the other end may still be sending: to close it before all is
  /// read resets it, and then the answer may be lost on its way.
  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    boolean mayBeSending = isAnswered && (!asked || bodies.get() > 0);
    if (!mayBeSending || !(channel instanceof DuplexChannel duplex)) {
      var _ = context.close(promise);
      return;
    }
    var _ = channel.closeFuture().addListener(_ -> promise.trySuccess());
    if (!lingering) {
      lingering = true;
      channel.config().setAutoRead(true);
      var _ = duplex.shutdownOutput();
      var _ = context.executor().schedule(this::end, LINGER_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void forget(Object bytes) {
    forgotten += bytes instanceof ByteBuf buffer ? buffer.readableBytes() : 0;
    ReferenceCountUtil.release(bytes);
    if (forgotten > LINGER_BYTES) {
      end();
    }
  }

  /// Closes it at once: with a farewell, as TLS and HTTP/2 have it, its descriptor would be held
  /// for as long as the other end likes.
  void end() {
    if (channel.eventLoop().inEventLoop()) {
      channel.unsafe().close(channel.voidPromise());
    } else {
      channel.eventLoop().execute(this::end);
    }
  }
}
